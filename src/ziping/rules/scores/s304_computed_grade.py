"""S304 按规则测算的评分等级."""

from ziping.engine.catalogue import Computation, score
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.grading import grade_of
from ziping.rules.scores.s302_computed_total import computed_total


@score(
    code="S304",
    level=Level.FORM,
    title=Text("按规则测算的评分等级", "Grade by the rules"),
    formula=Text("测算总分 {total:points} → {value}", "total by the rules {total:points} → {value}"),
    at=("grade", "total.score"),
    parameters=("grades",),
    cites=(cite("mof-2020-10", "18"), cite("mof-grades", "grades")),
)
def computed_grade() -> Computation:
    """Name the grade of the total that the rules give."""
    return Computation(grade_of(computed_total()), {"total": computed_total()})
