"""What stood a year ago does not depend on which other forms are at hand."""

import polars as pl

from tests.samples import twelve
from ziping.engine.frames import frames
from ziping.engine.run import evaluate
from ziping.model.finding import Level
from ziping.rules import catalogue


def test_rows_of_one_name_and_year_stay_in_their_order() -> None:
    """Hundreds of rows that only their order tells apart: a sort that is not stable mixes them."""
    evaluation = evaluate(frames(list(twelve()) * 60), catalogue())
    rows = evaluation.frames[Level.INDICATOR]
    ordered = rows.select(pl.col("indicator-years.by_year").alias("row"))
    named = ordered.hstack(
        rows.select("form.history", "indicator.name_key", "form.year")[ordered["row"].cast(pl.UInt32)]
    )
    key = ("form.history", "indicator.name_key", "form.year")
    alike = named.group_by(key, maintain_order=True).agg("row")["row"].to_list()
    assert max(map(len, alike)) == 60
    assert all(held == sorted(held) for held in alike)
