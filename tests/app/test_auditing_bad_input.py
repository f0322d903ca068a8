"""Whatever is wrong with what is given or with the folder: one sentence, and nothing half-written."""

import json
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import dumps, loads

import polars as pl
import pytest

from tests.app.auditing import Noting, audited, left, order, quiet, scores, table
from ziping.app.auditing.claim import OtherRunError
from ziping.app.auditing.engines import Here, Processes, Task, WorkerLostError
from ziping.app.auditing.run import NothingToAuditError, Order, Results, audit
from ziping.app.output import UnwritableError
from ziping.law.profiles import UnknownProfileError
from ziping.model.errors import ZipingError
from ziping.readers.forms_table import MissingColumnsError, RepeatedFormError


def truncated(path: Path) -> Path:
    held = table(path).read_bytes()
    path.write_bytes(held[: len(held) * 2 // 3])
    return path


def damaged(path: Path) -> Path:
    """Spoil the data and leave the footer, so that only reading finds out."""
    table(path, 60, seed=9)
    held = bytearray(path.read_bytes())
    held[2_000:10_000] = b"\xff" * 8_000
    path.write_bytes(held)
    return path


def without(path: Path, column: str) -> Path:
    pl.read_parquet(table(path)).drop(column).write_parquet(path)
    return path


def of_other_type(path: Path) -> Path:
    pl.read_parquet(table(path)).with_columns(pl.col("form.year").cast(pl.String)).write_parquet(path)
    return path


def empty(path: Path) -> Path:
    pl.read_parquet(table(path)).head(0).write_parquet(path)
    return path


def unread(out: Path) -> list[str]:
    return [text.zh for text in Results(out).unread()]


def no_parquet(path: Path) -> Path:
    path.write_bytes(b"hello")
    return path


def without_year(path: Path) -> Path:
    return without(path, "form.year")


def without_indicators(path: Path) -> Path:
    return without(path, "indicators")


def missing(path: Path) -> Path:
    return path


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "truncated": (truncated, "不是完整的 Parquet 表"),
    "no parquet": (no_parquet, "不是完整的 Parquet 表"),
    "damaged": (damaged, "数据损坏"),
    "column missing": (without_year, "form.year"),
    "indicators missing": (without_indicators, "indicators"),
    "wrong type": (of_other_type, "form.year"),
    "missing": (missing, "没有这个文件"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_alone_is_refused_with_its_sentence(tmp_path: Path, name: str) -> None:
    spoil, said = BAD[name]
    with pytest.raises(NothingToAuditError, match=said):
        audited(tmp_path / "out", spoil(tmp_path / "bad.parquet"))
    assert not (tmp_path / "out" / "scores").exists()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_costs_only_itself(tmp_path: Path, name: str) -> None:
    spoil, said = BAD[name]
    audited(tmp_path / "out", table(tmp_path / "good.parquet", 50), spoil(tmp_path / "bad.parquet"))
    (text,) = unread(tmp_path / "out")
    assert said in text
    assert "bad.parquet" in text
    assert scores(tmp_path / "out").height == 50


def test_an_empty_table_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(NothingToAuditError):
        audited(tmp_path / "out", empty(tmp_path / "none.parquet"))
    audited(tmp_path / "both", table(tmp_path / "good.parquet", 50), empty(tmp_path / "none.parquet"))
    assert unread(tmp_path / "both") == []


def test_an_audit_that_was_refused_leaves_its_folder_to_the_next(tmp_path: Path) -> None:
    given, out = truncated(tmp_path / "forms.parquet"), tmp_path / "out"
    with pytest.raises(NothingToAuditError):
        audited(out, given)
    assert unread(out) != []
    audited(out, table(given, 50))
    assert scores(out).height == 50
    assert unread(out) == []


def test_a_table_with_more_columns_is_welcome(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 50)
    pl.read_parquet(given).with_columns(pl.lit(1).alias("of our own")).write_parquet(given)
    audited(tmp_path / "out", given)
    assert scores(tmp_path / "out").height == 50


def test_the_same_form_twice_in_a_table_is_refused(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet", 50)
    held = pl.read_parquet(given)
    pl.concat([held, held.tail(1)]).write_parquet(given)
    with pytest.raises(RepeatedFormError, match="同一张表出现两次"):
        audited(tmp_path / "out", given)


def test_the_same_form_in_two_tables_is_refused_with_both_names(tmp_path: Path) -> None:
    first, second = table(tmp_path / "a.parquet", 50), table(tmp_path / "b.parquet", 60)
    with pytest.raises(RepeatedFormError, match=r"a\.parquet、.*b\.parquet"):
        audited(tmp_path / "out", first, second)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["run.json"]


def test_nothing_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(NothingToAuditError, match="没有读到自评表"):
        audited(tmp_path / "out", tmp_path / "in")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    with pytest.raises(OtherRunError, match="另选一个文件夹"):
        audited(out, table(tmp_path / "forms.parquet"))
    assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    given = table(tmp_path / "forms.parquet")
    with pytest.raises(OtherRunError):
        audited(given, given)
    with pytest.raises(UnwritableError):
        audited(given / "below", given)


@pytest.mark.parametrize("changed", ["input", "profile", "other", "broken", "rules"])
def test_the_folder_of_another_run_is_left_alone(tmp_path: Path, changed: str) -> None:
    given, out, rules = table(tmp_path / "forms.parquet", 50), tmp_path / "out", tmp_path / "rules.toml"
    rules.write_text("# none")
    first = Order((given,), out, rules=rules)
    audit(first, Here(), quiet)
    before = left(out)
    if changed == "input":
        table(given, 51)
    elif changed == "broken":
        (out / "run.json").write_text("{")
    elif changed == "rules":
        rules.write_text("# other")
    others = {
        "profile": Order((given,), out, "mof-2020", rules=rules),
        "other": Order((table(tmp_path / "other.parquet", 50),), out, rules=rules),
    }
    with pytest.raises(OtherRunError, match="另一次审核"):
        audit(others.get(changed, first), Here(), quiet)
    assert left(out) == before


def test_an_unknown_profile_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownProfileError):
        audit(Order((table(tmp_path / "forms.parquet"),), tmp_path / "out", "none"), Here(), quiet)
    assert not (tmp_path / "out").exists()


@contextmanager
def _room(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: the system then says what it says of a full disk."""
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)


@pytest.mark.parametrize("size", [1_000, 5_000, 7_000, 12_000])
def test_a_full_disk_is_one_sentence_and_the_run_goes_on_later(tmp_path: Path, size: int) -> None:
    given, out = table(tmp_path / "forms.parquet"), tmp_path / "out"
    expected = audited(tmp_path / "whole", given)
    with _room(size), pytest.raises(UnwritableError, match="写不进去"):
        audited(out, given)
    assert list(out.rglob(".ziping-*")) == []
    for path in out.rglob("*.parquet"):
        pl.read_parquet(path)
    for path in out.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    assert audited(out, given) == expected


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="there is no folder here that nobody may write to"
)
def test_a_folder_that_may_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="写不进去"):
        audited(Path("/proc/ziping"), table(tmp_path / "forms.parquet"))


def test_what_a_killed_run_left_unfinished_is_no_result(tmp_path: Path) -> None:
    given, out = table(tmp_path / "forms.parquet"), tmp_path / "out"
    expected = audited(tmp_path / "whole", given)
    with pytest.raises(KeyboardInterrupt):
        audited(out, given, engine=Noting([], 14))
    for folder in ("scores", "findings", "judged", "buckets/000000", "sketches/000000"):
        (out / folder / ".ziping-left").write_bytes(b"half")
    assert audited(out, given) == expected
    assert list(out.rglob(".ziping-*")) == []


def _refuse(path: Path) -> None:
    audit(order(path / "out", path / "none.parquet"), Here(), quiet)


def _die() -> None:
    os._exit(9)


def test_an_error_keeps_its_sentence_on_the_way_from_a_worker(tmp_path: Path) -> None:
    with pytest.raises(NothingToAuditError) as caught:
        list(Processes(2).run([Task(_refuse, (tmp_path,))]))
    assert "no such file" in caught.value.text.en
    for error in (WorkerLostError(), caught.value):
        again = loads(dumps(error))  # noqa: S301 — what was packed a line above
        assert (type(again), again.text) == (type(error), error.text)


def test_a_worker_that_dies_is_one_sentence() -> None:
    with pytest.raises(WorkerLostError, match="工作进程意外退出"):
        list(Processes(2).run([Task(_die, ())]))
    assert issubclass(MissingColumnsError, ZipingError)
