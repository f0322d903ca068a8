"""D07 产出指标与效益指标重复."""

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.across import (
    both_levels,
    measure_across,
    name_across,
    shared_measures,
    shared_names,
)
from ziping.rules.facts.rows import actuals, names, repeated_rows


@check(
    code="D07",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("产出指标与效益指标重复", "The same indicator under output and benefit"),
    reason=Text(
        "产出是做了什么，效益是带来什么。同一名称，或者指标值、单位、完成值都相同（且是不常见的数）的指标，"
        "既列产出又列效益，等于一件事计两次分。",
        "Output is what was done, benefit what came of it. An indicator under both, by its name or by the same target, unit and "
        "unusual actual value, is scored twice.",
    ),
    message=Text(
        "产出指标和效益指标中，{names:text}是同一件事，实际完成值为 {actuals:text}",
        "under output and benefit {names:text} are the same thing, with the actual values {actuals:text}",
    ),
    fix=Text(
        "保留一项；效益指标改为该项产出带来的变化",
        "keep one; let the benefit indicator say what changed because of the output",
    ),
    at=("indicators.*.level3",),
    cites=(cite("mof-2021-101", "setting"), cite("practice", "same-number")),
)
def output_as_benefit() -> Verdict:
    """Fail when output and benefit share a name, or target, unit and an unusual actual value."""
    by_name, by_measure = repeated_rows(shared_names()), repeated_rows(shared_measures())
    none = pl.lit([], pl.List(pl.UInt32))
    rows = pl.concat_list(
        pl.when(name_across()).then(by_name).otherwise(none),
        pl.when(measure_across()).then(by_measure).otherwise(none),
    ).list.unique(maintain_order=True)
    return Verdict(
        fails=given(both_levels(), name_across() | measure_across()),
        facts={"names": names().list.gather(rows), "actuals": actuals().list.gather(rows)},
        rows=rows,
    )
