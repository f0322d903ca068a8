"""What is printed when English is asked for: all Chinese in it stands in the document, or in the law that is cited."""

import re
from pathlib import Path

import polars as pl
import pytest

from tests.cli.running import SAMPLES, Ran, ziping
from tests.samples import ROOT

_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
LAW = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src" / "ziping" / "law").rglob("*.toml")))
_BLANKS = re.compile(r"\s+")
FAULTY = (Path(SAMPLES[1]).read_text("utf-8")).replace("4,153,300", "四百万").replace("95.95", "99")


def left(ran: Ran, *allowed: str) -> list[str]:
    """Return the pieces of Chinese that stand in none of the allowed texts, titles without their marks."""
    known = _BLANKS.sub("", "".join(allowed))
    return [piece for piece in _CHINESE.findall(ran.out + ran.err) if piece.strip("《》") not in known]


def faulty(folder: Path) -> Path:
    """Write forms with faults of every kind, and files that hold none."""
    (folder / "faulty.txt").write_text(FAULTY, "utf-8")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "letter.txt").write_text("今天天气很好。", "utf-8")
    return folder


def test_what_is_read_and_what_is_not_is_said_in_english(tmp_path: Path) -> None:
    ran = ziping("read", faulty(tmp_path), *SAMPLES, "--lang", "en")
    assert "“四百万” is no number" in ran.out
    assert "no self-evaluation form found" in ran.err
    assert left(ran, FAULTY, *(Path(sample).read_text("utf-8") for sample in SAMPLES)) == []


def test_findings_are_told_in_english(tmp_path: Path) -> None:
    ran = ziping("check", faulty(tmp_path), SAMPLES[1], "--lang", "en")
    assert "declared" in ran.out
    assert left(ran, FAULTY, LAW) == []


def test_an_audit_is_told_in_english(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    ran = ziping("audit", faulty(given), "--out", tmp_path / "out", "--lang", "en")
    assert "forms" in ran.out
    assert left(ran, LAW) == []


@pytest.mark.parametrize(
    "order",
    [
        ("--profiles", "{}", "profiles", "--lang", "en"),
        ("--profiles", "{}", "profiles", "--lang=en"),
        ("--lang", "en", "--profiles", "{}", "profiles"),
    ],
    ids=" ".join,
)
def test_what_goes_wrong_before_the_command_begins_is_said_in_its_language(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    (tmp_path / "bad.toml").write_text('key = "x"\nrule = 1\n', "utf-8")
    given = [it.format(tmp_path) for it in order]
    ran = ziping(*given)
    assert (ran.status, ran.out) == (2, "")
    assert "bad.toml" in ran.err
    assert left(ran) == []
    chinese = ziping(*(it for it in given if it not in {"--lang", "en", "--lang=en"}))
    assert _CHINESE.search(chinese.err)


def test_an_own_rule_is_refused_in_the_language_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("rule = 1\n", "utf-8")
    assert " refused: " in ziping("--rules", tmp_path, "rules", "--lang", "en").err
    assert "未载入" in ziping("--rules", tmp_path, "rules").err


def test_tables_that_cannot_be_used_are_told_in_english(tmp_path: Path) -> None:
    ziping("read", SAMPLES[0], "--parquet", tmp_path / "t.parquet")
    held = pl.read_parquet(tmp_path / "t.parquet")
    held.drop("form.title", "form.year").write_parquet(tmp_path / "columns.parquet")
    pl.concat([held, held]).write_parquet(tmp_path / "twice.parquet")
    (tmp_path / "cut.parquet").write_bytes(b"PAR1 cut off")
    for name, said in (
        ("columns", "another type: form.title, form.year; write"),
        ("twice", "stands there twice"),
        ("cut", "not a whole Parquet table"),
        ("none", "no such file"),
    ):
        ran = ziping("audit", tmp_path / f"{name}.parquet", "--out", tmp_path / name, "--lang", "en")
        assert ran.status == 2
        assert said in ran.err
        assert left(ran, SAMPLES[0]) == []
