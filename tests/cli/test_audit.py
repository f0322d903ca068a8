"""``ziping audit`` and ``ziping synth`` as a user types them."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.running import SAMPLES, ziping
from ziping.app.synthesis.table import PART


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    ziping("synth", "80", "--seed", "3", "--out", tmp_path / "forms.parquet", "--jobs", "1")
    return tmp_path / "forms.parquet"


def test_an_audit_of_the_samples_counts_what_check_finds(tmp_path: Path) -> None:
    ran = ziping("audit", *SAMPLES, "--out", tmp_path / "out", "--jobs", "1")
    checked = [(row["code"], row["message"]) for row in ziping("check", *SAMPLES, "--json").rows]
    held = pl.read_parquet(tmp_path / "out" / "findings" / "*.parquet")
    assert ran.status == 1
    assert sorted(held.select("code", "message").rows()) == sorted(checked)
    assert "12 张表" in ran.out
    assert "overview.html" in ran.out
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"overview.html", "worst.html", "summary.xlsx", "scores", "findings"} <= names


def test_read_writes_what_audit_reads(tmp_path: Path) -> None:
    ziping("read", *SAMPLES, "--parquet", tmp_path / "forms.parquet")
    ziping("audit", *SAMPLES, "--out", tmp_path / "documents", "--jobs", "1")
    ziping("audit", tmp_path / "forms.parquet", "--out", tmp_path / "table", "--jobs", "1")
    for name in ("scores", "findings"):
        held = [pl.read_parquet(tmp_path / it / name / "*.parquet") for it in ("documents", "table")]
        assert held[0].equals(held[1])


def test_the_same_command_again_says_the_same(tmp_path: Path, forms: Path) -> None:
    first = ziping("audit", forms, "--out", tmp_path / "out", "--jobs", "1")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "scores").iterdir()}
    assert ziping("audit", forms, "--out", tmp_path / "out", "--jobs", "1").out == first.out
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "scores").iterdir()} == times


def test_what_cannot_be_read_is_listed_and_is_the_exit_status(tmp_path: Path, forms: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1")
    ran = ziping("audit", forms, tmp_path / "bad.parquet", "--out", tmp_path / "out", "--jobs", "1")
    assert ran.status == 2
    assert "bad.parquet" in ran.err
    assert "80 张表" in ran.out
    assert "1 个文件未能读取" in ran.out


def test_one_sentence_in_the_language_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").touch()
    ran = ziping("audit", *SAMPLES, "--out", tmp_path / "out", "--lang", "en")
    assert ran.status == 2
    assert ran.err.splitlines() == [
        f"{tmp_path / 'out'}: no empty folder and no audit; choose another folder"
    ]


def test_dask_with_a_wrong_address_is_one_sentence(tmp_path: Path, forms: Path) -> None:
    ran = ziping("audit", forms, "--out", tmp_path / "out", "--engine", "dask", "--scheduler", "nonsense")
    assert ran.status == 2
    assert ran.err.splitlines() == ["nonsense：不是调度器地址；地址形如 tcp://10.0.0.1:8786"]


@pytest.mark.slow
@pytest.mark.filterwarnings("default:Creating scratch directories:UserWarning")  # a busy disk
def test_dask_on_this_machine_finds_the_same(tmp_path: Path, forms: Path) -> None:
    here = ziping("audit", forms, "--out", tmp_path / "here", "--jobs", "1")
    there = ziping("audit", forms, "--out", tmp_path / "dask", "--engine", "dask", "--jobs", "2")
    assert there.out.replace("/dask", "/here") == here.out
    for path in (tmp_path / "here" / "findings").iterdir():
        assert (tmp_path / "dask" / "findings" / path.name).read_bytes() == path.read_bytes()


def test_synth_writes_a_table_with_the_list_of_what_was_planted(forms: Path) -> None:
    listed = pl.read_parquet(forms.with_suffix(".planted.parquet"))
    assert pl.read_parquet(forms).height == 80
    assert listed.columns == ["source", "code", "pointer", "unit", "project", "year", "number"]
    assert 5 < listed.height < 30


def test_synth_writes_documents_too(tmp_path: Path) -> None:
    said = ziping("synth", "6", "--seed", "3", "--out", tmp_path / "f.parquet", "--to", "docx", "--jobs", "1")
    assert "写出 6 个文件" in said.out
    assert len(list((tmp_path / "f.documents").rglob("*.docx"))) == 6


def test_synth_without_defects_has_no_error(tmp_path: Path) -> None:
    ziping("synth", "60", "--seed", "3", "--share", "0", "--out", tmp_path / "f.parquet", "--jobs", "1")
    assert ziping("audit", tmp_path / "f.parquet", "--out", tmp_path / "out", "--jobs", "1").status == 0


@pytest.mark.slow
def test_synth_writes_a_folder_of_parts(tmp_path: Path) -> None:
    ran = ziping("synth", str(PART + 10), "--seed", "3", "--out", tmp_path / "many", "--jobs", "2")
    assert f"{PART + 10:,} 张表" in ran.out
    assert len(list((tmp_path / "many" / "forms").iterdir())) == 2
    assert pl.read_parquet(tmp_path / "many" / "forms" / "*.parquet").height == PART + 10


def test_own_rules_reach_the_audit(tmp_path: Path, forms: Path) -> None:
    ran = ziping("--rules", tmp_path / "none.toml", "audit", forms, "--out", tmp_path / "out")
    assert ran.status == 2
    assert not (tmp_path / "out").exists()
    assert json.dumps(ran.err.count("\n")) == "1"
