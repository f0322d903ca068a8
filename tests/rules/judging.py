"""The cases of the rules, and what a rule says of one."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

from tests.rules.building import built, with_columns_at_hand
from ziping.app.likeness import compared
from ziping.engine.frames import frames
from ziping.engine.plan import FRAME, check_reads
from ziping.engine.run import Evaluation, evaluate
from ziping.law import profile
from ziping.model.finding import Level
from ziping.model.form import Form, SourcedForm
from ziping.rules import catalogue

FILES: Final = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES: Final[list[tuple[str, dict[str, Any]]]] = [
    (path.stem, case) for path in FILES for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def forms_of(case: dict[str, Any]) -> list[SourcedForm]:
    """Return the form of a case, and those that stand beside it."""
    beside = [_sourced(built(other), "beside") for other in case.get("beside", [])]
    return [_sourced(built(case), "case"), *beside]


def _sourced(form: Form, source: str) -> SourcedForm:
    return SourcedForm(source=source, number=1, form=form)


def judged(code: str, case: dict[str, Any], forms: Sequence[SourcedForm], number: int) -> Evaluation:
    """Ask a check of forms; what the case has at hand belongs to the form of that number."""
    check = catalogue().checks[code]
    declared = frames(forms, profile(case["profile"]) if "profile" in case else None)
    related = compared(declared) if "form.twin" in check_reads(check) else declared
    given = with_columns_at_hand(related, number, case.get("at_hand", {}))
    return evaluate(given, catalogue(), [check])


def said(code: str, evaluation: Evaluation, number: int) -> pl.DataFrame:
    """Return the verdicts on the rows of one form, as ``index`` (null for the whole form) and ``fails``."""
    level = FRAME[catalogue().checks[code].level]
    frame = evaluation.frames[level]
    whole = level is Level.FORM
    rows = frame.select(
        pl.col("form.id" if whole else f"{level.value}.form").alias("form"),
        (pl.lit(None, pl.UInt32) if whole else pl.col(f"{level.value}.index")).alias("index"),
        evaluation.verdicts[level][code].alias("fails"),
    )
    return rows.filter(pl.col("form") == number)
