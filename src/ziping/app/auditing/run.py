"""Run an audit: know what is to be done, do what is not done yet, and put the results together."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from pathlib import Path
from typing import Final

import polars as pl

from ziping.app.auditing.claim import UNREAD, claim, identity
from ziping.app.auditing.comparing import ASKED, PROMISING, SKETCHES, compare, sift, tell
from ziping.app.auditing.dividing import divided, portions, scatter
from ziping.app.auditing.engines import Engine, Task
from ziping.app.auditing.files import put_aside, put_unread
from ziping.app.auditing.inputs import inputs, usable
from ziping.app.auditing.steps import judge, take_in
from ziping.app.documents import named
from ziping.app.output import UNFINISHED
from ziping.law import profile
from ziping.model.errors import ZipingError
from ziping.model.language import Text

FORMS_AT_ONCE: Final = 12_000
"""Forms that are judged at once: some 400 MB with all columns of all rules."""
_PORTION: Final = 2
"""How many times as many forms are divided at once as are judged at once."""
_SKETCHES: Final = 4
"""How many times as many forms are compared at once."""
DOCUMENTS_AT_ONCE: Final = 50


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
    at_once: int = FORMS_AT_ONCE
    """Forms that a step holds in memory."""

    def absolute(self) -> "Order":
        """Return the order with every path but the inputs' as every process sees it."""
        own, rules = (path and path.absolute() for path in (self.own, self.rules))
        return replace(self, out=self.out.absolute(), own=own, rules=rules)


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
    given = inputs(order.inputs, order.out)
    claim(order.out, identity(given, (order.profile, order.at_once), (order.own, order.rules)))
    order = order.absolute()
    read = _taken_in(order, given.documents, engine, report)
    units = _opened(order, [*given.tables, *read])
    buckets = _scattered(order, units, engine, report)
    _compared(order, _bands(order, units), engine, report)
    _judged(order, buckets, engine, report)
    for left in order.out.rglob(f"{UNFINISHED}*"):
        left.unlink(missing_ok=True)


def carry_out(tasks: Sequence[Task], stage: Text, engine: Engine, report: Report) -> None:
    """Have done what is not done yet, and tell how far it is."""
    waiting = [task for task in tasks if not task.result.exists()]
    ready = len(tasks) - len(waiting)
    report(Progress(stage, ready, len(tasks)))
    for number, _ in enumerate(engine.run(waiting), 1):
        report(Progress(stage, ready + number, len(tasks)))


def _taken_in(order: Order, files: Sequence[Path], engine: Engine, report: Report) -> list[Path]:
    sources = [(named(path), path.absolute()) for path in files]
    most = DOCUMENTS_AT_ONCE
    groups = [sources[first : first + most] for first in range(0, len(sources), most)]
    tables = [order.out / "forms" / f"{number:06}.parquet" for number in range(len(groups))]
    tasks = [
        Task(take_in, (group, table, order.out / UNREAD / table.name), result=table)
        for group, table in zip(groups, tables, strict=True)
    ]
    carry_out(tasks, Text("读取文件", "reading"), engine, report)
    return tables


def _opened(order: Order, tables: Sequence[Path]) -> dict[Path, pl.Series]:
    """Return the units of the forms of each table, and list the tables that cannot be used."""
    found = usable(tables)
    if found.errors:
        put_unread(found.errors.items(), order.out / UNREAD / "tables.parquet")
    if not any(map(len, found.units.values())):
        raise _nothing(Results(order.out).unread())
    return found.units


def _nothing(unread: Sequence[Text]) -> NothingToAuditError:
    """Say that there is nothing, and why."""
    first = unread[0] if unread else Text("", "")
    more = len(unread) - 1
    others = Text(f"；另有 {more} 个文件未能读取", f"; {more} more could not be read")
    tail = others if more > 0 else Text("", "")
    zh, en = "所给文件中没有读到自评表", "no form was found in the files given"
    colon = Text("：", ": ") if unread else Text("", "")
    return NothingToAuditError(
        Text(f"{zh}{colon.zh}{first.zh}{tail.zh}", f"{en}{colon.en}{first.en}{tail.en}")
    )


def _bands(order: Order, units: Mapping[Path, pl.Series]) -> int:
    """Return among how many buckets the bands of the sketches are divided: their rows are short."""
    return ceil(sum(map(len, units.values())) / (_SKETCHES * order.at_once))


def _scattered(order: Order, units: Mapping[Path, pl.Series], engine: Engine, report: Report) -> list[Path]:
    bands, folder, unread = _bands(order, units), order.out / "buckets", order.out / UNREAD
    tables = {}
    for place, (path, buckets) in enumerate(divided(units, order.at_once)):
        tables[path] = buckets.height, folder / f"{place:06}.arrow"
        put_aside(buckets, tables[path][1])
    tasks = [
        Task(
            scatter,
            (portion, order.out, f"{place:06}"),
            {"bands": bands, "unread": unread / f"rows-{place:06}.parquet"},
            result=folder / f"{place:06}.done",
        )
        for place, portion in enumerate(portions(tables, _PORTION * order.at_once))
    ]
    carry_out(tasks, Text("按单位归并", "bringing units together"), engine, report)
    filled = sorted(path for path in folder.iterdir() if path.is_dir())
    if not filled:
        raise _nothing(Results(order.out).unread())
    return filled


def _compared(order: Order, bands: int, engine: Engine, report: Report) -> None:
    """Sift the bands, fetch the texts that are worth a look, and compare them."""
    out, stage = order.out, Text("比对文字", "comparing texts")
    for folder, step in ((SKETCHES, sift), (PROMISING, partial(tell, bands=bands)), (ASKED, compare)):
        parts = sorted((out / folder).glob("*"))
        carry_out([Task(step, (it, out), result=it / "done") for it in parts], stage, engine, report)


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
    carry_out(tasks, Text("评分与审核", "judging"), engine, report)


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

    def unread(self) -> tuple[Text, ...]:
        """Return what was said of files that could not be read, each once."""
        tables = [pl.read_parquet(path) for path in sorted((self.out / UNREAD).glob("*.parquet"))]
        return tuple(dict.fromkeys(Text(zh, en) for it in tables for _, zh, en in it.iter_rows()))

    def asked(self) -> dict[str, tuple[int, int]]:
        """Return for every check how often it was asked and how often it failed."""
        total: dict[str, tuple[int, int]] = {}
        for path in sorted((self.out / "judged").glob("*.json")):
            for code, (asked, failed) in json.loads(path.read_text("utf-8"))["checks"].items():
                before = total.get(code, (0, 0))
                total[code] = (before[0] + asked, before[1] + failed)
        return dict(sorted(total.items()))
