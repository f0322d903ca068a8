"""What an audit finds of planted defects, and how long it takes for many forms.

``python benchmarks/audit.py [--forms N] [--engine dask]``: synthetic forms are made, audited in as many processes as
there are cores, and held against the list of what was planted. Then N forms of 12 indicators (50,000; a million takes
some minutes, half of them to make the forms) go through the audit, stage by stage. Scanning reads the same columns,
unfolds them and counts what is there, in one process with all cores. Every stage starts processes of its own here, at
half a second of CPU each: what they spent is known when they end. The command keeps them for the whole audit.
"""

import argparse
import multiprocessing
import os
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import polars as pl

from ziping.app.auditing.dask_engine import Cluster
from ziping.app.auditing.engines import Engine, Processes
from ziping.app.auditing.run import Order, Progress, Results, audit, carry_out
from ziping.app.auditing.summary import summary
from ziping.app.synthesis.planting import UNPLANTED
from ziping.app.synthesis.table import Recipe, parts
from ziping.engine.nested import unnested
from ziping.model.language import Text
from ziping.readers.forms_table import read_forms
from ziping.rules import catalogue

CORES = os.cpu_count() or 1
MEASURED = 20_000
INSTANT = 0.01
SPAWN = multiprocessing.get_context("spawn")
KEY = ("source", "number")


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, and of CPU of this process and its ended children."""

    wall: float
    cpu: float

    @classmethod
    def now(cls) -> Self:
        """Return what is spent so far."""
        used = [resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return cls(time.perf_counter(), sum(it.ru_utime + it.ru_stime for it in used))

    def since(self, began: "Spent") -> "Spent":
        """Return what was spent since then."""
        return Spent(self.wall - began.wall, self.cpu - began.cpu)


@dataclass
class Clock:
    """When each stage began."""

    began: dict[str, Spent] = field(default_factory=dict)

    def report(self, progress: Progress) -> None:
        """Note the beginning of a stage."""
        self.began.setdefault(progress.stage.en, Spent.now())

    def stages(self) -> dict[str, Spent]:
        """Return what every stage spent until now."""
        ends = [*list(self.began.values())[1:], Spent.now()]
        return {name: last.since(first) for (name, first), last in zip(self.began.items(), ends, strict=True)}


@dataclass(frozen=True)
class Took:
    """What the stages spent, and MiB that the largest process held."""

    stages: dict[str, Spent]
    worker: float
    parent: float


def made(recipe: Recipe, folder: Path) -> float:
    """Make forms; return the seconds."""
    began = time.perf_counter()
    carry_out(parts(recipe, folder), Text("", ""), Processes(CORES), lambda _: None)
    return time.perf_counter() - began


def _audit(order: Order, engine: Engine, said: "multiprocessing.queues.Queue[Took]") -> None:
    clock = Clock()
    audit(order, engine, clock.report)
    clock.report(Progress(Text("", "summing up"), 0, 1))
    summary(Results(order.out), {})
    stages = clock.stages()
    kinds = (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    worker, parent = (resource.getrusage(kind).ru_maxrss / 1024 for kind in kinds)
    said.put(Took(stages, worker, parent))


def audited(folder: Path, engine: Engine) -> Took:
    """Audit in a process of its own, so that its memory is its own."""
    said: multiprocessing.queues.Queue[Took] = SPAWN.Queue()
    order = Order((folder / "forms",), folder / "out")
    child = SPAWN.Process(target=_audit, args=(order, engine, said))
    child.start()
    took = said.get()
    child.join()
    return took


def finding(engine: Engine) -> None:
    """Print how many planted defects of every code were found, and how many clean forms were accused."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        made(Recipe(MEASURED, seed=2), folder)
        audited(folder, engine)
        results = Results(folder / "out")
        found = results.findings().collect()
        planted = pl.read_parquet(folder / "planted" / "*.parquet")
    severity = {code: it.severity.value for code, it in catalogue().checks.items()}
    print(f"{MEASURED:,} forms, {planted.height:,} with one planted defect")
    print("code   severity   planted   found   at its cell")
    for (code,), rows in planted.sort("code").group_by("code", maintain_order=True):
        hits = [rows.join(found, on=[*KEY, "code", *at], how="semi").height for at in ((), ("pointer",))]
        print(
            f"{code}    {severity[str(code)]:8}   {rows.height:7,}   {hits[0] / rows.height:5.1%}   {hits[1] / rows.height:11.1%}"
        )
    for code, why in UNPLANTED.items():
        print(f"{code}    {severity[code]:8}   none: {why}")
    accused(found, planted)


def accused(found: pl.DataFrame, planted: pl.DataFrame) -> None:
    """Print how many clean forms were accused, by severity and by code."""
    forms = MEASURED - planted.select(KEY).n_unique()
    clean = found.join(planted, on=KEY, how="anti").select(*KEY, "severity", "code").unique()
    for name in ("error", "warning", "note"):
        said = clean.filter(pl.col("severity") == name)
        codes = said["code"].value_counts().sort("code").rows()
        told = ", ".join(f"{code} {count}" for code, count in codes)
        print(
            f"clean forms with a finding that is a {name}: {said.select(KEY).n_unique()} of {forms:,}  {told}"
        )


def scanned(tables: Sequence[Path]) -> Spent:
    """Return what reading and unfolding every column of every table spends."""
    began = Spent.now()
    for path in tables:
        held = unnested(read_forms(path))
        for frame in (held.forms, held.funds, held.indicators):
            frame.count()
    return Spent.now().since(began)


def speed(forms: int, engine: Engine) -> None:
    """Print how long the stages take, to scanning the same columns, and the memory."""
    with TemporaryDirectory() as held:
        folder = Path(held)
        making = made(Recipe(forms, seed=3, indicators=12), folder)
        tables = sorted((folder / "forms").iterdir())
        size = sum(path.stat().st_size for path in tables)
        scanning = scanned(tables)
        took = audited(folder, engine)
        findings = Results(folder / "out").findings().select(pl.len()).collect().item()
    spent = took.stages.values()
    whole = Spent(sum(it.wall for it in spent), sum(it.cpu for it in spent))
    print(
        f"\n{forms:,} forms of 12 indicators, {size >> 20} MiB, made in {making:.0f} s; {findings:,} findings"
    )
    print(f"{'':24} seconds   CPU s      forms/s   forms/CPU s   CPU to scanning")
    for name, it in {**took.stages, "all": whole, "scanning": scanning}.items():
        rates = f"{forms / it.wall:12,.0f} {forms / it.cpu:13,.0f}" if it.cpu > INSTANT else " " * 26
        print(f"{name:24} {it.wall:7.2f} {it.cpu:7.2f} {rates} {it.cpu / scanning.cpu:17.1f}")
    print(f"peak memory: largest worker {took.worker:,.0f} MiB, parent {took.parent:,.0f} MiB")


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--forms", type=int, default=50_000)
    asked.add_argument("--engine", choices=("local", "dask"), default="local")
    given = asked.parse_args()
    engine: Engine = Cluster(None, CORES) if given.engine == "dask" else Processes(CORES)
    print(f"{CORES} cores, {given.engine}")
    finding(engine)
    speed(given.forms, engine)


if __name__ == "__main__":
    main()
