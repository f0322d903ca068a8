"""How long all checks take: on one form in memory, and on 120,000 forms against scanning the same columns.

The batch is the twelve real forms 10,000 times with changed names, in Parquet parts of 12,000 forms; scanning reads
every column of every part and counts what is there. CPU seconds are those of the whole process.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import polars as pl

from ziping.app.documents import open_documents
from ziping.engine.again import evaluate_again
from ziping.engine.frames import Frames, frames, raw_frames, typed
from ziping.engine.run import Evaluation, evaluate
from ziping.law import profiles
from ziping.model.finding import Level
from ziping.model.form import Form, SourcedForm
from ziping.rules import catalogue

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted((ROOT / "samples").glob("*.txt"))
COPIES, PART = 10_000, 1_000
LEVELS = {"forms": ("form", "id"), "funds": ("fund", "form"), "indicators": ("indicator", "form")}


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU and wall seconds of the work."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _first_row(form: Form, **cells: object) -> Form:
    first, *others = form.indicators
    return form.model_copy(update={"indicators": (first.model_copy(update=cells), *others)})


EDITS: dict[str, Callable[[Form, int], Form]] = {
    "reason": lambda it, n: _first_row(it, deviation=f"受天气影响，第 {n} 场推迟到明年举办"),
    "score": lambda it, n: _first_row(it, score=Decimal(n % 40) / 4),
    "actual value": lambda it, n: _first_row(it, actual=f"{n}场"),
    "narrative": lambda it, n: it.model_copy(
        update={"goal": it.goal.model_copy(update={"actual": f"共举办展览{n}场。"})}
    ),
    "total": lambda it, n: it.model_copy(
        update={"total": it.total.model_copy(update={"score": Decimal(n % 100)})}
    ),
}
"""A new value in one cell: what a page sends."""


def edits(forms: list[SourcedForm], baseline: float, times: int = 12) -> None:
    """Print the CPU milliseconds of columns and checks after one cell was typed, cell by cell, form after form."""
    rules = catalogue()
    for title, edit in EDITS.items():
        spent = []
        for sourced in forms:
            before = evaluate(frames([sourced]), rules)
            for number in range(times):
                form = sourced.model_copy(update={"form": edit(sourced.form, number)})
                now: list[Evaluation] = []
                cpu, _ = timed(lambda form=form: now.append(evaluate_again(before, frames([form]), rules)))  # type: ignore[misc]  # noqa: B023
                before = now[0]
                spent.append(cpu * 1000)
        shown(f"edited: {title}", spent[times:], baseline)


def shown(title: str, spent: list[float], baseline: float) -> None:
    """Print the middle and the worst of the milliseconds."""
    cuts = quantiles(spent, n=100)
    print(f"   {title:30} {cuts[49]:7.2f} {cuts[98]:7.2f} {cuts[49] / baseline:10.0f}")


def renamed(sourced: SourcedForm, number: int) -> SourcedForm:
    """Return the form with names, reasons and narrative that were never read before."""
    rows = tuple(
        row.model_copy(
            update={name: f"{getattr(row, name) or ''}{number}" for name in ("level3", "deviation")}
        )
        for row in sourced.form.indicators
    )
    told = sourced.form.goal.model_copy(update={"actual": f"{sourced.form.goal.actual or ''}{number}"})
    return sourced.model_copy(
        update={"form": sourced.form.model_copy(update={"indicators": rows, "goal": told})}
    )


def one_form(forms: list[SourcedForm], times: int = 300) -> None:
    """Print the CPU milliseconds of all checks on one form, form after form."""
    rules = catalogue()
    baseline = timed(lambda: [pl.DataFrame({"a": [1]}).select(pl.col("a") + 1) for _ in range(100)])[0] * 10
    print(f"one form, {len(rules.checks)} checks, CPU ms            p50     p99   to one addition in Polars")
    for title, change in (
        ("as it was", lambda it, _: it),
        ("new texts", renamed),
    ):
        held = [change(forms[number % len(forms)], number) for number in range(times)]
        for form in held[: len(forms)]:
            evaluate(frames([form]), rules)
        spent = [timed(lambda form=form: evaluate(frames([form]), rules))[0] * 1000 for form in held]  # type: ignore[misc]
        shown(title, spent, baseline)
    edits(forms, baseline)


def reading() -> list[SourcedForm]:
    """Print the time of reading the two documents; return their forms."""
    found = list(open_documents(DOCUMENTS))
    cpu, _ = timed(lambda: list(open_documents(DOCUMENTS)))
    raw, _ = timed(lambda: [path.read_text("utf-8").split("\n") for path in DOCUMENTS])
    forms = [form for document in found for form in document.forms]
    print(
        f"reading {len(forms)} forms, CPU ms            {cpu * 1000:6.1f}   to splitting lines {cpu / raw:6.0f}"
    )
    return forms


def copies(raw: Frames, first: int, count: int) -> Frames:
    """Return the forms of the frames that many times, each copy with names and a batch of its own."""
    number = pl.DataFrame({"copy": range(first, first + count)}, schema={"copy": pl.UInt32})
    height = raw.forms.height
    made = {}
    for name, (level, key) in LEVELS.items():
        row = (pl.col(f"{level}.{key}") + (pl.col("copy") - first) * height).alias(f"{level}.{key}")
        made[name] = number.join(getattr(raw, name), how="cross").with_columns(row)
    tail = pl.col("copy").cast(pl.String)
    renamed = [
        (pl.col(f"form.{name}") + tail).alias(f"form.{name}")
        for name in ("project", "implementing_unit", "batch")
    ]
    made["forms"] = made["forms"].with_columns(renamed)
    return Frames(**{name: frame.drop("copy") for name, frame in made.items()})


def written(raw: Frames, folder: Path) -> list[Path]:
    """Write the copies in parts; return the folders."""
    parts = []
    for first in range(0, COPIES, PART):
        part = folder / f"{first:06}"
        part.mkdir()
        for name in LEVELS:
            getattr(copies(raw, first, PART), name).write_parquet(part / f"{name}.parquet")
        parts.append(part)
    return parts


def loaded(part: Path) -> Frames:
    """Read one part."""
    return Frames(**{name: pl.read_parquet(part / f"{name}.parquet") for name in LEVELS})


def scan(parts: list[Path]) -> int:
    """Read every column and count what is there."""
    return sum(getattr(loaded(part), name).count().row(0)[0] for part in parts for name in LEVELS)


def check(part: Path) -> int:
    """Check one part; return how many rows failed."""
    found = evaluate(typed(loaded(part), profiles()), catalogue())
    return sum(failure.rows.height for failure in found.failures)


def one_thread() -> None:
    """Keep Polars to one thread in a worker process: two processes are two cores."""
    os.environ["POLARS_MAX_THREADS"] = "1"


def in_processes(parts: list[Path]) -> tuple[int, float]:
    """Check all parts in as many processes as there are cores, started and warm; return failed rows and seconds."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=one_thread) as pool:
        list(pool.map(check, parts[:cores]))
        started = time.perf_counter()
        return sum(pool.map(check, parts)), time.perf_counter() - started


def batch(forms: list[SourcedForm]) -> None:
    """Print forms per second of the batch, and how often as long it takes as scanning."""
    total = COPIES * len(forms)
    with TemporaryDirectory() as folder:
        parts = written(raw_frames(forms), Path(folder))
        check(parts[0])
        first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        _, scanning = timed(lambda: scan(parts))
        cpu, wall = timed(lambda: print(f"   failed rows {sum(map(check, parts)):,}"))
        last = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        _, both = in_processes(parts)
    print(f"batch of {total:,} forms             {total / both:9,.0f} forms/s in {os.cpu_count()} processes")
    print(
        f"   in one process                    {total / wall:9,.0f} forms/s   ({total / cpu:,.0f} per CPU second)"
    )
    print(
        f"   scanning the same columns         {total / scanning:9,.0f} forms/s   ratio {both / scanning:5.1f}"
    )
    print(f"   peak memory after one part {first / 1024:,.0f} MiB, after all {last / 1024:,.0f} MiB")


def main() -> None:
    """Print the table."""
    print(
        f"Polars {pl.__version__}, {pl.thread_pool_size()} threads, levels {[level.value for level in Level]}"
    )
    forms = reading()
    one_form(forms)
    if "--quick" not in sys.argv:
        batch(forms)


if __name__ == "__main__":
    main()
