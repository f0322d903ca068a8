"""``ziping review`` from the outside: which files it writes, from which templates, and when it writes them anew."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.running import SAMPLES, ziping
from tests.writers.opened import word_lines
from tests.writers.review.making import paragraph, table, template
from ziping.writers.review import REVIEW

UNIT = "上海市外国投资促进中心"
PLAIN = (paragraph("{{单位}} {{表数}} 张"), table(["{{表.序号}}", "{{表.项目名称}}"]))


def written(folder: Path) -> list[str]:
    return sorted(
        str(it.relative_to(folder)) for it in folder.rglob("*") if it.is_file() and it.name[0] != "."
    )


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a folder of templates without pictures, which no font is needed for."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "复核意见.docx").write_bytes(template(*PLAIN).packed)
    return folder


def test_one_report_for_all_and_a_letter_for_the_unit(tmp_path: Path, templates: Path) -> None:
    out = tmp_path / "out"
    ran = ziping("review", *SAMPLES, "--to", "docx,html", "--out", out, "--letters", "--templates", templates)
    assert (ran.status, ran.err) == (0, "")
    assert "写出 4 个文件" in ran.out
    wanted = ["复核意见.docx", "复核意见.html", f"{UNIT}/退回修改通知.docx", f"{UNIT}/退回修改通知.html"]
    assert written(out) == sorted(wanted)
    assert word_lines((out / "复核意见.docx").read_bytes()) == [f"{UNIT} 12 张"]


def test_a_second_run_goes_on_and_leaves_alone_what_was_changed(tmp_path: Path, templates: Path) -> None:
    order: list[str | Path] = [
        "review",
        *SAMPLES,
        "--to",
        "docx,html",
        "--out",
        tmp_path / "out",
        "--templates",
        templates,
    ]
    ziping(*order)
    (tmp_path / "out" / "复核意见.html").unlink()
    assert "写出 1 个文件，已有且无变化 1 个" in ziping(*order).out
    (tmp_path / "out" / "复核意见.docx").write_bytes(b"mine")
    ran = ziping(*order)
    assert ran.status == 2
    assert "已有此文件且内容被改过，未覆盖" in ran.err
    assert (tmp_path / "out" / "复核意见.docx").read_bytes() == b"mine"
    assert ziping(*order, "--force").status == 0


def test_another_template_makes_the_report_anew(tmp_path: Path, templates: Path) -> None:
    order: list[str | Path] = ["review", *SAMPLES, "--out", tmp_path / "out", "--templates", templates]
    ziping(*order)
    (templates / "复核意见.docx").write_bytes(template(paragraph("{{错误数}}"), *PLAIN).packed)
    assert "写出 1 个文件，已有且无变化 0 个" in ziping(*order).out


@pytest.mark.parametrize(
    ("per", "count", "one"),
    [("unit", 1, f"{UNIT}/复核意见.docx"), ("form", 12, f"{UNIT}/2020/海外办事运作费 复核意见.docx")],
)
def test_reports_for_each_unit_or_form(
    tmp_path: Path, templates: Path, per: str, count: int, one: str
) -> None:
    out = tmp_path / "out"
    ran = ziping("review", *SAMPLES, "--out", out, "--per", per, "--templates", templates)
    assert ran.status == 0
    assert len(written(out)) == count
    assert one in written(out)


def test_templates_are_exported_with_a_guide_and_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    ran = ziping("review", "--export-templates", folder)
    assert (ran.status, written(folder)) == (0, ["复核意见.docx", "模板说明.txt", "退回修改通知.docx"])
    assert (folder / "模板说明.txt").read_text("utf-8-sig").startswith("怎样改模板")
    with ZipFile(BytesIO((folder / "复核意见.docx").read_bytes())) as packed:
        assert packed.read("word/document.xml") == REVIEW.template.members["word/document.xml"]
    ran = ziping(
        "review", *SAMPLES, "--out", tmp_path / "out", "--to", "html", "--letters", "--templates", folder
    )
    assert (ran.status, ran.err) == (0, "")


def test_a_broken_template_is_told_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, templates: Path
) -> None:
    ziping("review", "--export-templates", tmp_path / "own")
    path = templates / "复核意见.docx"
    with ZipFile(path) as packed:
        members = {it: packed.read(it) for it in packed.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace("表数".encode(), "张树".encode())
    with ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    ran = ziping("review", *SAMPLES, "--out", tmp_path / "out", "--templates", templates)
    assert ran.status == 2
    assert ran.err.startswith("模板 复核意见.docx 第 1 段“{{单位}} {{张树}} 张”：没有 {{张树}} 这个名称")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--to", "odt"], "复核意见不能写成 odt，可用：docx、pdf、html"),
        (["--to", ","], "没有指明格式"),
        (["--templates", "nowhere"], "nowhere：没有模板；文件名应为 复核意见.docx、退回修改通知.docx"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, given: list[str], said: str) -> None:
    ran = ziping("review", *SAMPLES, "--out", tmp_path / "out", *given)
    assert (ran.status, written(tmp_path)) == (2, [])
    assert said in ran.err


def test_documents_that_cannot_be_read_are_told_and_listed(tmp_path: Path, templates: Path) -> None:
    (templates / "复核意见.docx").write_bytes(template(paragraph("{{未读说明}}"), *PLAIN).packed)
    ran = ziping("review", *SAMPLES, "nowhere.docx", "--out", tmp_path, "--templates", templates)
    assert ran.status == 2
    lines = word_lines((tmp_path / "复核意见.docx").read_bytes())
    assert lines[0].startswith("未能读出的文件：nowhere.docx：没有这个文件")
