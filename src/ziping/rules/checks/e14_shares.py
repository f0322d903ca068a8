"""E14 文字中的占比加总不为100%."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.narrative import narrative

_SHARE: Final = "占(?:比|总数|总量|全部)?(?:的|为|达|约)*[0-9]{1,3}(?:[.][0-9]{1,2})?[%％]"
_WORDS: Final = "占比总数量全部的为达约%％"
_ENOUGH: Final = 3
_WHOLE: Final = 10_000
_NEAR: Final = 1_000
"""Shares that come within ten per cent of the whole are meant to be all of it."""
_ROUNDED: Final = 100


@reading(Level.FORM)
def shares() -> Expr:
    """The shares that the narrative gives, in basis points."""
    figure = pl.element().str.strip_chars(_WORDS).cast(pl.Decimal(12, 2), strict=False)
    return narrative().str.extract_all(_SHARE).list.eval((figure * 100).cast(pl.Int64))


@check(
    code="E14",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("文字中的占比加总不为100%", "Shares in the text do not add up to 100 %"),
    reason=Text(
        "实际完成情况里有三个以上“占…%”、合计在90%—110%之间，多半是同一整体的各部分，合计应为100%。相差不到1%的是四舍五入，不提示；"
        "各占比的整体不同的，可以不改。",
        "Three shares or more that come near 100 % are mostly the parts of one whole. Less than one per cent is rounding; shares of "
        "different wholes need not add up.",
    ),
    message=Text(
        "文字中的占比 {shares:share} 合计 {sum:share}", "the shares {shares:share} add up to {sum:share}"
    ),
    fix=Text("核对各部分的数和占比", "check the parts and their shares"),
    at=("goal.actual",),
    cites=(cite("mof-notice", "truth"),),
)
def shares_do_not_add_up() -> Verdict:
    """Fail when three shares or more come near the whole and miss it by more than rounding."""
    total = shares().list.sum()
    apart = (total - _WHOLE).abs()
    return Verdict(
        fails=given((shares().list.len() >= _ENOUGH) & (apart <= _NEAR), apart >= _ROUNDED),
        facts={"shares": shares(), "sum": total},
    )
