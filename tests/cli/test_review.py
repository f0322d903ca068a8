"""``ziping review`` from the outside: which files it writes, from which templates, and when it writes them anew."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.running import SAMPLES, ziping
from tests.samples import real
from tests.writers.opened import word_lines
from tests.writers.report.building import bare, finding, with_findings
from tests.writers.review.making import paragraph, table, template
from ziping.app import reviewing
from ziping.model.finding import Severity
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


def forms_of(*units: str) -> str:
    """Return the same real form for each of these units, one a line; none of them is free of findings."""
    form = real("2023/1")
    return "".join(f"{form.model_copy(update={'implementing_unit': unit}).to_json()}\n" for unit in units)


def test_every_unit_gets_a_letter_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(forms_of("甲/乙", "甲／乙", "甲/乙"), "utf-8")
    out = tmp_path / "out"
    ran = ziping("review", tmp_path / "a.jsonl", "--to", "html", "--per", "unit", "--letters", "--out", out)
    assert (ran.status, ran.err) == (0, "")
    assert [name for name in written(out) if "通知" in name] == [
        "甲／乙/退回修改通知 (2).html",
        "甲／乙/退回修改通知.html",
    ]
    first = (out / "甲／乙" / "退回修改通知.html").read_text("utf-8")
    assert ("甲/乙：" in first, "自评表共 2 张" in first) == (True, True)
    assert "甲／乙：" in (out / "甲／乙" / "退回修改通知 (2).html").read_text("utf-8")


def test_a_unit_with_nothing_to_mend_gets_no_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"甲": Severity.NOTE, "乙": Severity.WARNING, "丙": Severity.ERROR}
    held = [bare(implementing_unit=unit) for unit in kinds]
    found = [
        with_findings(it, [finding(it.sourced.form, "X01", "/grade", severity=severity)])
        for it, severity in zip(held, kinds.values(), strict=True)
    ]
    monkeypatch.setattr(reviewing, "assess", lambda *_: [bare(implementing_unit="丁"), *found])
    ziping("review", *SAMPLES, "--to", "html", "--letters", "--out", tmp_path)
    assert written(tmp_path) == ["丙/退回修改通知.html", "乙/退回修改通知.html", "复核意见.html"]
