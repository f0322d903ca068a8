import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.app.naming import Names, path_of, safe_name
from ziping.model.form import Form


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("外宣经费", "外宣经费"),
        ("宣传/推广\\经费: “一期”?", "宣传／推广＼经费： “一期”？"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("..", "未填"),
        (".隐藏. ", "隐藏"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("com1", "com1_"),
        ("a\x00b\nc\u202ed", "a b c d"),
        ("\ud800", "未填"),
        ("  ", "未填"),
        (None, "未填"),
        ("长" * 100, "长" * 60),
        ("𠮷" * 100, "𠮷" * 45),
    ],
)
def test_a_name_is_safe_for_every_file_system(text: str | None, name: str) -> None:
    assert safe_name(text, "未填") == name


@given(st.text())
def test_any_text_gives_one_part_of_a_path(text: str) -> None:
    name = safe_name(text, "未填")
    assert name
    assert len(name.encode()) <= 182
    assert PureWindowsPath(name).parts == (name,)
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert unicodedata.normalize("NFC", name) == name


def test_a_form_is_named_by_unit_year_and_project() -> None:
    form = Form(year=2023, project="甲", implementing_unit="乙", competent_department="丙")
    assert str(path_of(form)) == "乙/2023/甲"
    assert str(path_of(form.model_copy(update={"implementing_unit": None}))) == "丙/2023/甲"
    assert str(path_of(Form())) == "未填单位/未填年度/未填项目"


def test_names_that_some_file_system_takes_for_the_same_are_told_apart() -> None:
    names = Names()
    given_names = [
        str(names.give(Form(project=it))) for it in ("ABC", "abc", "ＡＢＣ", "ABC (2)", "x/y", "x／y")
    ]
    last = [name.rpartition("/")[2] for name in given_names]
    assert last == ["ABC", "abc (2)", "ＡＢＣ (3)", "ABC (2) (2)", "x／y", "x／y (2)"]
    assert len({unicodedata.normalize("NFKC", it).casefold() for it in last}) == 6


@given(st.lists(st.sampled_from(["甲", "甲 (2)", "甲 (3)", "A", "a"]), max_size=12))
def test_no_name_is_given_twice(projects: list[str]) -> None:
    names = Names()
    held = [unicodedata.normalize("NFKC", str(names.give(Form(project=it)))).casefold() for it in projects]
    assert len(held) == len(set(held))
