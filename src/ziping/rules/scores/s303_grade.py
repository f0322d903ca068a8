"""S303 评分等级."""

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import form
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.grading import grade_of


@score(
    code="S303",
    level=Level.FORM,
    title=Text("评分等级", "Grade"),
    formula=Text("总分 {total:points} → {value}", "total {total:points} → {value}"),
    at=("grade", "total.score"),
    parameters=("grades",),
    cites=(cite("mof-2020-10", "18"), cite("mof-grades", "grades")),
)
def expected_grade() -> Computation:
    """Name the grade of the declared total."""
    return Computation(grade_of(form.total_score), {"total": form.total_score})
