from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.samples import ROOT
from ziping.cli.application import application
from ziping.writers import UnknownFormatError, UnknownLayoutError

SAMPLE = str(ROOT / "samples" / "shanghai-2020.txt")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(), ["write", *arguments])


def test_it_writes_and_counts(tmp_path: Path) -> None:
    first = run(SAMPLE, "--to", "docx,json", "--out", str(tmp_path))
    assert (first.exit_code, "写出 4 个文件，已有且无变化 0 个，未成 0 个" in first.stdout) == (0, True)
    again = run(SAMPLE, "--to", "docx,json", "--out", str(tmp_path), "--lang", "en")
    assert "0 files written, 4 there already, 0 failed" in again.stdout


def test_what_failed_is_told_and_the_status_says_so(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.docx"), SAMPLE, "--to", "json", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "没有这个文件" in result.stderr
    assert "写出 2 个文件" in result.stdout


def test_an_archive_of_computed_forms_in_another_layout(tmp_path: Path) -> None:
    options = ["--zip", "--computed", "--layout", "mof-2020", "--profile", "mof-2020"]
    result = run(SAMPLE, "--to", "html", "--out", str(tmp_path), *options)
    assert result.exit_code == 0
    assert [it.name for it in tmp_path.iterdir()] == ["绩效自评表.zip"]


@pytest.mark.parametrize(
    ("option", "value", "error"), [("--to", "ofd", UnknownFormatError), ("--layout", "x", UnknownLayoutError)]
)
def test_what_does_not_exist_is_refused_before_anything_is_written(
    tmp_path: Path, option: str, value: str, error: type[Exception]
) -> None:
    arguments = {"--to": "json", "--out": str(tmp_path / "out"), option: value}
    result = run(SAMPLE, *(it for pair in arguments.items() for it in pair))
    assert isinstance(result.exception, error)
    assert not (tmp_path / "out").exists()
