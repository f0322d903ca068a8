"""The forms with most findings, assessed once more for a report of their own."""

from pathlib import Path

import polars as pl

from ziping.app.assessing import assess
from ziping.app.auditing.run import Results
from ziping.engine.nested import NESTED_SCHEMA
from ziping.engine.unframed import forms_of
from ziping.law import profile
from ziping.model.assessment import Assessment


def worst_assessments(results: Results, worst: pl.DataFrame) -> list[Assessment]:
    """Return the forms of the table of scores, each judged by the profile of the run, the worst first.

    They are judged apart from their batches, so findings about a batch are not among theirs.
    """
    keys = worst.select(pl.col("source").alias("form.source"), pl.col("number").alias("form.number"))
    held = pl.concat(_held(path, keys) for path in sorted((results.out / "buckets").glob("*/*.arrow")))
    order = {key: place for place, key in enumerate(keys.iter_rows())}
    forms = sorted(forms_of(held), key=lambda it: order[it.source, it.number])
    used = {
        (source, number): key
        for source, number, key in worst.select("source", "number", "profile").iter_rows()
    }
    return [assess([form], profile(used[form.source, form.number]))[0] for form in forms]


def _held(path: Path, keys: pl.DataFrame) -> pl.DataFrame:
    """Return those of the forms that a file of a bucket holds, reading no more than names where it holds none."""
    named = pl.scan_ipc(path).select(keys.columns).with_row_index("row").collect()
    rows = named.join(keys, on=keys.columns, how="semi")["row"]
    held = pl.scan_ipc(path).select(list(NESTED_SCHEMA))
    return held.collect()[rows] if len(rows) else held.head(0).collect()
