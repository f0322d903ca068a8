"""D15 一级指标权重与统一权重不同."""

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, form, given, indicator, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.levels import first_level


def _points_of(level: str) -> Expr:
    return indicator.points.filter(first_level() == level).sum()


@fact(Level.FORM, over=Level.INDICATOR)
def cost_points() -> Expr:
    """Add up the points of first-level cost indicators, in hundredths."""
    return _points_of("cost")


@fact(Level.FORM, over=Level.INDICATOR)
def output_points() -> Expr:
    """Add up the points of output indicators, in hundredths."""
    return _points_of("output")


@fact(Level.FORM, over=Level.INDICATOR)
def benefit_points() -> Expr:
    """Add up the points of benefit indicators, in hundredths."""
    return _points_of("benefit")


@fact(Level.FORM, over=Level.INDICATOR)
def satisfaction_points() -> Expr:
    """Add up the points of first-level satisfaction indicators, in hundredths."""
    return _points_of("satisfaction")


def _add_up() -> Expr:
    """Tell whether these points and those of execution are all there are: else A02 speaks."""
    points = cost_points() + output_points() + benefit_points() + satisfaction_points()
    return points + form.execution_points == profile.total_points


def _usual() -> Expr:
    """Tell whether the weights are one of the uniform sets; without satisfaction its points go to benefit."""
    cost, output = cost_points(), output_points()
    rest, asked = benefit_points() + satisfaction_points(), profile.satisfaction_points
    plain = (cost == 0) & (output == profile.output_points) & (rest == profile.benefit_points + asked)
    beside_cost = output == profile.output_points_beside_cost
    costly = (
        (cost == profile.cost_points) & beside_cost & (rest == profile.benefit_points_beside_cost + asked)
    )
    return (plain | costly) & ((satisfaction_points() == 0) | (satisfaction_points() == asked))


@check(
    code="D15",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("一级指标权重与统一权重不同", "First-level weights differ from the uniform ones"),
    reason=Text(
        "权重原则上统一，特殊情况可以调整，调整应有理由，所以只作提示。设成本指标的 20/40/20/10，"
        "以及未设满意度、把其分值加到效益指标的，都算统一权重。分值合计不对的不报告。",
        "Weights are uniform in principle and may be adjusted for a reason, hence only a note. 20/40/20/10 with cost, and the points "
        "of satisfaction moved to benefit, are uniform too. Not reported where the points do not add up.",
    ),
    message=Text(
        "成本 {cost:points}、产出 {output:points}、效益 {benefit:points}、满意度 {satisfaction:points}，"
        "统一权重为产出 {usual_output:points}、效益 {usual_benefit:points}、满意度 {usual_satisfaction:points}",
        "cost {cost:points}, output {output:points}, benefit {benefit:points}, satisfaction {satisfaction:points}; uniform: output "
        "{usual_output:points}, benefit {usual_benefit:points}, satisfaction {usual_satisfaction:points}",
    ),
    fix=Text(
        "核对预算批复的权重；确需调整的，说明理由",
        "check the weights approved with the budget, and say why they were adjusted",
    ),
    at=("indicators.*.points",),
    parameters=(
        "output_points",
        "benefit_points",
        "satisfaction_points",
        "cost_points",
        "output_points_beside_cost",
        "benefit_points_beside_cost",
    ),
    cites=(cite("mof-2020-10", "13"), cite("mof-2021-101", "weights")),
)
def weights() -> Verdict:
    """Fail when the points of the first levels are none of the uniform sets."""
    return Verdict(
        fails=given(_add_up(), ~_usual()),
        facts={
            "cost": cost_points(),
            "output": output_points(),
            "benefit": benefit_points(),
            "satisfaction": satisfaction_points(),
            "usual_output": profile.output_points,
            "usual_benefit": profile.benefit_points,
            "usual_satisfaction": profile.satisfaction_points,
        },
    )
