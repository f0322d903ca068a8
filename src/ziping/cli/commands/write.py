"""``ziping write``: the official form of every form in documents, in any format."""

from pathlib import Path
from typing import Annotated

import typer

from ziping.app.forms import open_forms
from ziping.app.writing import Order, formats_named, layout_named, write_forms
from ziping.cli.arguments import Files, Lang, ProfileName
from ziping.cli.console import cores, speaking
from ziping.cli.writing import told
from ziping.law import profile as profile_named

Formats = Annotated[
    str,
    typer.Option("--to", metavar="F,F", help="格式 · formats: docx,xlsx,pdf,html,json,csv,parquet"),
]
Folder = Annotated[Path, typer.Option("--out", metavar="DIR", help="写到此文件夹 · folder to write to")]
LayoutName = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="按此版式（默认按表的种类、地区和年度）· print in this layout (default: by kind, region and year)",
        show_default=False,
    ),
]
Zipped = Annotated[bool, typer.Option("--zip", help="装进一个 ZIP 文件 · put everything into one ZIP file")]
Computed = Annotated[
    bool,
    typer.Option("--computed", help="改印 ziping 测算的得分，并注明 · print ziping's own scores, and say so"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖被改过的文件 · overwrite files that were changed")]


def write(  # noqa: PLR0913 — one parameter for each option
    context: typer.Context,
    files: Files,
    *,
    to: Formats,
    out: Folder,
    layout: LayoutName = None,
    profile: ProfileName = None,
    zip: Zipped = False,  # noqa: A002 — the option's name
    computed: Computed = False,
    force: Force = False,
    lang: Lang = None,
) -> None:
    """把文件中的自评表（或 JSON）写成正式表格，按 单位/年度/项目 命名；中断后重跑会接着做。

    Write the official forms of documents (or of forms as JSON), named unit/year/project; a second run goes on.
    """
    spoken = speaking(context, lang)
    order = Order(
        formats=formats_named(to),
        folder=out,
        layout=layout_named(layout),
        profile=profile_named(profile) if profile else None,
        computed=computed,
        zipped=zip,
        force=force,
    )
    documents = open_forms(files, workers=cores())
    raise typer.Exit(told(write_forms(documents, order), out, spoken))
