"""``ziping audit``: folders of documents, or tables of a million forms."""

import os
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ziping.app.auditing.dask_engine import Cluster
from ziping.app.auditing.engines import Engine, Here, Processes
from ziping.app.auditing.run import Order, Results
from ziping.app.auditing.run import audit as carried_out
from ziping.app.auditing.summary import summary, worst_forms
from ziping.app.auditing.worst import worst_assessments
from ziping.app.output import write_whole
from ziping.cli.arguments import Lang, ProfileName
from ziping.cli.console import (
    OUTCOME_CLEAN,
    OUTCOME_ERRORS,
    OUTCOME_UNREADABLE,
    Speaking,
    complain,
    console,
    speaking,
)
from ziping.cli.progress import bars, reporting
from ziping.law import own_folder
from ziping.model.auditing import AuditSummary
from ziping.model.language import Text
from ziping.rules import own_rules_path
from ziping.writers.auditing.html import html_audit
from ziping.writers.auditing.xlsx import xlsx_audit
from ziping.writers.report.html import html_report
from ziping.writers.report.overview import overview

Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT…",
        help="文件、文件夹或 Parquet 表 · documents, folders or Parquet tables",
        show_default=False,
    ),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="结果文件夹 · folder of the results", show_default=False)
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", min=0, help="同时工作的进程数，0 为按机器 · processes, 0: as the machine has cores"
    ),
]


class EngineName(StrEnum):
    """Who carries out an audit."""

    LOCAL = "local"
    DASK = "dask"


By = Annotated[
    EngineName, typer.Option("--engine", help="由本机进程或 Dask 执行 · processes of this machine, or Dask")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask 调度器地址，如 tcp://10.0.0.1:8786；不给则在本机起 Dask · address of the Dask scheduler",
        show_default=False,
    ),
]


def audit(
    context: typer.Context,
    inputs: Inputs,
    *,
    out: Out,
    profile: ProfileName = None,
    jobs: Jobs = 0,
    engine: By = EngineName.LOCAL,
    scheduler: Scheduler = None,
    lang: Lang = None,
) -> None:
    """批量审核：问题和得分写成 Parquet，另有汇总表和带图的概览；中断后用同一命令继续。

    Audit many forms: findings and scores as Parquet, a workbook and an overview; the same command resumes a run.
    """
    spoken = speaking(context, lang)
    order = Order(tuple(inputs), out, profile, own_folder(), own_rules_path())
    with chosen(jobs, engine, scheduler) as running, bars() as shown:
        carried_out(order, running, reporting(shown, spoken))
    found = _written(Results(out), spoken)
    for text in found.unread:
        complain(text)
    _tell(found, out, spoken)
    unread, errors = bool(found.unread), bool(found.errors)
    raise typer.Exit(OUTCOME_UNREADABLE if unread else OUTCOME_ERRORS if errors else OUTCOME_CLEAN)


def chosen(
    jobs: int, engine: EngineName = EngineName.LOCAL, scheduler: str | None = None
) -> AbstractContextManager[Engine]:
    """Return what carries out the steps: this machine with so many processes (0: one for each core), or Dask."""
    cores = jobs or os.cpu_count() or 1
    if engine is EngineName.DASK or scheduler is not None:
        return Cluster(scheduler, cores)
    return nullcontext(Here()) if cores == 1 else Processes(cores)


def _written(results: Results, spoken: Speaking) -> AuditSummary:
    """Write the overview, the workbook, and a report of the worst forms that both lead to."""
    worst = worst_assessments(results, worst_forms(results))
    rows = [(row.assessment.sourced, row.anchor) for row in overview(worst).rows]
    found = summary(results, {(it.source, it.number): f"worst.html#{anchor}" for it, anchor in rows})
    write_whole(results.out / "worst.html", html_report(worst, language=spoken.language).encode())
    write_whole(results.out / "overview.html", html_audit(found, language=spoken.language).encode())
    write_whole(results.out / "summary.xlsx", xlsx_audit(found, language=spoken.language))
    return found


def _tell(found: AuditSummary, out: Path, spoken: Speaking) -> None:
    text = Text(
        f"{found.forms:,} 张表，{found.faulty:,} 张有错误（错误 {found.errors:,}、警告 {found.warnings:,}、提示 {found.notes:,}），"
        f"{len(found.unread)} 个文件未能读取；结果在 {out}，先看 overview.html",
        f"{found.forms:,} forms, {found.faulty:,} with errors ({found.errors:,} errors, {found.warnings:,} warnings, "
        f"{found.notes:,} notes), {len(found.unread)} files unread; results in {out}, start with overview.html",
    )
    console().print(spoken.say(text), markup=False)
