"""B13 一个单位各项目总分都接近满分."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, form, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_ENOUGH: Final = 3


@fact(Level.BATCH)
def scored_forms() -> Expr:
    """How many forms of the unit and year have a total."""
    return form.total_score.count().over(form.batch).cast(pl.Int64)


@fact(Level.BATCH)
def lowest_total() -> Expr:
    """The lowest total of them, in hundredths."""
    return form.total_score.min().over(form.batch)


@check(
    code="B13",
    level=Level.BATCH,
    severity=Severity.WARNING,
    title=Text("各项目总分都接近满分", "Every project of the unit scores nearly full marks"),
    reason=Text(
        "一个单位的项目有好有差，总分全部接近满分，看不出差别，自评多半没有据实评分。同单位同年度有三张以上的表、没有一张低于提示线时，"
        "每张表都报告。",
        "Projects differ; where all totals are nearly full nothing was told apart. Reported on every form where a unit has three or "
        "more in the year and none of them is below the threshold.",
    ),
    message=Text(
        "本单位本年度 {count} 个项目的总分最低也有 {lowest:points}，没有一个低于满分的 {threshold:share}",
        "the lowest total of the unit's {count} projects is {lowest:points}; none is below {threshold:share} of full marks",
    ),
    fix=Text(
        "逐项复核各项目的完成情况，按实际完成程度评分",
        "look at each project again and score it by what was achieved",
    ),
    at=("total.score",),
    parameters=("all_high_from",),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "26"), cite("practice", "all-high")),
)
def all_high() -> Verdict:
    """Fail when at least three forms of a unit and year have a total and all of them reach the profile's share."""
    share = lowest_total() * 10_000 >= profile.total_points * profile.all_high_from
    applies = form.total_score.is_not_null() & (scored_forms() >= _ENOUGH)
    return Verdict(
        fails=given(applies, share),
        facts={
            "count": scored_forms(),
            "lowest": lowest_total(),
            "threshold": profile.all_high_from,
        },
    )
