"""``ziping score``: declared scores beside those that the rules give."""

import json as jsonlib
from dataclasses import asdict

import typer
from rich.console import Console
from rich.table import Table

from ziping.app.assessing import assess
from ziping.cli.arguments import AsJson, Files, Lang, ProfileName
from ziping.cli.console import Speaking, console, opened, speaking
from ziping.cli.tables import cell, counted, plain_table
from ziping.engine.wording import NOTHING, rate
from ziping.law import profile as profile_named
from ziping.model.assessment import Assessment, IndicatorScore, Pair
from ziping.model.language import Text


def score(
    context: typer.Context,
    files: Files,
    *,
    profile: ProfileName = None,
    json: AsJson = False,
    lang: Lang = None,
) -> None:
    """按规则重新计算得分，与填报得分逐项对照。

    Work the scores out again and put them beside the declared ones.
    """
    spoken = speaking(context, lang)
    used = profile_named(profile) if profile else None
    found = opened(files, spoken)
    screen = console()
    for entry in assess(found.forms, used):
        if json:
            typer.echo(jsonlib.dumps(_as_json(entry), ensure_ascii=False))
        else:
            _show(screen, entry, spoken)
    raise typer.Exit(found.outcome())


def _as_json(entry: Assessment) -> dict[str, object]:
    form, sheet = entry.sourced.form, entry.scores
    key = {
        "source": entry.sourced.source,
        "number": entry.sourced.number,
        "year": form.year,
        "project": form.project,
    }
    said = asdict(sheet)
    for name in ("execution_rate", "execution_score", "total"):
        said[name]["difference"] = getattr(sheet, name).difference
    for shown, line in zip(said["indicators"], sheet.indicators, strict=True):
        shown["difference"] = line.difference
    return {"form": key, "units": {"rate": "0.01 %", "score": "0.01 分"}, **said}


def _show(screen: Console, entry: Assessment, spoken: Speaking) -> None:
    form, sheet = entry.sourced.form, entry.scores
    screen.print()
    screen.print(
        f"{entry.sourced.number} {form.project or NOTHING}{spoken.aside(str(form.year or NOTHING))}",
        style="bold",
        markup=False,
    )
    decided = Text("由表内数字推定", "decided by the figures")
    several = Text("几种取位都相符，取其一", "several fit, one was taken")
    said = spoken.say(decided if sheet.rounding_decided else several)
    screen.print(
        f"{spoken.say(Text.joined((sheet.profile_label, sheet.rounding)))}{spoken.aside(said)}",
        style="dim",
        markup=False,
    )
    screen.print(_lines(entry, spoken))
    grade = Text(
        f"评分等级：填报 {sheet.grade or NOTHING}，按填报总分 {sheet.expected_grade or NOTHING}，"
        f"按测算总分 {sheet.computed_grade or NOTHING}",
        f"grade: declared {sheet.grade or NOTHING}, of the declared total {sheet.expected_grade or NOTHING}, "
        f"of the total by the rules {sheet.computed_grade or NOTHING}",
    )
    screen.print(spoken.say(grade), markup=False)


_COLUMNS = (
    Text("分值", "points"),
    Text("填报得分", "declared"),
    Text("应得分", "expected"),
    Text("差额", "difference"),
)


def _lines(entry: Assessment, spoken: Speaking) -> Table:
    sheet = entry.scores
    table = plain_table(spoken.say(Text("项目", "item")))
    for text in _COLUMNS:
        table.add_column(spoken.say(text), justify="right")
    table.add_row(spoken.say(Text("预算执行率", "execution rate")), "", *_rates(sheet.execution_rate))
    points = counted(sheet.execution_points)
    table.add_row(
        spoken.say(Text("预算执行率得分", "execution score")), points, *_pair(sheet.execution_score)
    )
    for line in sheet.indicators:
        table.add_row(f"{line.index + 1} {cell(line.name)}", counted(line.points), *_scores(line))
    table.add_section()
    table.add_row(
        spoken.say(Text("总分（填报各项得分之和）", "total (sum of the declared)")), "", *_pair(sheet.total)
    )
    rules = Pair(sheet.total.declared, sheet.computed_total)
    table.add_row(
        spoken.say(Text("总分（按规则测算）", "total by the rules")), "", *_pair(rules), style="bold"
    )
    return table


def _rates(pair: Pair) -> tuple[str, str, str]:
    shown = [NOTHING if it is None else rate(it) for it in (pair.declared, pair.expected)]
    return shown[0], shown[1], _difference(pair.difference)


def _pair(pair: Pair) -> tuple[str, str, str]:
    return counted(pair.declared), counted(pair.expected), _difference(pair.difference)


def _scores(line: IndicatorScore) -> tuple[str, str, str]:
    """Print the expected score of a measured indicator, the band of a qualitative one."""
    expected = counted(line.expected)
    if line.expected is None and line.lowest is not None and line.highest is not None:
        expected = f"{counted(line.lowest)}–{counted(line.highest)}"
    known = line.expected is not None or line.lowest is not None
    return counted(line.declared), expected, _difference(line.difference if known else None)


def _difference(hundredths: int | None) -> str:
    if hundredths is None:
        return ""
    sign = "+" if hundredths > 0 else ""
    return "0" if hundredths == 0 else f"[red]{sign}{counted(hundredths)}[/red]"
