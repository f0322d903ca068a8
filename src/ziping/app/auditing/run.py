"""Run an audit: know what is to be done, do what is not done yet, and put the results together."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import ceil
from pathlib import Path
from typing import Final

import polars as pl

from ziping.app.auditing.engines import Engine, Task
from ziping.app.auditing.steps import Slice, judge, put_text, scatter, slices, take_in
from ziping.law import profile, profiles
from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.forms_table import count_forms
from ziping.rules import catalogue

FORMS_AT_ONCE: Final = 16_000
"""Forms that a step holds in memory: about 300 MB with all columns of all rules."""
DOCUMENTS_AT_ONCE: Final = 50
TABLES: Final = frozenset({".parquet"})
_RUN: Final = "run.json"


class OtherRunError(ZipingError):
    """The folder holds the results of another run."""


class NothingToAuditError(ZipingError):
    """No form was found in what was given."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be audited, and how."""

    inputs: tuple[Path, ...]
    out: Path
    profile: str | None = None
    own: Path | None = None
    """Folder of an office's own profiles."""
    rules: Path | None = None
    """File or folder of an office's own rules."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: so many of so many steps, and how many of them were there already."""

    stage: Text
    done: int
    total: int


Report = Callable[[Progress], None]


def audit(order: Order, engine: Engine, report: Report) -> None:
    """Carry out an audit, or the rest of one; raise ``OtherRunError`` where the folder belongs to another.

    Whatever stops it, what is under its name in the folder is whole, and the same order goes on from there.
    """
    if order.profile is not None:
        profile(order.profile)
    _claim(order)
    tables = _taken_in(order, engine, report)
    buckets = _scattered(order, tables, engine, report)
    _judged(order, buckets, engine, report)


def documents(inputs: Sequence[Path]) -> list[Path]:
    """Return the documents among the inputs: files as named, folders with all that is in them."""
    found = [it for path in inputs for it in ([path] if not path.is_dir() else sorted(path.rglob("*")))]
    return [path for path in found if not path.is_dir() and path.suffix.lower() not in TABLES]


def _given_tables(inputs: Sequence[Path]) -> list[Path]:
    found = [
        it for path in inputs for it in ([path] if not path.is_dir() else sorted(path.rglob("*.parquet")))
    ]
    return [path for path in found if path.suffix.lower() in TABLES]


def _claim(order: Order) -> None:
    """Write down whose folder this is, or find that it is the same order's."""
    said = _identity(order)
    path = order.out / _RUN
    if not path.exists():
        if order.out.exists() and any(order.out.iterdir()):
            raise OtherRunError(
                Text(
                    f"{order.out}：文件夹不是空的，也不是审核结果；请另选一个文件夹",
                    f"{order.out}: not empty and no audit; choose another folder",
                )
            )
        put_text(json.dumps(said, ensure_ascii=False, indent=1), path)
    elif json.loads(path.read_text("utf-8")) != said:
        raise OtherRunError(
            Text(
                f"{order.out}：里面是另一次审核的结果（输入、口径或规则不同）；请另选一个文件夹",
                f"{order.out}: holds another audit (inputs, profile or rules differ); choose another folder",
            )
        )


def _identity(order: Order) -> dict[str, object]:
    """Tell this order from every other: inputs by size and time, the profile, the rules."""
    files = [*documents(order.inputs), *_given_tables(order.inputs)]
    stats = [(str(path.absolute()), path.stat()) for path in files if path.exists()]
    inputs = hashlib.sha256(repr([(name, it.st_size, it.st_mtime_ns) for name, it in stats]).encode())
    return {
        "ziping": version("ziping"),
        "inputs": inputs.hexdigest(),
        "files": len(stats),
        "profile": order.profile,
        "profiles": sorted(profiles()),
        "rules": sorted(catalogue().checks),
    }


def _todo(tasks: Sequence[Task], stage: Text, engine: Engine, report: Report) -> None:
    """Have done what is not done yet, and tell how far it is."""
    waiting = [task for task in tasks if not task.result.exists()]
    ready = len(tasks) - len(waiting)
    report(Progress(stage, ready, len(tasks)))
    for number, _ in enumerate(engine.run(waiting), 1):
        report(Progress(stage, ready + number, len(tasks)))


def _taken_in(order: Order, engine: Engine, report: Report) -> list[Path]:
    named = documents(order.inputs)
    groups = [named[first : first + DOCUMENTS_AT_ONCE] for first in range(0, len(named), DOCUMENTS_AT_ONCE)]
    tables = [order.out / "forms" / f"{number:06}.parquet" for number in range(len(groups))]
    tasks = [
        Task(take_in, (group, table, order.out / "unread" / table.name), result=table)
        for group, table in zip(groups, tables, strict=True)
    ]
    _todo(tasks, Text("读取文件", "reading"), engine, report)
    return [*_given_tables(order.inputs), *tables]


def _scattered(order: Order, tables: Sequence[Path], engine: Engine, report: Report) -> list[Path]:
    counts = [count_forms(path) for path in tables]
    if not sum(counts):
        raise NothingToAuditError(Text("所给文件中没有读到自评表", "no form was found in the files given"))
    number = ceil(sum(counts) / FORMS_AT_ONCE)
    folder = order.out / "buckets"
    parts: list[Slice] = [
        it for path, forms in zip(tables, counts, strict=True) for it in slices(path, forms, FORMS_AT_ONCE)
    ]
    tasks = [
        Task(scatter, (part, folder, number, f"{place:06}"), result=folder / f"{place:06}.done")
        for place, part in enumerate(parts)
    ]
    _todo(tasks, Text("按单位归并", "bringing units together"), engine, report)
    return sorted(path for path in folder.iterdir() if path.is_dir())


def _judged(order: Order, buckets: Sequence[Path], engine: Engine, report: Report) -> None:
    tasks = [
        Task(
            judge,
            (bucket, order.out),
            {"profile_key": order.profile, "own": order.own, "rules": order.rules},
            result=order.out / "judged" / f"{bucket.name}.json",
        )
        for bucket in buckets
    ]
    _todo(tasks, Text("评分与审核", "judging"), engine, report)


@dataclass(frozen=True, slots=True)
class Results:
    """Where the results of an audit are."""

    out: Path

    def scores(self) -> pl.LazyFrame:
        """Return the scores of all forms."""
        return pl.scan_parquet(sorted((self.out / "scores").glob("*.parquet")))

    def findings(self) -> pl.LazyFrame:
        """Return all findings."""
        return pl.scan_parquet(sorted((self.out / "findings").glob("*.parquet")))

    def unread(self) -> Iterator[Text]:
        """Return what was said of documents that could not be read."""
        for path in sorted((self.out / "unread").glob("*.parquet")):
            yield from (Text(zh, en) for _, zh, en in pl.read_parquet(path).iter_rows())

    def asked(self) -> dict[str, tuple[int, int]]:
        """Return for every check how often it was asked and how often it failed."""
        total: dict[str, tuple[int, int]] = {}
        for path in sorted((self.out / "judged").glob("*.json")):
            for code, (asked, failed) in json.loads(path.read_text("utf-8"))["checks"].items():
                before = total.get(code, (0, 0))
                total[code] = (before[0] + asked, before[1] + failed)
        return dict(sorted(total.items()))
