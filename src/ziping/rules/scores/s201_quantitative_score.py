"""S201 定量指标应得分."""

import polars as pl

from ziping.engine.catalogue import Computation, score
from ziping.engine.columns import exact, indicator, profile
from ziping.engine.rounding import half_up
from ziping.law import cite
from ziping.model.finding import Level
from ziping.model.language import Text
from ziping.rules.facts.achievement import measured, positive, reached, reverse, zero_target


@score(
    code="S201",
    level=Level.INDICATOR,
    title=Text("定量指标应得分", "Score of a quantitative indicator"),
    formula={
        "reached": Text(
            "指标值 {target:text}，完成 {actual:text}，已达到，得满分 {value:points} 分",
            "target {target:text}, actual {actual:text}: reached, full points {value:points}",
        ),
        "zero": Text(
            "指标值 {target:text}，完成 {actual:text}：应为零而不为零，得 {value:points} 分",
            "target {target:text}, actual {actual:text}: should be nothing and is not, {value:points}",
        ),
        "pro rata": Text(
            "未达到：{done:number} ÷ {planned:number} × {points:points} = {value:points} 分",
            "not reached: {done:number} ÷ {planned:number} × {points:points} = {value:points}",
        ),
        "linear": Text(
            "超出上限：(2 × {planned:number} − {done:number}) ÷ {planned:number} × {points:points}，"
            "不低于零 = {value:points} 分",
            "ceiling exceeded: (2 × {planned:number} - {done:number}) ÷ {planned:number} × {points:points}, "
            "not below zero = {value:points}",
        ),
        "ratio": Text(
            "超出上限：{planned:number} ÷ {done:number} × {points:points} = {value:points} 分",
            "ceiling exceeded: {planned:number} ÷ {done:number} × {points:points} = {value:points}",
        ),
    },
    at=("score", "target", "actual", "points"),
    parameters=("reverse",),
    cites=(cite("mof-2020-10", "16"), cite("practice", "reverse")),
)
def expected_score() -> Computation:
    """Work out what a measured indicator earns, in hundredths: all when reached, pro rata when not.

    ``= 0`` earns all or nothing. Less than nothing achieved earns nothing. A ceiling that was exceeded earns what the
    profile says: (2 × target - actual) ÷ target, nothing from twice the target; or target ÷ actual.
    """
    target, actual, points = (
        exact(indicator.target_number),
        exact(indicator.actual_number),
        exact(indicator.points),
    )
    ratio, nothing = profile.reverse == "ratio", pl.lit(0, pl.Int128)
    earned = (
        pl.when(positive())
        .then(points * pl.max_horizontal(actual, nothing))
        .when(reverse() & ratio)
        .then(points * target)
        .when(reverse())
        .then(points * pl.max_horizontal(2 * target - actual, nothing))
    )
    part = half_up(earned, pl.when(reverse() & ratio).then(actual).otherwise(target))
    value = (
        pl.when(measured() & reached())
        .then(indicator.points)
        .when(zero_target() & measured())
        .then(0)
        .otherwise(part)
    )
    case = (
        pl.when(reached())
        .then(pl.lit("reached"))
        .when(zero_target())
        .then(pl.lit("zero"))
        .when(positive())
        .then(pl.lit("pro rata"))
        .when(ratio)
        .then(pl.lit("ratio"))
        .otherwise(pl.lit("linear"))
    )
    facts = {
        "target": indicator.target,
        "actual": indicator.actual,
        "points": indicator.points,
        "planned": indicator.target_number,
        "done": indicator.actual_number,
    }
    return Computation(value, facts, case)
