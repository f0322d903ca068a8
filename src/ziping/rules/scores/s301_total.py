"""S301 总分."""

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import form
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.scoring import indicator_scores, printed_scores


@score(
    code="S301",
    level=Level.FORM,
    title=Text("总分", "Total"),
    formula=Text(
        "预算执行率得分 {execution:points} + 各项指标得分合计 {indicators:points} = {value:points}",
        "execution {execution:points} + indicators {indicators:points} = {value:points}",
    ),
    at=("total.score", "funds.total.score", "indicators.*.score"),
    cites=(cite("mof-2020-10", "16"),),
)
def expected_total() -> Computation:
    """Add up the printed scores, in hundredths: the total is the sum of what is printed, never rounded again."""
    return Computation(
        printed_scores(), {"execution": form.execution_score.fill_null(0), "indicators": indicator_scores()}
    )
