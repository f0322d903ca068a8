import json
import os
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.samples import ROOT, declared, real, twelve
from ziping.app.documents import Document
from ziping.app.folder import ChangedFileError, Outcome, Written
from ziping.app.forms import NotAFormError, open_forms
from ziping.app.journal import NAME
from ziping.app.output import UnwritableError, write_whole
from ziping.app.writing import (
    ZIP_NAME,
    NoFormatError,
    Order,
    formats_named,
    layout_named,
    write_forms,
)
from ziping.model.form import Form, SourcedForm
from ziping.writers import UnknownFormatError, UnknownLayoutError

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
LIGHT = formats_named("json,html,docx")


def documents(*forms: Form) -> list[Document]:
    held = tuple(SourcedForm(source="a", number=number, form=form) for number, form in enumerate(forms, 1))
    return [Document("a", held)]


def run(folder: Path, *forms: Form, **order: object) -> list[Written]:
    made = Order(**{"formats": LIGHT, "folder": folder, **order})  # type: ignore[arg-type]
    return list(write_forms(documents(*forms), made))


def outcomes(results: list[Written]) -> list[str]:
    return [it.outcome.value for it in results]


def files(folder: Path) -> list[str]:
    return sorted(str(it.relative_to(folder)) for it in folder.rglob("*") if it.is_file())


def test_documents_are_written_by_unit_year_and_project(tmp_path: Path) -> None:
    results = list(write_forms(open_forms(SAMPLES), Order(formats_named("docx,xlsx"), tmp_path)))
    assert outcomes(results) == ["written"] * 24
    assert len(files(tmp_path)) == 25
    assert (tmp_path / "上海市外国投资促进中心" / "2023" / "外宣经费.xlsx").is_file()


def test_forms_with_the_same_name_get_a_number(tmp_path: Path) -> None:
    run(
        tmp_path,
        real("2023/1"),
        real("2023/1").model_copy(update={"grade": "良"}),
        formats=formats_named("json"),
    )
    unit = "上海市外国投资促进中心/2023/外宣经费"
    assert files(tmp_path) == [NAME, f"{unit} (2).json", f"{unit}.json"]


def test_a_second_run_writes_nothing_again_and_a_changed_form_anew(tmp_path: Path) -> None:
    first, second = real("2023/1"), real("2023/2")
    assert outcomes(run(tmp_path, first)) == ["written"] * 3
    assert outcomes(run(tmp_path, first, second)) == ["current"] * 3 + ["written"] * 3
    assert outcomes(run(tmp_path, first.model_copy(update={"grade": "良"}))) == ["written"] * 3


def test_what_somebody_changed_is_not_overwritten_unless_told_so(tmp_path: Path) -> None:
    (result, *_) = run(tmp_path, real("2023/1"))
    assert result.path is not None
    result.path.write_bytes(b"mine")
    (again, *_) = run(tmp_path, real("2023/1"))
    assert isinstance(again.error, ChangedFileError)
    assert "内容被改过，未覆盖；要覆盖请加 --force" in again.error.text.zh
    assert result.path.read_bytes() == b"mine"
    (forced, *_) = run(tmp_path, real("2023/1"), force=True)
    assert forced.outcome is Outcome.WRITTEN
    assert result.path.read_bytes() != b"mine"


def test_a_lost_list_or_a_spoilt_one_costs_nothing_but_time(tmp_path: Path) -> None:
    run(tmp_path, real("2023/1"))
    (tmp_path / NAME).unlink()
    assert outcomes(run(tmp_path, real("2023/1"))) == ["written"] * 3
    (tmp_path / NAME).write_bytes((tmp_path / NAME).read_bytes()[:-30] + b'\n"no entry"\n\xff')
    assert outcomes(run(tmp_path, real("2023/1"))) == ["written"] * 3


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    results = write_forms(documents(*declared(2023)), Order(LIGHT, tmp_path))
    for _ in range(7):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert outcomes(run(tmp_path, *declared(2023))) == ["current"] * 7 + ["written"] * 23


def test_one_archive_with_the_same_names_and_the_same_bytes(tmp_path: Path) -> None:
    held = []
    for name in ("one", "two"):
        run(tmp_path / name, *declared(2020), zipped=True)
        assert files(tmp_path / name) == [ZIP_NAME]
        held.append((tmp_path / name / ZIP_NAME).read_bytes())
    assert held[0] == held[1]
    with ZipFile(tmp_path / "one" / ZIP_NAME) as packed:
        assert len(packed.namelist()) == 6
        assert packed.namelist()[0].startswith("上海市外国投资促进中心/2020/")


def test_a_stopped_archive_leaves_nothing_behind(tmp_path: Path) -> None:
    results = write_forms(documents(*declared(2023)), Order(LIGHT, tmp_path, zipped=True))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert files(tmp_path) == []


def test_computed_scores_stand_in_the_form_and_it_says_so(tmp_path: Path) -> None:
    run(tmp_path, real("2023/3"), computed=True, formats=formats_named("html"))
    text = next(tmp_path.rglob("*.html")).read_text("utf-8")
    assert ">5.70<" in text
    assert ">91.57<" in text
    assert "由 ziping 按“上海市（2023年度起）”口径测算" in text


def test_a_layout_can_be_asked_for(tmp_path: Path) -> None:
    run(tmp_path, real("2023/3"), layout=layout_named("mof-2020"), formats=formats_named("html"))
    assert "绩效指标" in next(tmp_path.rglob("*.html")).read_text("utf-8")
    assert layout_named(None) is None
    with pytest.raises(UnknownLayoutError):
        layout_named("none")


def test_formats_are_named_in_a_list() -> None:
    assert [it.name for it in formats_named("pdf, DOCX,pdf")] == ["pdf", "docx"]
    with pytest.raises(
        UnknownFormatError, match="不能写成 ofd，可用：csv、docx、html、json、parquet、pdf、xlsx"
    ):
        formats_named("ofd")
    with pytest.raises(NoFormatError):
        formats_named(" , ")


def test_a_document_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    paths = [tmp_path / "none.txt", SAMPLES[0]]
    results = list(write_forms(open_forms(paths), Order(LIGHT, tmp_path / "out")))
    assert outcomes(results)[0] == "failed"
    assert outcomes(results)[1:] == ["written"] * 6


def test_a_form_that_a_format_cannot_hold_does_not_stop_the_others(tmp_path: Path) -> None:
    long = real("2023/1").model_copy(
        update={"goal": real("2023/1").goal.model_copy(update={"actual": "长" * 40_000})}
    )
    results = run(tmp_path, long, real("2023/2"), formats=formats_named("xlsx,docx"))
    assert outcomes(results) == ["failed", "written", "written", "written"]
    assert results[0].error is not None
    assert "外宣经费.xlsx：“长长长" in results[0].error.text.zh


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(UnwritableError, match="写不进去"):
        run(tmp_path / "out", real("2023/1"))
    with pytest.raises(UnwritableError, match="写不进去"):
        run(tmp_path / "out", real("2023/1"), zipped=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UnwritableError, match="写不进去（Permission denied）；请检查文件夹权限和磁盘空间"):
        run(tmp_path, real("2023/1"))


class Full:
    """A disk that is full after some bytes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(source: object, target: object) -> None:
            del source, target
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", refuse)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, zipped: bool
) -> None:
    Full(monkeypatch)
    with pytest.raises(UnwritableError, match="写不进去（No space left on device）"):
        run(tmp_path, real("2023/1"), zipped=zipped)
    assert files(tmp_path) == []


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b.txt", b"x")
    assert (tmp_path / "a" / "b.txt").read_bytes() == b"x"
    assert files(tmp_path) == ["a/b.txt"]


def lines(path: Path, forms: list[str]) -> Path:
    path.write_text("\n".join(forms), "utf-8")
    return path


def test_forms_as_lines_of_json_come_in_parts(tmp_path: Path) -> None:
    text = real("2023/1").to_json()
    path = lines(tmp_path / "a.jsonl", [text] * 450)
    found = list(open_forms([path]))
    assert [len(it.forms) for it in found] == [200, 200, 50]
    assert found[2].forms[0].number == 401


def test_a_line_that_is_no_form_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    good = real("2023/1").to_json()
    wrong = json.dumps({**json.loads(good), "year": "soon"})
    found = list(open_forms([lines(tmp_path / "a.jsonl", [good, wrong, "{", "", good])]))
    errors = [it.error for it in found if it.error]
    assert [type(it) for it in errors] == [NotAFormError, NotAFormError]
    assert "a.jsonl 第 2 张表不是 ziping.form/1：/year Input should be a valid integer" in errors[0].text.zh
    assert sum(len(it.forms) for it in found) == 2


@pytest.mark.parametrize("several", [False, True])
def test_a_json_file_holds_one_form_or_a_list(tmp_path: Path, *, several: bool) -> None:
    one = json.loads(real("2023/1").to_json())
    path = tmp_path / "a.json"
    path.write_text(json.dumps([one, one] if several else one, indent=2), "utf-8")
    (found,) = open_forms([path])
    assert [it.form for it in found.forms] == [real("2023/1")] * (2 if several else 1)


@pytest.mark.parametrize("content", ["{", "[" * 100_000, "\x00", "7"])
def test_a_json_file_that_holds_none_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    (found,) = open_forms([path])
    assert isinstance(found.error, NotAFormError)


@pytest.mark.parametrize("name", ["none.json", "none.jsonl"])
def test_a_missing_file_of_forms_is_missing_like_any_other(tmp_path: Path, name: str) -> None:
    (found,) = open_forms([tmp_path / name])
    assert found.error is not None
    assert "没有这个文件" in found.error.text.zh


def test_forms_are_taken_one_document_after_the_other(tmp_path: Path) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Document]:
        for number in range(1000):
            taken.append(number)
            form = real("2023/1").model_copy(update={"project": f"项目{number}"})
            yield Document("a", (SourcedForm(source="a", number=1, form=form),))

    results = write_forms(endless(), Order(formats_named("json"), tmp_path))
    for _ in range(3):
        next(results)
    assert taken == [0, 1, 2]
    assert len(twelve()) == 12
