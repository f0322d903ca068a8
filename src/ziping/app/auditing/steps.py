"""The steps of an audit: each reads files, writes files, and knows nothing of the others."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from ziping.app.auditing.comparing import with_answers
from ziping.app.auditing.files import put, put_text, put_unread, taken_up
from ziping.app.documents import open_named
from ziping.engine.catalogue import Check
from ziping.engine.frames import raw_frames, typed
from ziping.engine.nested import nested, unnested
from ziping.engine.plan import FRAME
from ziping.engine.run import Evaluation, Failure, evaluate
from ziping.engine.wording_columns import filled
from ziping.law import own_profiles, profile, profiles
from ziping.model.finding import Level
from ziping.model.form import FundSource, SourcedForm
from ziping.rules import catalogue, own_rules

_KEY: Final = {
    "source": "form.source",
    "number": "form.number",
    "year": "form.year",
    "department": "form.competent_department",
    "unit": "form.implementing_unit",
    "project": "form.project",
}
_SCORES: Final = {
    "profile": "form.profile",
    "full_year_budget": "form.full_year_budget",
    "executed": "form.executed",
    "execution_rate": "form.expected_execution_rate",
    "declared_execution_score": "form.execution_score",
    "execution_score": "form.expected_execution_score",
    "declared_total": "form.total_score",
    "sum_of_scores": "form.expected_total",
    "total": "form.computed_total",
    "declared_grade": "form.grade",
    "grade": "form.computed_grade",
}
_TABLES: Final = {Level.FUND: "funds", Level.INDICATOR: "indicators"}


def take_in(documents: Sequence[tuple[str, Path]], forms: Path, unread: Path) -> None:
    """Read documents, named as their user named them, into one table of forms; list those that could not be read."""
    opened = tuple(open_named(documents))
    put_unread([(it.source, it.error) for it in opened if it.error], unread)
    write_forms([form for it in opened for form in it.forms], forms)


def write_forms(forms: Sequence[SourcedForm], path: Path) -> None:
    """Write forms as one table."""
    put(nested(raw_frames(forms)), path)


def judge(
    bucket: Path, out: Path, *, profile_key: str | None, own: Path | None, rules: Path | None = None
) -> None:
    """Judge all forms of a bucket: write their findings, their scores and a summary, the summary last."""
    table = taken_up(bucket)
    with own_profiles(own), own_rules(rules):
        if profile_key is not None:
            profile(profile_key)
            table = table.with_columns(pl.lit(profile_key).alias("form.profile"))
        frames = typed(unnested(table.drop("telling")), profiles())
        evaluation = evaluate(with_answers(frames, table["telling"], out, bucket.name), catalogue())
    found, scores = findings_table(evaluation), scores_table(evaluation)
    put(found, out / "findings" / f"{bucket.name}.parquet")
    put(scores, out / "scores" / f"{bucket.name}.parquet")
    summary = {"forms": scores.height, "findings": found.height, "checks": _asked(evaluation)}
    put_text(json.dumps(summary, ensure_ascii=False), out / "judged" / f"{bucket.name}.json")


def findings_table(evaluation: Evaluation) -> pl.DataFrame:
    """Return every finding as a row: whose it is, the rule, the cell, the message, and the facts behind it."""
    forms = evaluation.frames[Level.FORM]
    named = forms.select(pl.col("form.id").alias("form"), "form.money_unit", **_KEY)
    keys = _with_places(named, evaluation).drop("form")
    parts = [_rows(failure, keys) for failure in evaluation.failures]
    return pl.concat(parts) if parts else pl.DataFrame(schema=FINDINGS_SCHEMA)


def _with_places(keys: pl.DataFrame, evaluation: Evaluation) -> pl.DataFrame:
    """Add in which row of its tables a form has each kind of funds, and its first row of each."""
    row, source = pl.col("fund.index"), pl.col("fund.source")
    funds = {f"funds.{it}": row.filter(source == it).min() for it in FundSource}
    placed = {
        Level.FUND: {**funds, "funds.*": row.min()},
        Level.INDICATOR: {"indicators.*": pl.col("indicator.index").min()},
    }
    for level, places in placed.items():
        found = evaluation.frames[level].group_by(f"{level.value}.form").agg(**places)
        keys = keys.join(
            found, left_on="form", right_on=f"{level.value}.form", how="left", maintain_order="left"
        )
    return keys


FINDINGS_SCHEMA: Final = {
    **dict.fromkeys(("source", "department", "unit", "project", "code", "severity", "level"), pl.String),
    **dict.fromkeys(("pointer", "message", "facts"), pl.String),
    "number": pl.UInt32,
    "year": pl.Int64,
}


def _rows(failure: Failure, keys: pl.DataFrame) -> pl.DataFrame:
    check, rows = failure.check, failure.rows
    facts = [
        pl.col(name).alias(name.removeprefix("fact.")) for name in rows.columns if name.startswith("fact.")
    ]
    joined = rows.hstack(keys[rows["form"]])
    said = pl.struct(facts).struct.json_encode() if facts else pl.lit("{}")
    return joined.select(
        *("source", "department", "unit", "project"),
        pl.lit(check.code).alias("code"),
        pl.lit(check.severity.value).alias("severity"),
        pl.lit(check.level.value).alias("level"),
        _pointer(check).alias("pointer"),
        filled(check.message.zh, rows, pl.col("form.money_unit")).alias("message"),
        said.alias("facts"),
        *("number", "year"),
    )


def _pointer(check: Check) -> pl.Expr:
    """Return the JSON pointer of the cell at which a finding is marked: the first that the form has."""
    return pl.coalesce(*(_cell(check, path) for path in check.at), pl.col("pointers").list.first())


def _cell(check: Check, path: str) -> pl.Expr:
    """Return the pointer of a cell that a rule names; null where the form has no such row."""
    table, *rest = path.split(".")
    frame = FRAME[check.level]
    if frame in _TABLES and not rest:
        return _joined(f"/{_TABLES[frame]}/", pl.col("index"), f"/{path}")
    if table == "funds" and rest:
        return _joined("/funds/", pl.col(f"funds.{rest[0]}"), f"/{rest[1]}")
    if table == "indicators" and rest:
        chosen = pl.when(pl.col("rows").is_null()).then(pl.col("indicators.*"))
        return _joined("/indicators/", chosen.otherwise(pl.col("rows").list.first()), f"/{rest[1]}")
    return pl.lit("/" + path.replace(".", "/"))


def _joined(before: str, row: pl.Expr, after: str) -> pl.Expr:
    """Return the parts one after another. ``pl.format`` says the same and panics on columns after a join."""
    return pl.concat_str(pl.lit(before), row.cast(pl.String), pl.lit(after))


def scores_table(evaluation: Evaluation) -> pl.DataFrame:
    """Return the scores of every form as a row, with how many findings of each severity it has."""
    forms = evaluation.frames[Level.FORM]
    counted = [
        failure.rows.select("form", pl.lit(failure.check.severity.value).alias("severity"))
        for failure in evaluation.failures
    ]
    empty = pl.DataFrame(schema={"form": pl.UInt32, "severity": pl.String})
    every = pl.concat([empty, *counted])
    counts = every.group_by("form").agg(
        (pl.col("severity") == name).sum().alias(f"{name}s") for name in ("error", "warning", "note")
    )
    joined = forms.join(counts, left_on="form.id", right_on="form", how="left", maintain_order="left")
    return joined.select(
        **_KEY, **_SCORES, **{name: pl.col(name).fill_null(0) for name in ("errors", "warnings", "notes")}
    )


def _asked(evaluation: Evaluation) -> dict[str, list[int]]:
    """Count for every check how often it was asked and how often it failed."""
    return {
        code: [int(said.count()), int(said.sum())]
        for verdicts in evaluation.verdicts.values()
        for code, said in zip(verdicts.columns, verdicts.iter_columns(), strict=True)
    }
