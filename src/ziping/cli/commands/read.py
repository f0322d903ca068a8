"""``ziping read``: the declared forms of documents."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from ziping.app.auditing.steps import write_forms
from ziping.cli.arguments import AsJson, Files, Lang
from ziping.cli.console import Speaking, console, opened, speaking
from ziping.cli.tables import cell, plain_table, problem_line
from ziping.model.form import Form, SourcedForm
from ziping.model.language import Text
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS

if TYPE_CHECKING:
    from ziping.app.showing import Showing

Parquet = Annotated[
    Path | None,
    typer.Option(
        metavar="OUT", help="另写一张 Parquet 表，供 ziping audit · also write a table for ziping audit"
    ),
]
Show = Annotated[
    Path | None,
    typer.Option(
        metavar="OUT",
        help="另写网页，在各页上标出读到了什么 · also write pages that show what was read where (folder or .html)",
        show_default=False,
    ),
]
KeepPersons = Annotated[
    bool,
    typer.Option(
        "--keep-persons",
        help="保留姓名、电话、身份证号 · keep names, telephones and identity numbers",
    ),
]


def read(
    context: typer.Context,
    files: Files,
    *,
    json: AsJson = False,
    parquet: Parquet = None,
    show: Show = None,
    keep_persons: KeepPersons = False,
    lang: Lang = None,
) -> None:
    """读取文件中的自评表，原样列出，并说明哪些读不出。

    Read the declared forms as printed, and say what could not be read.
    """
    spoken = speaking(context, lang)
    showing = _showing(show, spoken) if show else None
    found = opened(files, spoken, showing.show if showing else None, keep_persons=keep_persons)
    screen = console()
    for entry in found.forms:
        if json:
            typer.echo(entry.form.to_json())
        else:
            _show(screen, entry, spoken)
    if parquet is not None:
        write_forms(found.forms, parquet)
    for path in showing.written if showing else ():
        said = spoken.say(Text(f"对照页：{path}", f"page to compare: {path}"))
        console(stderr=True).print(said, style="dim", markup=False)
    raise typer.Exit(found.outcome())


def _showing(out: Path, spoken: Speaking) -> "Showing":
    from ziping.app.showing import Showing  # noqa: PLC0415 — loaded only when pages are asked for

    return Showing(out, spoken.language)


def _show(screen: Console, entry: SourcedForm, spoken: Speaking) -> None:
    form = entry.form
    screen.print()
    screen.print(f"{entry.source} #{entry.number}", style="dim", markup=False)
    year = spoken.say(Text(f"{form.year or '—'} 年度", f"{form.year or '—'}"))
    title = f"{form.title or ''}{spoken.aside(year)}"
    screen.print(title, style="bold", markup=False)
    for term in HEAD:
        if value := getattr(form, term.name):
            screen.print(spoken.named(term.label, value), markup=False)
    screen.print(_funds(form, spoken))
    for term in GOAL_COLUMNS:
        screen.print(spoken.named(term.label, getattr(form.goal, term.name) or "—"), markup=False)
    screen.print(_indicators(form, spoken))
    _totals(screen, form, spoken)


def _funds(form: Form, spoken: Speaking) -> Table:
    unit = form.money_unit.value if form.money_unit else "—"
    table = plain_table(spoken.say(Text(f"项目资金（{unit}）", f"funds ({unit})")))
    for term in FUND_COLUMNS:
        table.add_column(spoken.say(term.label), justify="right")
    for entry in form.funds:
        table.add_row(entry.label, *(cell(getattr(entry, term.name)) for term in FUND_COLUMNS))
    return table


def _indicators(form: Form, spoken: Speaking) -> Table:
    table = plain_table("#")
    for term in INDICATOR_COLUMNS:
        table.add_column(
            spoken.say(term.label), justify="right" if term.name in {"points", "score"} else "left"
        )
    for number, entry in enumerate(form.indicators, 1):
        table.add_row(str(number), *(cell(getattr(entry, term.name)) for term in INDICATOR_COLUMNS))
    return table


def _totals(screen: Console, form: Form, spoken: Speaking) -> None:
    total, points = cell(form.total.score), cell(form.total.points)
    text = Text(f"总分 {total}（满分 {points}）", f"total {total} of {points}")
    grade = Text(f"，评分等级 {form.grade}", f", grade {form.grade}") if form.grade else Text("", "")
    screen.print(spoken.say(text) + spoken.say(grade), style="bold", markup=False)
    for problem in form.problems:
        screen.print(f"  ! {spoken.say(problem_line(form, problem))}", style="yellow", markup=False)
