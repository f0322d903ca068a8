"""``ziping check``: what is wrong with forms, the worst first."""

import json as jsonlib
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ziping.app.assessing import assess
from ziping.app.output import write_whole
from ziping.cli.arguments import AsJson, Files, Lang, ProfileName
from ziping.cli.console import Opened, Speaking, console, opened, speaking
from ziping.cli.tables import cell, counted, plain_table, problem_line
from ziping.engine.wording import NOTHING
from ziping.law import profile as profile_named
from ziping.model.assessment import Assessment
from ziping.model.finding import Finding, Severity, Spot
from ziping.model.language import Text
from ziping.rules import catalogue

_QUOTED = 24
"""Characters of a cell that are quoted on the screen."""
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
Html = Annotated[
    Path | None, typer.Option(metavar="OUT", help="另写一份 HTML 报告 · also write an HTML report")
]
Xlsx = Annotated[
    Path | None, typer.Option(metavar="OUT", help="另写一份 Excel 报告 · also write an XLSX report")
]


def check(
    context: typer.Context,
    files: Files,
    *,
    profile: ProfileName = None,
    json: AsJson = False,
    html: Html = None,
    xlsx: Xlsx = None,
    lang: Lang = None,
) -> None:
    """审核自评表：逐表列出问题、依据和改法，最严重的在前。

    Check forms: findings by form, the worst first, each with its source and how to mend it.
    """
    spoken = speaking(context, lang)
    used = profile_named(profile) if profile else None
    ready = Thread(target=catalogue)
    ready.start()  # rules are loaded while the readers start
    found = opened(files, spoken)
    ready.join()
    assessed = sorted(assess(found.forms, used), key=_worst_first)
    if json:
        for entry in assessed:
            for finding in entry.findings:
                typer.echo(jsonlib.dumps(_as_json(finding, spoken), ensure_ascii=False))
    else:
        _show_all(console(), assessed, found, spoken)
    _write_reports(assessed, found, spoken, html=html, xlsx=xlsx)
    raise typer.Exit(found.outcome(errors=any(entry.count(Severity.ERROR) for entry in assessed)))


def _worst_first(entry: Assessment) -> tuple[int, ...]:
    return tuple(-entry.count(severity) for severity in Severity)


def _write_reports(
    assessed: Sequence[Assessment], found: Opened, spoken: Speaking, *, html: Path | None, xlsx: Path | None
) -> None:
    if html is not None:
        from ziping.writers.report.html import html_report  # noqa: PLC0415 — loaded only when a report is asked for

        text = html_report(assessed, language=spoken.language, unread=found.unread)
        write_whole(html, text.encode())
    if xlsx is not None:
        from ziping.writers.report.xlsx import xlsx_report  # noqa: PLC0415 — loaded only when a report is asked for

        write_whole(xlsx, xlsx_report(assessed, language=spoken.language, unread=found.unread))


def _as_json(finding: Finding, spoken: Speaking) -> dict[str, object]:
    key = finding.form
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "level": finding.level.value,
        "form": {"source": key.source, "number": key.number, "year": key.year, "project": key.project},
        "pointers": [spot.pointer for spot in finding.spots],
        "cells": [_cell_json(spot) for spot in finding.spots],
        "title": spoken.say(finding.title),
        "message": spoken.say(finding.message),
        "cites": [
            {
                "key": it.key,
                "text": spoken.say(it.describe()),
                "says": spoken.say(it.says),
                "confirmed": it.confirmed,
            }
            for it in finding.cites
        ],
        "fix": spoken.say(finding.fix),
    }


def _cell_json(spot: Spot) -> dict[str, object]:
    place = spot.place.model_dump(exclude_none=True) if spot.place else None
    return {"pointer": spot.pointer, "raw": spot.raw, "place": place}


def _show_all(screen: Console, assessed: Sequence[Assessment], found: Opened, spoken: Speaking) -> None:
    for entry in assessed:
        _show_form(screen, entry, spoken)
    if assessed:
        screen.print()
        screen.print(_overview(assessed, spoken))
    errors = sum(entry.count(Severity.ERROR) for entry in assessed)
    text = Text(
        f"{len(found.documents)} 个文件，{len(assessed)} 张表，{errors} 个错误；{len(found.unread)} 个文件未能读取",
        f"{len(found.documents)} files, {len(assessed)} forms, {errors} errors; {len(found.unread)} files unread",
    )
    screen.print(spoken.say(text), markup=False)


def _show_form(screen: Console, entry: Assessment, spoken: Speaking) -> None:
    form, sourced = entry.sourced.form, entry.sourced
    screen.print()
    year = spoken.say(Text(f"{form.year or NOTHING} 年度", f"{form.year or NOTHING}"))
    unit = form.implementing_unit or NOTHING
    aside = spoken.aside(spoken.say(Text(f"{year}，{unit}", f"{year}, {unit}")))
    screen.print(f"■ {form.project or NOTHING}{aside}", style="bold", markup=False)
    screen.print(f"  {sourced.source} #{sourced.number}  {_totals(entry, spoken)}", style="dim", markup=False)
    for problem in form.problems:
        said = spoken.say(problem_line(form, problem))
        screen.print(f"  {spoken.say(Text('读取', 'reading'))}  {said}", style="magenta", markup=False)
    for finding in entry.findings:
        _show_finding(screen, finding, spoken)
    if not entry.findings:
        screen.print(spoken.say(Text("  未发现问题", "  nothing found")), style="green")


def _totals(entry: Assessment, spoken: Speaking) -> str:
    sheet = entry.scores
    declared, computed = counted(sheet.total.declared), counted(sheet.computed_total)
    grades = sheet.grade or NOTHING, sheet.computed_grade or NOTHING
    text = Text(
        f"填报总分 {declared} {grades[0]}，按规则测算 {computed} {grades[1]}",
        f"declared {declared} {grades[0]}, by the rules {computed} {grades[1]}",
    )
    return spoken.say(text)


def _show_finding(screen: Console, finding: Finding, spoken: Speaking) -> None:
    style = _STYLE[finding.severity]
    screen.print(
        f"  [{style}]{spoken.say(finding.severity.label)} {finding.code}[/{style}]  {cell(spoken.say(finding.title))}"
    )
    screen.print(f"      {spoken.say(finding.message)}", markup=False)
    screen.print(f"      {spoken.say(_cells(finding))}", style="dim", markup=False)
    screen.print(f"      {spoken.named(Text('改法', 'mend'), finding.fix)}", markup=False)
    cites = Text.joined(it.brief() for it in finding.cites)
    screen.print(f"      {spoken.named(Text('依据', 'source'), cites)}", style="dim", markup=False)


def _cells(finding: Finding, most: int = 4) -> Text:
    """Name the cells row by row: 指标2「参加会议」（第 65 行）得分 7.00，实际完成值 57.00(场)."""
    rows: dict[tuple[str, Text | None], list[Spot]] = {}
    for spot in finding.spots:
        at = spot.place.describe() if spot.place else None
        rows.setdefault((spot.row.zh, at), []).append(spot)
    named = [_row(at, spots) for (_, at), spots in list(rows.items())[:most]]
    rest = len(rows) - most
    return Text.joined(
        [*named, Text(f"等 {len(rows)} 处", f"{len(rows)} places in all")] if rest > 0 else named
    )


def _row(at: Text | None, spots: Sequence[Spot]) -> Text:
    where = Text(f"（{at.zh}）", f"({at.en}) ") if at else Text("", "")
    zh = "，".join(f"{spot.column.zh} {_quoted(spot)}" for spot in spots)
    en = ", ".join(f"{spot.column.en} {_quoted(spot)}" for spot in spots)
    return Text(f"{spots[0].row.zh.rstrip('·')}{where.zh}{zh}", f"{spots[0].row.en}{where.en}{en}")


def _quoted(spot: Spot) -> str:
    raw = " ".join((spot.raw or NOTHING).split())
    return raw if len(raw) <= _QUOTED else f"{raw[:_QUOTED]}…"


def _overview(assessed: Sequence[Assessment], spoken: Speaking) -> Table:
    table = plain_table(spoken.say(Text("项目", "project")))
    for severity in Severity:
        table.add_column(spoken.say(severity.label), justify="right")
    for text in (Text("填报总分", "declared"), Text("测算总分", "by the rules"), Text("等级", "grade")):
        table.add_column(spoken.say(text), justify="right")
    for entry in assessed:
        counts = [str(entry.count(severity) or "") for severity in Severity]
        sheet = entry.scores
        grade = f"{sheet.grade or NOTHING} → {sheet.computed_grade or NOTHING}"
        name = f"{cell(entry.sourced.form.project)}{spoken.aside(str(entry.sourced.form.year or NOTHING))}"
        table.add_row(name, *counts, counted(sheet.total.declared), counted(sheet.computed_total), grade)
    return table
