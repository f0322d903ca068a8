"""S302 按规则测算的总分."""

import polars as pl

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import form, given, profile
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.computed import computed_indicator_scores
from ziping.rules.facts.scoring import printed_points
from ziping.rules.scores.s102_execution_score import expected_execution_score


@score(
    code="S302",
    level=Level.FORM,
    title=Text("按规则测算的总分", "Total by the rules"),
    formula=Text(
        "预算执行率得分 {execution:points} + 各项指标测算得分合计 {indicators:points} = {value:points}"
        "（定量指标按比例，定性指标限于所报档次）",
        "execution {execution:points} + indicators {indicators:points} = {value:points}"
        " (measured ones pro rata, qualitative ones within their band)",
    ),
    at=("total.score",),
    parameters=("total_points",),
    cites=(cite("mof-2020-10", "16"),),
)
def computed_total() -> Computation:
    """Add up the scores that the rules give, in hundredths.

    A form whose points do not add up to the profile's total has none: its grade would mean nothing.
    """
    execution = pl.coalesce(expected_execution_score(), form.execution_score).fill_null(0)
    complete = printed_points() == profile.total_points
    value = given(complete, execution + computed_indicator_scores())
    return Computation(value, {"execution": execution, "indicators": computed_indicator_scores()})
