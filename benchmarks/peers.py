"""All checks of the catalogue against scanning the same columns, and against eight of them done by others.

The same eight checks are asked three ways of the same forms: by ziping's engine, by pydantic validators, by pandera; the
number of failures shows that they ask the same. All start from forms in memory, as columns or as dictionaries; scanning
reads every column from Parquet and counts what is there. Forms per CPU second of this process, and how many times as
many the whole catalogue does. pandera is measured where it is installed (``pip install pandera``).
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Self

import polars as pl
from pydantic import BaseModel, ValidationInfo, model_validator

from ziping.app.synthesis.table import Recipe, synthesise
from ziping.engine.frames import Frames, frames
from ziping.engine.run import evaluate
from ziping.law import profile
from ziping.model.form import SourcedForm
from ziping.model.quantity import QuantityKind
from ziping.rules import catalogue

FORMS = 4_000
RUNS = 5
CODES: Final = ("A01", "A02", "A04", "A05", "A10", "B18", "C03", "E01")
PROFILE: Final = profile("mof-2020")
GRADES: Final = [(name, Decimal(edge) / 100) for name, edge in PROFILE.parameters.grades]
FULL: Final = Decimal(100)
FULL_COUNTED: Final = 10_000
DASHES: Final = " \u3000\t\r\n-—－–/"


class Row(BaseModel):
    """A row of indicators, as pydantic checks it."""

    level3: str | None
    actual: str | None
    points: Decimal | None
    score: Decimal | None
    deviation: str | None

    @model_validator(mode="after")
    def checked(self, info: ValidationInfo) -> Self:
        """Note what fails."""
        failed: Counter[str] = (info.context or {})["failed"]
        points, score = self.points, self.score
        if points is not None and score is not None:
            failed["A04"] += score > points
            failed["E01"] += score < points and not (self.deviation or "").strip(DASHES)
        failed["A05"] += (score is not None and score < 0) or (points is not None and points <= 0)
        failed["C03"] += bool(score and score > 0 and not (self.actual or "").strip(DASHES))
        return self


class FundRow(BaseModel):
    """A row of the fund table."""

    full_year_budget: Decimal | None
    executed: Decimal | None
    points: Decimal | None
    score: Decimal | None

    @model_validator(mode="after")
    def checked(self, info: ValidationInfo) -> Self:
        """Note money that was spent beyond the budget."""
        if self.full_year_budget and self.executed is not None:
            (info.context or {})["failed"]["A10"] += self.executed > self.full_year_budget
        return self


class Whole(BaseModel):
    """What the total row says."""

    points: Decimal | None
    score: Decimal | None


class Checked(BaseModel):
    """A form, as pydantic checks it."""

    funds: list[FundRow]
    indicators: list[Row]
    total: Whole
    grade: str | None

    @model_validator(mode="after")
    def checked(self, info: ValidationInfo) -> Self:
        """Note sums and a grade that are wrong."""
        failed: Counter[str] = (info.context or {})["failed"]
        rows: list[FundRow | Row] = [*self.funds[:1], *self.indicators]
        points = sum((it.points or Decimal(0) for it in rows), Decimal(0))
        score = sum((it.score or Decimal(0) for it in rows), Decimal(0))
        failed["A01"] += self.total.score is not None and self.total.score != score
        failed["A02"] += points != FULL or self.total.points not in {None, FULL}
        if self.total.score is not None and self.grade:
            failed["B18"] += self.grade != next(
                (name for name, edge in GRADES if self.total.score >= edge), ""
            )
        return self


def by_pydantic(held: list[dict[str, Any]]) -> Counter[str]:
    """Validate form after form."""
    failed: Counter[str] = Counter()
    for data in held:
        Checked.model_validate(data, context={"failed": failed})
    return failed


def by_ziping(held: Frames, codes: Iterable[str]) -> Counter[str]:
    """Ask the engine for some checks alone."""
    rules = catalogue()
    found = evaluate(held, rules, [rules.checks[code] for code in codes]).failures
    return Counter({it.check.code: it.rows.height for it in found})


def by_pandera(held: Frames) -> Counter[str]:
    """Validate the frames of rows, then the sums of each form, all failures collected."""
    import pandera.polars as pa  # noqa: PLC0415 — measured only where it is installed

    def asked(code: str, fails: pl.Expr) -> Any:  # noqa: ANN401 — pandera is not typed here
        return pa.Check(lambda data: data.lazyframe.select((~fails).fill_null(value=True)), name=code)

    points, score = pl.col("indicator.points"), pl.col("indicator.score")
    silent = pl.col("indicator.deviation").fill_null("").str.strip_chars(DASHES) == ""
    blank = pl.col("indicator.actual_kind") == QuantityKind.BLANK
    rows = pa.DataFrameSchema(
        checks=[
            asked("A04", score > points),
            asked("A05", (score < 0) | (points <= 0)),
            asked("C03", (score > 0) & blank),
            asked("E01", (score < points) & silent),
        ]
    )
    spent = pl.col("fund.executed") > pl.col("fund.full_year_budget")
    funds = pa.DataFrameSchema(checks=[asked("A10", spent & (pl.col("fund.full_year_budget") > 0))])
    sums = held.indicators.group_by(pl.col("indicator.form").alias("form.id")).agg(points.sum(), score.sum())
    forms = held.forms.join(sums, on="form.id", how="left")
    total, full = pl.col("form.total_score"), pl.col("form.total_points")
    grade = pl.coalesce(pl.when(total >= edge * 100).then(pl.lit(name)) for name, edge in GRADES)
    whole = pa.DataFrameSchema(
        checks=[
            asked("A01", total != score + pl.col("form.execution_score").fill_null(0)),
            asked("A02", (points + pl.col("form.execution_points") != FULL_COUNTED) | (full != FULL_COUNTED)),
            asked("B18", pl.col("form.grade") != grade),
        ]
    )
    failed: Counter[str] = Counter()
    for schema, frame in ((rows, held.indicators), (funds, held.funds), (whole, forms)):
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            counts = error.failure_cases["check"].value_counts().rows()
            failed.update({str(name).split("(")[0]: count for name, count in counts})
    return failed


def by_scanning(folder: Path) -> Counter[str]:
    """Read every column of the forms and count what is there."""
    for path in folder.iterdir():
        pl.read_parquet(path).count()
    return Counter()


def measured(work: Callable[[], Counter[str]]) -> tuple[float, Counter[str]]:
    """Return forms per CPU second, the best of five runs, and what was found."""
    found = work()
    spent = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return FORMS / min(spent), found


def main() -> None:
    """Print the table."""
    sourced: list[SourcedForm] = [it.sourced for it in synthesise(Recipe(FORMS, seed=4, indicators=12), 0)]
    columns = frames(sourced, PROFILE)
    dictionaries = [it.form.model_dump(mode="python") for it in sourced]
    rules = catalogue()
    whole = f"ziping, all {len(rules.checks)}"
    with TemporaryDirectory() as folder:
        for name in ("forms", "funds", "indicators"):
            getattr(columns, name).write_parquet(Path(folder, f"{name}.parquet"))
        ways: dict[str, Callable[[], Counter[str]]] = {
            whole: lambda: by_ziping(columns, rules.checks),
            "scanning the columns": lambda: by_scanning(Path(folder)),
            "ziping, these eight": lambda: by_ziping(columns, CODES),
            "pydantic, these eight": lambda: by_pydantic(dictionaries),
        }
        if find_spec("pandera"):
            ways["pandera, these eight"] = lambda: by_pandera(columns)
        took = {name: measured(work) for name, work in ways.items()}
    print(f"{FORMS:,} forms of 12 indicators; eight checks: {', '.join(CODES)}")
    for name, (rate, found) in took.items():
        said = "  ".join(f"{code} {found[code]}" for code in CODES if found)
        print(
            f"{name:24} {rate:10,.0f} forms per CPU s   the whole catalogue to it {took[whole][0] / rate:6.2f}   {said}"
        )


if __name__ == "__main__":
    main()
