"""What users give by mistake: one clear sentence each, the other files go on, nothing is lost, no traceback."""

import os
import time
from pathlib import Path

import pytest

from tests.cli.running import SAMPLES, Ran, ziping
from tests.samples import ROOT

TEXT = (ROOT / "samples" / "shanghai-2023.txt").read_text("utf-8")
FIRST = "财政项目支出绩效自评表" + TEXT.split("财政项目支出绩效自评表")[1]


def sentence(ran: Ran) -> str:
    """Return the one sentence that was said to the user."""
    assert "Traceback" not in ran.err
    (line,) = ran.err.strip().splitlines()
    return line


def given(folder: Path, content: bytes | str, name: str = "given.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "文件是空的"),
        (bytes(range(256)) * 20, "二进制文件"),
        (b"%PDF-1.7\n" + bytes(100), "PDF"),
        ("今天天气很好。\n", "没有找到绩效自评表"),
    ],
    ids=["empty", "binary", "pdf", "no form"],
)
def test_a_file_that_holds_no_form_says_why_and_the_others_are_read(
    tmp_path: Path, content: bytes, says: str
) -> None:
    path = given(tmp_path, content)
    ran = ziping("check", path, SAMPLES[1])
    assert ran.status == 2
    assert says in sentence(ran)
    assert str(path) in sentence(ran)
    assert "海外办事运作费" in ran.out


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    missing = ziping("check", tmp_path / "无此文件.txt", SAMPLES[1])
    assert missing.status == 2
    assert "没有这个文件" in sentence(missing)
    folder = ziping("read", tmp_path, SAMPLES[1])
    assert folder.status == 2
    assert "文件夹里没有文件" in sentence(folder)
    assert "海外办事运作费" in folder.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_forbidden_file_says_so(tmp_path: Path) -> None:
    path = given(tmp_path, TEXT)
    path.chmod(0)
    assert "打不开" in sentence(ziping("check", path))


def test_a_text_in_gbk_is_read_like_any_other(tmp_path: Path) -> None:
    path = given(tmp_path, TEXT.encode("gb18030"))
    strange, plain = ziping("read", path, "--json"), ziping("read", SAMPLES[0], "--json")
    assert strange.rows == plain.rows


def test_a_text_of_50_mb_is_refused_at_once(tmp_path: Path) -> None:
    path = given(tmp_path, b"\xe9\xa1\xb9\xe7\x9b\xae" * (50_000_000 // 6))
    started = time.monotonic()
    assert "上限" in sentence(ziping("check", path))
    assert time.monotonic() - started < 10


def test_letters_in_a_number_cell_are_a_problem_and_never_a_zero(tmp_path: Path) -> None:
    path = given(tmp_path, FIRST.replace("155.28", "一百五十五"))
    (form,) = ziping("read", path, "--json").rows
    assert form["funds"][0]["executed"] is None
    assert any(it["raw"] == "一百五十五" and it["kind"] == "not-a-number" for it in form["problems"])
    assert "“一百五十五”不是数字" in ziping("check", path).out


def test_negative_and_absurd_amounts_are_said_and_not_counted(tmp_path: Path) -> None:
    out = ziping("check", given(tmp_path, FIRST.replace("155.28", "-155.28"))).out
    assert "-155.28：金额为负数" in out
    out = ziping("check", given(tmp_path, FIRST.replace("177.32", "9" * 30))).out
    assert "数字过大" in out


def test_points_that_add_up_to_110_are_an_error(tmp_path: Path) -> None:
    heavier = FIRST.replace("5000.00(册)\t20.00\t20.00", "5000.00(册)\t30.00\t30.00")
    ran = ziping("check", given(tmp_path, heavier), "--json")
    assert ran.status == 1
    (row,) = [row for row in ran.rows if row["code"] == "A02"]
    assert "110.00" in row["message"]


def test_a_form_without_indicators_is_read_and_says_so(tmp_path: Path) -> None:
    lines = FIRST.split("\n")
    head = next(n for n, line in enumerate(lines) if line.startswith("一级"))
    tail = next(n for n, line in enumerate(lines) if line.startswith("总分"))
    ran = ziping("read", given(tmp_path, "\n".join(lines[:head] + lines[tail:])), "--json")
    assert ran.rows[0]["indicators"] == []
    assert any("绩效指标" in problem["message"] for problem in ran.rows[0]["problems"])


def test_an_unknown_profile_form_or_rule_names_what_there_is() -> None:
    assert "没有名为 nix 的口径，可用：" in sentence(ziping("check", SAMPLES[0], "--profile", "nix"))
    assert "没有这张表；文件中有：1 外宣经费" in sentence(ziping("explain", SAMPLES[0], "99"))
    assert "有多张表符合" in sentence(ziping("explain", SAMPLES[0], "项目绩效管理评"[:2]))
    assert "没有编号为 Z99 的规则" in sentence(ziping("rules", "z99"))
    assert "没有第 99 项" in sentence(ziping("explain", SAMPLES[0], "1", "--indicator", "99"))


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    ran = ziping("check", SAMPLES[1], "--html", tmp_path)
    assert ran.status == 2
    assert "写不进去" in sentence(ran)


def test_a_defect_of_ziping_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        message = "a plan that cannot be carried out"
        raise AssertionError(message)

    monkeypatch.setattr("ziping.app.assessing.evaluate", broken)
    ran = ziping("check", SAMPLES[1])
    assert ran.status == 2
    assert "ziping 内部出错" in sentence(ran)
