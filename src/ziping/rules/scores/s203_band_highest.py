"""S203 定性指标得分上限."""

import polars as pl

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import indicator, profile
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.bands import achieved_edge, in_band, partly_edge


@score(
    code="S203",
    level=Level.INDICATOR,
    title=Text("定性指标得分上限", "Highest score of a qualitative indicator"),
    formula=Text(
        "“{actual:text}”，分值 {points:points} × {share:share} = 不高于 {value:points} 分",
        "“{actual:text}”, points {points:points} × {share:share} = at most {value:points}",
    ),
    at=("score", "actual", "points"),
    parameters=("achieved_from", "partly_from", "partly_upper_inclusive"),
    cites=(cite("mof-2020-10", "16"), cite("practice", "bands")),
)
def highest_score() -> Computation:
    """Work out the highest score that the named band allows, in hundredths.

    Whether 部分达成 may score exactly 80 % is the profile's: read literally it may not, in practice it is usual.
    """
    below = pl.when(profile.partly_upper_inclusive).then(achieved_edge()).otherwise(achieved_edge() - 1)
    value = in_band(indicator.points, below, partly_edge() - 1)
    share = in_band(pl.lit(10_000, pl.Int64), profile.achieved_from, profile.partly_from)
    return Computation(value, {"actual": indicator.actual, "points": indicator.points, "share": share})
