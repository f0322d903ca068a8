"""``ziping review``: the review as an office hands it out, and a return letter for each unit."""

from pathlib import Path
from typing import Annotated

import typer

from ziping.app.forms import open_forms
from ziping.app.reviewing import Order, Per, export_templates, formats_named
from ziping.app.reviewing import review as reviewed
from ziping.cli.arguments import Lang, ProfileName
from ziping.cli.console import cores, speaking
from ziping.cli.writing import told
from ziping.law import profile as profile_named
from ziping.writers.review import Letterhead

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE…", help="自评表文件 · documents with forms", show_default=False),
]
Formats = Annotated[str, typer.Option("--to", metavar="F,F", help="格式 · formats: docx,pdf,html,xlsx")]
Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="写到此文件夹 · folder to write to", show_default=False)
]
Reports = Annotated[
    Per, typer.Option("--per", help="每批、每个单位或每张表一份 · one report for all, each unit or each form")
]
Letters = Annotated[
    bool,
    typer.Option("--letters", help="另写给各单位的退回修改通知 · also write a return letter to each unit"),
]
Templates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        help="用此文件夹里的模板 · use the templates in this folder",
        show_default=False,
    ),
]
Export = Annotated[
    Path | None,
    typer.Option(
        "--export-templates",
        metavar="DIR",
        help="导出模板到此文件夹，用 Word 改 · write the templates here, to be changed in Word",
        show_default=False,
    ),
]
Office = Annotated[
    str | None, typer.Option("--office", help="复核单位 · the reviewing office", show_default=False)
]
Reviewer = Annotated[str | None, typer.Option("--reviewer", help="复核人 · the reviewer", show_default=False)]
Date = Annotated[
    str | None, typer.Option("--date", help="日期，照写 · date, as it is to be printed", show_default=False)
]
Deadline = Annotated[
    str | None,
    typer.Option(
        "--deadline", help="修改期限，照写 · until when, as it is to be printed", show_default=False
    ),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖被改过的文件 · overwrite files that were changed")]


def review(  # noqa: PLR0913 — one parameter for each option
    context: typer.Context,
    files: Files = None,
    *,
    to: Formats = "docx",
    out: Out = Path(),
    per: Reports = Per.BATCH,
    letters: Letters = False,
    templates: Templates = None,
    export: Export = None,
    profile: ProfileName = None,
    office: Office = None,
    reviewer: Reviewer = None,
    date: Date = None,
    deadline: Deadline = None,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """写复核意见和退回修改通知；文字出自 Word 模板，可导出来改；中断后重跑会接着做。

    Write the review and return letters, worded by Word templates that you can change; a second run goes on.
    """
    spoken = speaking(context, lang)
    if export is not None:
        raise typer.Exit(told(export_templates(export, force=force), export, spoken))
    given = {"office": office, "reviewer": reviewer, "date": date, "deadline": deadline}
    order = Order(
        formats=formats_named(to),
        folder=out,
        per=per,
        letters=letters,
        templates=templates,
        profile=profile_named(profile) if profile else None,
        head=Letterhead(**{name: value for name, value in given.items() if value is not None}),
        force=force,
    )
    raise typer.Exit(told(reviewed(open_forms(files or (), workers=cores()), order), out, spoken))
