"""``ziping rescore``: the same forms under two profiles."""

import json as jsonlib
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ziping.app.output import write_whole
from ziping.app.rescoring import rescore as rescored
from ziping.cli.arguments import AsJson, Lang, ProfileName
from ziping.cli.console import Speaking, console, opened, speaking
from ziping.cli.tables import cell, counted, plain_table
from ziping.engine.wording import NOTHING
from ziping.law import profile as profile_named
from ziping.model.language import Text
from ziping.model.rescoring import Rescored, Rescoring

FilesOrTables = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="自评表文件、文件夹、ZIP 或 Parquet 表 · documents with forms, folders, ZIPs or Parquet tables",
        show_default=False,
    ),
]
Against = Annotated[
    str, typer.Option("--against", metavar="B", help="另一口径 · the other profile", show_default=False)
]
Html = Annotated[
    Path | None, typer.Option(metavar="OUT", help="另写一份带图的网页 · also write a page with pictures")
]
Xlsx = Annotated[Path | None, typer.Option(metavar="OUT", help="另写一份 Excel 表 · also write a workbook")]


def rescore(
    context: typer.Context,
    files: FilesOrTables,
    *,
    against: Against,
    profile: ProfileName = None,
    json: AsJson = False,
    html: Html = None,
    xlsx: Xlsx = None,
    lang: Lang = None,
) -> None:
    """按两种口径各评一遍：谁的得分和等级会变，变多少。

    Score forms under two profiles: whose score and grade change, and by how much.
    """
    spoken = speaking(context, lang)
    before, after = profile_named(profile) if profile else None, profile_named(against)
    found = opened(files, spoken, tables=True)
    if found.unread and not found.forms:
        raise typer.Exit(found.outcome())
    compared = rescored(found.forms, before, after)
    if json:
        for form in compared.forms:
            typer.echo(jsonlib.dumps(_as_json(form), ensure_ascii=False))
    else:
        _show(console(), compared, spoken)
    _write(compared, spoken, html=html, xlsx=xlsx)
    raise typer.Exit(found.outcome())


def _as_json(form: Rescored) -> dict[str, object]:
    return {**asdict(form), "difference": form.difference, "regraded": form.regraded}


def _write(compared: Rescoring, spoken: Speaking, *, html: Path | None, xlsx: Path | None) -> None:
    if html is not None:
        from ziping.writers.rescoring.html import html_rescoring  # noqa: PLC0415 — loaded only when asked for

        write_whole(html, html_rescoring(compared, language=spoken.language).encode())
    if xlsx is not None:
        from ziping.writers.rescoring.xlsx import xlsx_rescoring  # noqa: PLC0415 — loaded only when asked for

        write_whole(xlsx, xlsx_rescoring(compared, language=spoken.language))


def _show(screen: Console, compared: Rescoring, spoken: Speaking) -> None:
    before, after = spoken.say(compared.before), spoken.say(compared.after)
    screen.print(f"{before} → {after}", style="bold", markup=False)
    for note in compared.notes:
        screen.print(spoken.say(note), markup=False)
    screen.print(_forms(compared, spoken))
    screen.print(_grades(compared, spoken))
    count = len(compared.regraded)
    text = Text(
        f"{len(compared.forms)} 张表，{count} 张等级有变化",
        f"{len(compared.forms)} forms, {count} change grade",
    )
    screen.print(spoken.say(text), markup=False)


def _forms(compared: Rescoring, spoken: Speaking) -> Table:
    table = plain_table(spoken.say(Text("项目", "project")))
    heads = (
        Text("填报", "declared"),
        Text("原口径", "before"),
        Text("新口径", "after"),
        Text("变化", "change"),
    )
    for text in (*heads, Text("等级", "grade")):
        table.add_column(spoken.say(text), justify="right")
    for form in compared.forms:
        grades = f"{form.before.grade or NOTHING} → {form.after.grade or NOTHING}"
        totals = (form.declared.total, form.before.total, form.after.total, form.difference)
        style = "red" if form.regraded else ""
        name = f"{cell(form.form.project)}{spoken.aside(str(form.form.year or NOTHING))}"
        table.add_row(name, *map(counted, totals), grades, style=style)
    return table


def _grades(compared: Rescoring, spoken: Speaking) -> Table:
    table = plain_table(spoken.say(Text("等级", "grade")))
    for text in (Text("原口径", "before"), Text("新口径", "after")):
        table.add_column(spoken.say(text), justify="right")
    for grade, before, after in compared.by_grade():
        table.add_row(grade, str(before), str(after))
    return table
