"""What is printed when English is asked for: all Chinese in it stands in the document, or in the law that is cited."""

import re
from pathlib import Path

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
