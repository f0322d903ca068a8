"""The forms with most findings, assessed once more for a report of their own."""

import polars as pl

from ziping.app.assessing import assess
from ziping.app.auditing.run import Results
from ziping.engine.unframed import forms_of
from ziping.law import profile
from ziping.model.assessment import Assessment
from ziping.readers.forms_table import scan_forms


def worst_assessments(results: Results, worst: pl.DataFrame) -> list[Assessment]:
    """Return the forms of the table of scores, each judged by the profile of the run, the worst first.

    They are judged apart from their batches, so findings about a batch are not among theirs.
    """
    keys = worst.select(pl.col("source").alias("form.source"), pl.col("number").alias("form.number"))
    tables = [scan_forms(path) for path in sorted((results.out / "buckets").glob("*/*.parquet"))]
    held = (
        pl.concat(tables)
        .join(keys.lazy(), on=["form.source", "form.number"], how="semi")
        .collect(engine="streaming")
    )
    order = {key: place for place, key in enumerate(keys.iter_rows())}
    forms = sorted(forms_of(held), key=lambda it: order[it.source, it.number])
    used = {
        (source, number): key
        for source, number, key in worst.select("source", "number", "profile").iter_rows()
    }
    return [assess([form], profile(used[form.source, form.number]))[0] for form in forms]
