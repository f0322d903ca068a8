"""A03 各项分值之和与级次栏印的分值不符."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_PRINTED: Final = r"(?:指标|[(（])\s*(?:共|计|合计)?\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分\s*[)）]?\s*$"
"""产出指标(50分), 数量指标20分, but not 数量指标(每项5分)."""
_UNKNOWN: Final = 10**12
"""Stands for points that cannot be read: a level that has some adds up to no points that could be printed."""


def _printed(level: Expr) -> Expr:
    return level.str.extract(_PRINTED).cast(pl.Decimal(10, 2)).to_physical().cast(pl.Int64)


@fact(Level.INDICATOR)
def level1_run() -> Expr:
    """The number of the cell of the first level that the row stands under: rows in a row with the same text."""
    return pl.struct(indicator.form, indicator.level1).rle_id()


@fact(Level.INDICATOR)
def level2_run() -> Expr:
    """The number of the cell of the second level that the row stands under."""
    return pl.struct(level1_run(), indicator.level2).rle_id()


@reading(Level.INDICATOR)
def level1_stated() -> Expr:
    """The points that the name of the first level states, in hundredths."""
    return _printed(indicator.level1)


@reading(Level.INDICATOR)
def level2_stated() -> Expr:
    """The points that the name of the second level states, in hundredths."""
    return _printed(indicator.level2)


def _on_first(run: Expr, stated: Expr) -> Expr:
    """Return the points that stand in the cell, in hundredths, on its first row."""
    return pl.when(run.ne_missing(run.shift(1))).then(stated)


def _added_up(run: Expr) -> Expr:
    """Add up the points of the rows under a cell, those that only head others as nothing; zero where none has any."""
    counted = pl.when(indicator.points_unreadable).then(_UNKNOWN).otherwise(indicator.points.fill_null(0))
    return counted.sum().over(run)


@fact(Level.INDICATOR)
def level1_printed() -> Expr:
    """The points that stand in the first level's cell, in hundredths, on the first row of that level."""
    return _on_first(level1_run(), level1_stated())


@fact(Level.INDICATOR)
def level2_printed() -> Expr:
    """The points that stand in the second level's cell, in hundredths, on the first row of that level."""
    return _on_first(level2_run(), level2_stated())


@fact(Level.INDICATOR)
def level1_points() -> Expr:
    """The points of all rows of the first level, in hundredths."""
    return _added_up(level1_run())


@fact(Level.INDICATOR)
def level2_points() -> Expr:
    """The points of all rows of the second level, in hundredths."""
    return _added_up(level2_run())


def _differs(printed: Expr, points: Expr) -> Expr:
    return given(points.is_between(1, _UNKNOWN - 1), printed != points)


def _where_different(first: Expr, second: Expr) -> Expr:
    """Return a value of each level that differs."""
    return pl.concat_list(
        pl.when(_differs(level1_printed(), level1_points())).then(first),
        pl.when(_differs(level2_printed(), level2_points())).then(second),
    ).list.drop_nulls()


@check(
    code="A03",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("各项分值之和与级次栏所印分值不符", "Points do not add up to those printed for their level"),
    reason=Text(
        "一级、二级指标栏印有分值的（如“产出指标（50分）”），下面各项三级指标的分值合计应与之相等。栏中没有印分值、"
        "或者有分值读不出的，不报告。",
        "Where a first or second level prints its points, as 产出指标(50分) does, the points of its indicators add up to them. Nothing "
        "is reported where no points are printed there or points cannot be read.",
    ),
    message=Text(
        "“{levels:text}”下各项指标分值合计 {points:points}，与栏中所印 {printed:points} 分不符",
        "the points under “{levels:text}” add up to {points:points}, not to the {printed:points} printed there",
    ),
    fix=Text(
        "调整三级指标的分值，使合计与级次栏所印分值相等，或更正级次栏",
        "set the points so that they add up to those printed, or correct what is printed",
    ),
    at=("level1", "level2", "points"),
    cites=(cite("mof-2020-10", "13"), cite("mof-2020-10", "26")),
)
def level_points() -> Verdict:
    """Fail on the first row of a level whose points are not those printed in its cell."""
    first = _differs(level1_printed(), level1_points())
    second = _differs(level2_printed(), level2_points())
    differs = pl.any_horizontal(first, second)
    return Verdict(
        fails=given(pl.coalesce(first, second).is_not_null(), differs.fill_null(value=False)),
        facts={
            "levels": _where_different(indicator.level1, indicator.level2),
            "points": _where_different(level1_points(), level2_points()),
            "printed": _where_different(level1_printed(), level2_printed()),
        },
    )
