"""An audit finds what a check finds, whoever carries it out, and goes on where it was stopped."""

import os
import signal
import time
from pathlib import Path

import polars as pl
import pytest

from tests.app.auditing import (
    SPAWN,
    Noting,
    audit_in_child,
    audited,
    forms,
    left,
    order,
    quiet,
    scores,
    table,
)
from tests.samples import ROOT, twelve
from ziping.app.assessing import assess
from ziping.app.auditing.engines import Processes, Task
from ziping.app.auditing.run import Order, Results, audit
from ziping.app.auditing.steps import write_forms
from ziping.app.auditing.summary import WORST, summary, worst_forms
from ziping.app.auditing.worst import worst_assessments
from ziping.app.documents import open_documents
from ziping.model.assessment import Assessment
from ziping.model.finding import Severity
from ziping.writers.auditing.html import share

SAMPLES = [ROOT / "samples" / f"shanghai-{year}.txt" for year in (2023, 2020)]
Row = tuple[str, int, str, str, str, str]


def rows(found: list[Assessment]) -> list[Row]:
    return sorted(
        (it.form.source, it.form.number, it.code, it.severity.value, it.spots[0].pointer, it.message.zh)
        for assessment in found
        for it in assessment.findings
    )


def findings(out: Path) -> list[Row]:
    held = Results(out).findings().select("source", "number", "code", "severity", "pointer", "message")
    return sorted(held.collect().rows())


def test_an_audit_of_documents_finds_what_a_check_finds(tmp_path: Path) -> None:
    audited(tmp_path / "out", *SAMPLES)
    checked = assess([form for document in open_documents(SAMPLES) for form in document.forms])
    assert findings(tmp_path / "out") == rows(checked)


def test_an_audit_of_a_table_finds_what_a_check_finds(tmp_path: Path) -> None:
    held = [*forms(300), *twelve()]
    write_forms(held, tmp_path / "forms.parquet")
    audited(tmp_path / "out", tmp_path / "forms.parquet")
    assert findings(tmp_path / "out") == rows(assess(held))


def test_scores_are_those_of_a_check(tmp_path: Path) -> None:
    held = forms(100)
    write_forms(held, tmp_path / "forms.parquet")
    audited(tmp_path / "out", tmp_path / "forms.parquet")
    found = scores(tmp_path / "out").sort("source", "number")
    checked = sorted(assess(held), key=lambda it: (it.sourced.source, it.sourced.number))
    assert found["total"].to_list() == [it.scores.computed_total for it in checked]
    errors = [sum(it.severity is Severity.ERROR for it in entry.findings) for entry in checked]
    assert found["errors"].to_list() == errors


def test_several_processes_leave_the_same_bytes(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet")
    alone = audited(tmp_path / "one", given)
    assert audited(tmp_path / "two", given, engine=Processes(2)) == alone
    assert len(alone) > 20


def test_a_finished_audit_is_not_done_again(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet")
    audited(tmp_path / "out", given)
    noting = Noting([])
    audited(tmp_path / "out", given, engine=noting)
    assert noting.done == []


@pytest.mark.parametrize("most", [0, 1, 5, 7, 12, 17])
def test_a_stopped_audit_goes_on_without_doing_work_twice(tmp_path: Path, most: int) -> None:
    given = table(tmp_path / "forms.parquet")
    whole, first, second = Noting([]), Noting([], most), Noting([])
    expected = audited(tmp_path / "whole", given, engine=whole)
    with pytest.raises(KeyboardInterrupt):
        audited(tmp_path / "out", given, engine=first)
    assert audited(tmp_path / "out", given, engine=second) == expected
    assert len(first.done) == most
    assert len(first.done) + len(second.done) == len(whole.done)
    assert not set(first.done) & set(second.done)


def _killed(out: Path, given: Path, jobs: int, files: int) -> None:
    """Kill an audit with kill -9 when it has left so many files."""
    child = SPAWN.Process(target=audit_in_child, args=(out, given), kwargs={"jobs": jobs})
    child.start()
    while child.is_alive() and len(list((out / "judged").glob("*.json"))) < files:
        time.sleep(0.002)
    assert child.pid
    os.kill(child.pid, signal.SIGKILL)
    child.join()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_audit_goes_on(tmp_path: Path, jobs: int) -> None:
    given = table(tmp_path / "forms.parquet", 1000)
    expected = audited(tmp_path / "whole", given)
    _killed(tmp_path / "out", given, jobs, 3)
    before = len(list((tmp_path / "out" / "judged").glob("*.json")))
    assert 3 <= before < len(list((tmp_path / "whole" / "judged").iterdir()))
    noting = Noting([])
    assert audited(tmp_path / "out", given, engine=noting) == expected
    assert scores(tmp_path / "out").height == 1000
    assert len([it for it in noting.done if "judged" in it]) <= 50 - before
    assert list((tmp_path / "out").rglob(".ziping-*")) == []


@pytest.mark.slow
def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    _killed(tmp_path / "out", table(tmp_path / "forms.parquet", 1000), 2, 1)
    time.sleep(2)
    before = left(tmp_path / "out")
    time.sleep(1)
    assert left(tmp_path / "out") == before


def test_one_bad_document_costs_only_itself(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for path in SAMPLES:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "scan.docx").write_bytes(b"PK\x03\x04 no zip")
    (folder / ".hidden").write_bytes(b"")
    audited(tmp_path / "out", folder, folder / "missing.txt")
    unread = [text.zh for text in Results(tmp_path / "out").unread()]
    assert scores(tmp_path / "out").height == 12
    assert len(unread) == 2
    assert "scan.docx" in unread[0]
    assert "没有这个文件" in unread[1]


def test_results_within_the_inputs_are_no_inputs(tmp_path: Path) -> None:
    table(tmp_path / "forms.parquet", 50)
    audited(tmp_path / "out", tmp_path)
    noting = Noting([])
    audited(tmp_path / "out", tmp_path, engine=noting)
    assert noting.done == []


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 50)
    audited(tmp_path / "out", given, given, tmp_path)
    assert scores(tmp_path / "out").height == 50


def test_the_forms_of_a_unit_are_judged_together(tmp_path: Path) -> None:
    audited(tmp_path / "out", table(tmp_path / "forms.parquet"))
    held = [
        pl.read_parquet(path).select("unit").with_columns(bucket=pl.lit(path.name))
        for path in (tmp_path / "out" / "scores").iterdir()
    ]
    assert pl.concat(held).group_by("unit").agg(pl.col("bucket").n_unique())["bucket"].max() == 1


def test_the_figures_add_up(tmp_path: Path) -> None:
    out = tmp_path / "out"
    audit(order(out, table(tmp_path / "forms.parquet")), Processes(2), quiet)
    found = summary(Results(out), {})
    held = Results(out).findings().collect()
    assert found.forms == 200
    assert found.errors == held.filter(pl.col("severity") == "error").height
    assert sum(rule.failed for rule in found.rules) == held.height
    assert sum(band.computed for band in found.spread) == scores(out)["total"].count()
    worst = worst_assessments(Results(out), scores(out).sort("errors", descending=True).head(5))
    assert [len(it.findings) > 0 for it in worst] == [True] * 5


def test_the_worst_forms_have_findings_and_a_rare_failure_is_not_printed_as_none(tmp_path: Path) -> None:
    audited(tmp_path / "out", table(tmp_path / "forms.parquet"))
    worst = worst_forms(Results(tmp_path / "out"))
    held = scores(tmp_path / "out").filter((pl.col("errors") > 0) | (pl.col("warnings") > 0))
    assert 0 < worst.height == min(held.height, WORST) < 200
    assert [share(*it) for it in ((1, 2586), (2, 1673), (0, 9), (4, 4))] == [
        "<0.1%",
        "0.1%",
        "0.0%",
        "100.0%",
    ]


def test_a_profile_that_is_asked_for_is_used(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 50)
    audit(Order((given,), tmp_path / "out", "mof-2020"), Processes(2), quiet)
    assert set(scores(tmp_path / "out")["profile"]) == {"mof-2020"}


def _threads(path: Path) -> None:
    path.write_text(str(pl.thread_pool_size()))


def test_every_process_takes_its_share_of_the_cores_though_polars_is_imported_first(tmp_path: Path) -> None:
    said = tmp_path / "threads.txt"
    list(Processes(os.cpu_count() or 1).run([Task(_threads, (said,), result=said)]))
    assert said.read_text() == "1"


def _worker(path: Path) -> None:
    path.write_text(str(os.getpid()))


def _workers(engine: Processes, folder: Path) -> set[str]:
    """Return who did two steps, one after the other."""
    said = [folder / name for name in ("one", "two")]
    for path in said:
        list(engine.run([Task(_worker, (path,), result=path)]))
    return {path.read_text() for path in said}


def test_processes_are_kept_from_run_to_run_where_that_is_asked(tmp_path: Path) -> None:
    engine = Processes(1)
    assert len(_workers(engine, tmp_path)) == 2
    with engine:
        (worker,) = _workers(engine, tmp_path)
    assert worker not in _workers(engine, tmp_path)
