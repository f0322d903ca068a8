"""From the tables of an audit to its figures, without holding them in memory."""

from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from ziping.app.auditing.run import Results
from ziping.model.auditing import AuditSummary, Field, RuleCount, Spread, UnitCount, WorstForm
from ziping.model.finding import FormKey
from ziping.rules import catalogue

_BAND: Final = 500
_LAST_BAND: Final = 19
_RANKED: Final = 30
WORST: Final = 100
"""How many forms are shown with a report of their own."""


def summary(results: Results, links: Mapping[tuple[str, int], str]) -> AuditSummary:
    """Return the figures of an audit; ``links`` says where the report of a form is."""
    scores = results.scores()
    whole = scores.select(
        pl.len().alias("forms"),
        pl.col("unit").n_unique().alias("units"),
        *(pl.col(name).sum() for name in ("errors", "warnings", "notes")),
        (pl.col("errors") > 0).sum().alias("faulty"),
    )
    return AuditSummary(
        **whole.collect(engine="streaming").row(0, named=True),
        rules=_rules(results),
        spread=_spread(scores),
        ranked=_ranked(scores),
        fields=_fields(scores),
        grades=_grades(scores),
        worst=tuple(_worst(row, links) for row in worst_forms(results).iter_rows(named=True)),
        unread=results.unread(),
    )


def worst_forms(results: Results) -> pl.DataFrame:
    """Return the forms with most errors, then warnings; none that has neither."""
    keys = ["errors", "warnings", "source", "number"]
    return (
        results.scores()
        .filter((pl.col("errors") > 0) | (pl.col("warnings") > 0))
        .sort(keys, descending=[True, True, False, False])
        .head(WORST)
        .collect(engine="streaming")
    )


def _rules(results: Results) -> tuple[RuleCount, ...]:
    checks = catalogue().checks
    counts = [
        RuleCount(code, checks[code].title, checks[code].severity, asked, failed)
        for code, (asked, failed) in results.asked().items()
        if failed
    ]
    return tuple(sorted(counts, key=lambda it: (it.severity.rank, -it.failed)))


def _band(column: str) -> pl.Expr:
    return (pl.col(column) // _BAND).clip(0, _LAST_BAND)


def _counted(scores: pl.LazyFrame, column: str) -> dict[int, int]:
    bands = scores.filter(pl.col(column).is_not_null()).group_by(_band(column).alias("band")).len()
    return dict(bands.collect(engine="streaming").iter_rows())


def _spread(scores: pl.LazyFrame) -> tuple[Spread, ...]:
    declared, computed = _counted(scores, "declared_total"), _counted(scores, "total")
    lowest = min([*declared, *computed], default=0)
    bands = range(lowest, _LAST_BAND + 1)
    return tuple(Spread(band * _BAND // 100, declared.get(band, 0), computed.get(band, 0)) for band in bands)


def _ranked(scores: pl.LazyFrame) -> tuple[UnitCount, ...]:
    means = [pl.col(name).mean().round().cast(pl.Int64).alias(alias) for name, alias in _MEANS.items()]
    units = scores.group_by("unit").agg(
        pl.len().alias("forms"), pl.col("errors").sum(), pl.col("warnings").sum(), *means
    )
    ordered = units.sort(pl.col("errors") / pl.col("forms"), "forms", descending=True).head(_RANKED)
    found = ordered.collect(engine="streaming")
    return tuple(UnitCount(**{**row, "unit": row["unit"] or ""}) for row in found.iter_rows(named=True))


_MEANS: Final = {"declared_total": "declared", "total": "computed"}


def _fields(scores: pl.LazyFrame) -> tuple[Field, ...]:
    known = scores.filter(pl.col("execution_rate").is_not_null() & pl.col("declared_total").is_not_null())
    rate = (pl.col("execution_rate") // _BAND).clip(0, _LAST_BAND + 1) * (_BAND // 100)
    counted = known.group_by(
        rate.alias("rate"), (_band("declared_total") * (_BAND // 100)).alias("total")
    ).len("forms")
    found = counted.sort("rate", "total").collect(engine="streaming")
    return tuple(Field(**row) for row in found.iter_rows(named=True))


def _grades(scores: pl.LazyFrame) -> tuple[tuple[str, int, int], ...]:
    declared, computed = (
        dict(scores.group_by(name).len().collect(engine="streaming").iter_rows())
        for name in ("declared_grade", "grade")
    )
    named = [grade for grade in dict.fromkeys([*"优良中差", *declared, *computed]) if grade]
    return tuple((grade, declared.get(grade, 0), computed.get(grade, 0)) for grade in named)


def _worst(row: dict[str, Any], links: Mapping[tuple[str, int], str]) -> WorstForm:
    key = FormKey(row["source"], row["number"], row["year"], row["project"], row["unit"])
    link = links.get((key.source, key.number))
    return WorstForm(key, row["errors"], row["warnings"], row["declared_total"], row["total"], link)
