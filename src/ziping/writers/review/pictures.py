"""The pictures of a review as SVG: what kinds of findings, totals side by side, grades before and after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from zlib import crc32

from jinja2 import Environment, PackageLoader, StrictUndefined

from ziping.model.finding import Severity
from ziping.writers.printable import printable
from ziping.writers.report import printing
from ziping.writers.report.overview import Overview, Row
from ziping.writers.review.counting import by_grade, by_kind
from ziping.writers.review.scope import Picture

_WIDTH: Final = 480
_LABEL: Final = 110
_BAR: Final = 270
_LEFT: Final = 190
_SCALE: Final = 0.85
"""Where the scale of totals begins, and how much larger it is than in the overview of the report on screen."""
_LINE: Final = 26
_HEAD: Final = 34
_MOST_ROWS: Final = 24
"""Forms in the picture of totals, the worst first; the table has them all."""
_TENTHS: Final = 2.6
"""Tenths of a millimetre of a unit of the drawing: 480 units are 125 mm wide."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar: where it begins, how long it is, how it is filled and what is written in it."""

    fill: str
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A line of a picture: its label, its bars and what is written behind them."""

    label: str
    bars: tuple[Bar, ...]
    said: str


def pictures(overview: Overview, font: str) -> Mapping[str, Picture | None]:
    """Draw all pictures; one that would show nothing is None."""
    return {
        "问题构成": _kinds(overview, font),
        "总分对照": _totals(overview, font),
        "等级分布": _grades(overview, font),
    }


def _kinds(overview: Overview, font: str) -> Picture | None:
    counts = by_kind(overview)
    if not counts:
        return None
    longest = max(held.total() for held in counts.values())
    lines = [_stacked(name, held, longest) for name, held in counts.items()]
    said = "；".join(f"{line.label} {line.said}" for line in lines)
    keys = [(it.value, it.label.zh) for it in Severity]
    return _bars("图：各类问题的处数", lines, keys, f"各类问题的处数。{said}。", font)


def _stacked(label: str, counts: Counter[str], longest: int) -> Bars:
    bars, x = [], 0.0
    for severity in Severity:
        width = _BAR * counts[severity] / longest
        if counts[severity]:
            bars.append(Bar(severity.value, round(x, 1), round(width, 1), counts[severity]))
        x += width
    return Bars(label, tuple(bars), f"{counts.total()} 处")


def _grades(overview: Overview, font: str) -> Picture | None:
    counts = by_grade(overview)
    longest = max((count for _, *held in counts for count in held), default=0)
    if not longest:
        return None
    lines = [_pair(name, declared, computed, longest) for name, declared, computed in counts]
    said = "；".join(f"{it.label}：{it.said}" for it in lines)
    keys = [("declared", "填报"), ("computed", "核算")]
    return _bars("图：各等级的表数", lines, keys, f"各等级的表数。{said}。", font)


def _pair(name: str, declared: int, computed: int, longest: int) -> Bars:
    counts = (("declared", declared), ("computed", computed))
    bars = (Bar(fill, 0.0, round(_BAR * count / longest, 1), count) for fill, count in counts)
    return Bars(name, tuple(bars), f"填报 {declared}，核算 {computed}")


def _bars(title: str, lines: Sequence[Bars], keys: Sequence[tuple[str, str]], alt: str, font: str) -> Picture:
    return _drawn(
        "bars.svg.j2",
        len(lines),
        alt,
        title=title,
        lines=lines,
        keys=keys,
        font=font,
        beside=keys[0][0] == "declared",
    )


def _totals(overview: Overview, font: str) -> Picture | None:
    shown = [row for row in overview.rows if row.total.declared is not None or row.total.expected is not None]
    if not shown:
        return None
    rows = shown[:_MOST_ROWS]
    title = "图：填报总分与核算总分" + (f"（问题最重的 {len(rows)} 张表）" if len(rows) < len(shown) else "")
    alt = "；".join(map(_told, rows))
    return _drawn(
        "totals.svg.j2",
        len(rows),
        f"{title}。{alt}。",
        title=title,
        rows=rows,
        axis=overview.axis,
        font=font,
        left=_LEFT,
        scale=_SCALE,
    )


def _told(row: Row) -> str:
    name = printing.project(row.assessment.sourced).zh
    return f"{name} 填报 {printing.score(row.total.declared)}，核算 {printing.score(row.total.expected)}"


def _drawn(template: str, count: int, alt: str, **data: Any) -> Picture:  # noqa: ANN401 — what a template is given
    height = _HEAD + count * _LINE + _LINE
    sizes = {"width": _WIDTH, "height": height, "label": _LABEL, "line": _LINE, "head": _HEAD}
    said = printable(alt)
    svg = (
        _environment()
        .get_template(template)
        .render(key=f"p{crc32(said.encode()):08x}", alt=said, **sizes, **data)
    )
    return Picture(svg, round(_WIDTH * _TENTHS), round(height * _TENTHS), said)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("ziping.writers.review", "svg"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if isinstance(value, str) else value,
    )
    made.filters |= {
        "score": printing.score,
        "project": lambda row: printing.project(row.assessment.sourced).zh,
    }
    return made
