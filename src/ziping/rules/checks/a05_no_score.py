"""A05 得分为负、分值不大于零，或者不是数."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_WRONG = (
    (indicator.score_unreadable, Text("得分栏填的不是数", "the score is no number")),
    (indicator.points_unreadable, Text("分值栏填的不是数", "the points are no number")),
    (indicator.score < 0, Text("得分为负数", "the score is below zero")),
    (indicator.points <= 0, Text("分值不大于零", "the points are not above zero")),
)


def _which(words: list[str]) -> Expr:
    """Name the first thing that is wrong."""
    return pl.coalesce(
        [pl.when(wrong).then(pl.lit(it)) for (wrong, _), it in zip(_WRONG, words, strict=True)]
    )


@check(
    code="A05",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("得分或分值不是有效的数", "Score or points are no valid number"),
    reason=Text(
        "得分应为不小于零的数，分值应为大于零的数。空白的得分、分值不在此列。",
        "A score is a number of zero or more, points are a number above zero. Blank cells are not meant here.",
    ),
    message=Text(
        "{what_zh}（分值 {points:points}，得分 {score:points}）",
        "{what_en} (points {points:points}, score {score:points})",
    ),
    fix=Text("按表格填写分值和得分的数字", "fill in points and score as numbers"),
    at=("score", "points"),
    cites=(cite("mof-2020-10", "16"), cite("mof-notice", "truth")),
)
def no_score() -> Verdict:
    """Fail when a score or points cannot be what they should be."""
    wrong = [it for it, _ in _WRONG]
    facts = {
        "what_zh": _which([it.zh for _, it in _WRONG]),
        "what_en": _which([it.en for _, it in _WRONG]),
        "points": indicator.points,
        "score": indicator.score,
    }
    return Verdict(fails=wrong[0] | wrong[1] | wrong[2] | wrong[3], facts=facts)
