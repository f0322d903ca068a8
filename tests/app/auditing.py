"""What the tests of audits share: forms to audit, and what an audit left behind."""

import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ziping.app.auditing.engines import Engine, Here, Task
from ziping.app.auditing.run import Order, Progress, audit
from ziping.app.auditing.steps import write_forms
from ziping.app.synthesis.table import Recipe, synthesise
from ziping.model.form import SourcedForm

AT_ONCE = 20
SPAWN = multiprocessing.get_context("spawn")


def forms(count: int, seed: int = 1) -> list[SourcedForm]:
    return [made.sourced for made in synthesise(Recipe(count, seed), 0)]


def table(path: Path, count: int = 200, seed: int = 1) -> Path:
    write_forms(forms(count, seed), path)
    return path


def order(out: Path, *inputs: Path) -> Order:
    return Order(inputs, out, at_once=AT_ONCE)


def quiet(_: Progress) -> None:
    pass


def audited(out: Path, *inputs: Path, engine: Engine | None = None) -> dict[str, bytes]:
    audit(order(out, *inputs), engine or Here(), quiet)
    return left(out)


def left(out: Path) -> dict[str, bytes]:
    """Return every file of results by its name."""
    files = (it for name in ("findings", "scores", "judged") for it in sorted((out / name).iterdir()))
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def scores(out: Path) -> pl.DataFrame:
    return pl.read_parquet(out / "scores" / "*.parquet")


@dataclass
class Noting:
    """This process, noting every step that it does, and stopping after so many."""

    done: list[str]
    most: int = 10**6

    def run(self, tasks: Iterable[Task]) -> Iterator[Task]:
        for task in tasks:
            if len(self.done) == self.most:
                raise KeyboardInterrupt
            task()
            self.done.append(str(task.result))
            yield task


def audit_in_child(out: Path, given: Path, *, jobs: int = 1) -> None:
    """Audit in a process that the test kills."""
    from ziping.app.auditing.engines import Processes  # noqa: PLC0415 — a child of its own

    audit(order(out, given), Here() if jobs == 1 else Processes(jobs), quiet)
