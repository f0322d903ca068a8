"""C01 多数完成值恰等于指标值."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import SCALE, Comparator
from ziping.rules.facts.achievement import measured

_ENOUGH: Final = 3
_OPEN: Final = (Comparator.AT_LEAST, Comparator.MORE, Comparator.AT_MOST, Comparator.LESS)


@fact(Level.INDICATOR)
def open_target() -> Expr:
    """Whether the target leaves room beyond it: ≥ > ≤ <, but neither 0 nor 100 %, which are met exactly when met."""
    bound = (indicator.target_unit == "%").fill_null(value=False) & (indicator.target_number == 100 * SCALE)
    return measured() & indicator.target_comparator.is_in(_OPEN) & (indicator.target_number != 0) & ~bound


@fact(Level.FORM, over=Level.INDICATOR)
def open_targets() -> Expr:
    """Count the measured indicators whose target leaves room."""
    return open_target().sum().cast(pl.Int64)


@fact(Level.FORM, over=Level.INDICATOR)
def met_exactly() -> Expr:
    """List the rows of these that meet their target exactly."""
    return indicator.index.filter(open_target() & (indicator.actual_number == indicator.target_number))


@check(
    code="C01",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("多数完成值恰等于指标值", "Most actual values equal their targets"),
    reason=Text(
        "实际完成值应当是据实统计的结果。带“≥”“≤”等要求的定量指标有三项以上，且多数完成值与指标值分毫不差时报告；"
        "“=”、0 和 100% 的指标完成时本来就相等，不计入。",
        "Actual values are counted, not copied. Reported where three or more measured indicators with ≥ or ≤ meet their target "
        "exactly and most of them do; targets with =, of 0 and of 100 % are left out, for they are met exactly when met.",
    ),
    message=Text(
        "{count} 项有“≥”“≤”要求的定量指标中，{same} 项的实际完成值恰等于指标值",
        "{same} of {count} measured indicators meet their target exactly",
    ),
    fix=Text(
        "核对统计台账，按实际数填报；确实相等的，备好佐证材料",
        "check the records and fill in what was counted; keep evidence where they are equal",
    ),
    at=("indicators.*.actual",),
    parameters=("copied_from",),
    cites=(cite("mof-notice", "truth"), cite("practice", "copied")),
)
def copied_targets() -> Verdict:
    """Fail when at least three open targets, and most of them, are met exactly."""
    same = met_exactly().list.len().cast(pl.Int64)
    most = same * 10_000 >= open_targets() * profile.copied_from
    return Verdict(
        fails=given(open_targets() >= _ENOUGH, (same >= _ENOUGH) & most),
        facts={"count": open_targets(), "same": same},
        rows=met_exactly(),
    )
