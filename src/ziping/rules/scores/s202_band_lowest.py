"""S202 定性指标得分下限."""

import polars as pl

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import indicator, profile
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.bands import achieved_edge, in_band, partly_edge


@score(
    code="S202",
    level=Level.INDICATOR,
    title=Text("定性指标得分下限", "Lowest score of a qualitative indicator"),
    formula=Text(
        "“{actual:text}”，分值 {points:points} × {share:share} = 不低于 {value:points} 分",
        "“{actual:text}”, points {points:points} × {share:share} = at least {value:points}",
    ),
    at=("score", "actual", "points"),
    parameters=("achieved_from", "partly_from"),
    cites=(cite("mof-2020-10", "16"),),
)
def lowest_score() -> Computation:
    """Work out the least score that the named band allows, in hundredths."""
    nothing = pl.lit(0, pl.Int64)
    share = in_band(profile.achieved_from, profile.partly_from, nothing)
    facts = {"actual": indicator.actual, "points": indicator.points, "share": share}
    return Computation(in_band(achieved_edge(), partly_edge(), nothing), facts)
