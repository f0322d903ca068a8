import pytest

from tests.samples import real
from tests.writers.sheets import department, transfer
from ziping.model.form import Form
from ziping.writers.building import table_of
from ziping.writers.layout import (
    InvalidLayoutError,
    UnknownLayoutError,
    layout,
    layout_for,
    layouts,
    parsed_layout,
)
from ziping.writers.layout import _texts as texts

GOOD = texts()["mof-2020"]


def test_every_file_is_a_layout() -> None:
    national, own = ["mof-2020"], ["shanghai-2020", "shanghai-2023"]
    assert list(layouts()) == ["department", *national, *own, "transfer-full", "transfer"]


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (real("2023/1"), "shanghai-2023"),
        (real("2020/1"), "shanghai-2020"),
        (real("2020/1").model_copy(update={"year": 2022}), "shanghai-2020"),
        (department(), "department"),
        (transfer(), "transfer"),
        (Form(year=2021, implementing_unit="某县教育局"), "mof-2020"),
        (Form(), "mof-2020"),
    ],
)
def test_a_form_is_printed_in_the_layout_of_its_kind_region_and_year(form: Form, key: str) -> None:
    assert layout_for(form).key == key


def test_an_unknown_layout_names_those_there_are() -> None:
    with pytest.raises(UnknownLayoutError, match="没有名为 wuhan 的版式，可用：department、mof-2020"):
        layout("wuhan")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("width = 82", "width = 80", "goal 各列宽合计 172 毫米，应为 174 毫米"),
        ('"competent_department", ', "", "head 应有且仅有"),
        ('field = "deviation"', 'field = "reason"', "indicators 应有且仅有"),
        ('page = "portrait"', 'page = "portrait"\ncolour = "red"', "Extra inputs are not permitted"),
        ('page = "portrait"', 'page = "a3"', "portrait"),
        ("[goal]", "[goal", "Expected"),
        ('kind = "project"', 'kind = "project"\ninherits = "nothing"', "inherits = 'nothing'"),
    ],
)
def test_a_wrong_layout_is_refused_with_the_reason(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(InvalidLayoutError, match="版式文件 mine 无效") as refused:
        parsed_layout("mine", GOOD.replace(old, new, 1))
    assert complaint in str(refused.value)


def test_a_new_layout_is_a_new_file_that_says_what_differs() -> None:
    text = """
        inherits = "shanghai-2023"
        label = { zh = "某市格式", en = "of a city" }
        title = "市级财政支出项目绩效自评表"
        [goal]
        label = "总目标"
    """
    made = parsed_layout("city", text)
    table = table_of(real("2023/1").model_copy(update={"title": None}), made)
    assert (made.profiles, made.grade, table.title) == ((), "always", "市级财政支出项目绩效自评表")
    assert "总目标" in {cell.text for cell in table.cells}


def test_a_grade_that_the_layout_has_no_row_for_is_printed_all_the_same() -> None:
    with_grade, without = real("2023/1"), real("2020/1")
    assert table_of(with_grade, layout("mof-2020")).at["/grade"].text == "优"
    assert "/grade" not in table_of(without, layout("mof-2020")).at
    assert not table_of(without, layout("shanghai-2023")).at["/grade"].text


def test_points_of_a_transfer_payment_are_printed_where_there_are_any() -> None:
    table = table_of(real("2023/3"), layout("transfer"))
    assert table.at["/indicators/1/score"].text == "7.00"
    assert table.at["/total/score"].text == "92.87"
    assert table.at["/funds/0/initial_budget"].text == "600.00"
    assert "/total/score" not in table_of(transfer(), layout("transfer")).at


def test_rows_to_be_filled_in_by_hand_are_printed_and_hold_nothing_declared() -> None:
    cells = table_of(transfer(), layout("transfer-full")).cells
    rows = {cell.row for cell in cells if cell.text in {"分配科学性", "支出责任履行情况"}}
    assert len(rows) == 2
    assert not [cell.pointer for cell in cells if cell.row in rows and cell.pointer]


def test_a_project_code_is_printed_where_there_is_one() -> None:
    coded = real("2023/1").model_copy(update={"project_code": "310-01"})
    assert table_of(coded, layout("mof-2020")).at["/project_code"].text == "310-01"
