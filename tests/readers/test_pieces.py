"""The small parts that every reader stands on: numbers, texts, labels, and finding readers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.model.form import FundSource, MoneyUnit
from ziping.readers.cleaning import cell_prose, cell_text, joined, joined_prose, line_prose, without_markup
from ziping.readers.discovery import all_layouts, extractors
from ziping.readers.labels import (
    Group,
    columns_in,
    fund_label,
    fund_source,
    is_foreign_label,
    money_unit_in,
    named,
)
from ziping.readers.levels import parent
from ziping.readers.numerals import NotANumber, is_blank, number_in


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("20.00", "20.00"),
        (" 4,153,300 ", "4153300"),
        ("9 771 000.00", "9771000.00"),
        ("99.49%", "99.49"),
        ("４７５３．６６万元", "4753.66"),
        ("2.38  万元", "2.38"),
        ("￥1,234.50", "1234.50"),
        ("1,188.\n00", "1188.00"),
        ("1188\n00", None),
        ("2.38 万元", "2.38"),
        ("5.8万", "5.8"),
        ("-3.5", "-3.5"),
        ("−3.5", "-3.5"),
        ("10分", "10"),
        ("007", "007"),
    ],
)
def test_numbers_as_printed(printed: str, number: str | None) -> None:
    assert number_in(printed) == (number or NotANumber(printed))


@pytest.mark.parametrize("blank", ["", " ", "-", "—", "——", "/", "－", "　", "万元", "%"])
def test_blanks_and_dashes_and_units_alone_are_null(blank: str) -> None:
    assert number_in(blank) is None


@pytest.mark.parametrize(
    "text", ["1O", "10 20", "1,23", "1,2345", "1.2.3", ".5", "5.", "1e5", "约10", "1" * 31, "二"]
)
def test_what_is_not_surely_a_number_is_none(text: str) -> None:
    assert number_in(text) == NotANumber(text)


@given(st.text())
def test_a_number_has_only_digits(text: str) -> None:
    number = number_in(text)
    if isinstance(number, str):
        assert number.isascii()
        assert set(number) <= set("0123456789.-")
    elif number is None:
        assert is_blank(text) or not any(character.isdecimal() for character in text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("服务 对象 满意 度指 标", "服务对象满意度指标"),
        ("宣传资料制作数 (册)", "宣传资料制作数 (册)"),
        ("数量(线上线 下)", "数量(线上线下)"),
        (" 2023 年 12 月 31 日 ", "2023 年 12 月 31 日"),
        ("SIPC 运作专项", "SIPC 运作专项"),
        ("<p>合格</p>", "合格"),
        ("A&amp;B&nbsp;<br/>", "A&B"),
        ("成本<5且>3", "成本<5且>3"),
        ("   ", None),
    ],
)
def test_texts_of_cells(raw: str, text: str | None) -> None:
    assert cell_text(raw) == text


def test_paragraphs_and_numbered_items_keep_their_lines() -> None:
    assert (
        cell_prose("1、甲。 2、乙 A 近 3、4 次 (2) 丙。 其他 ")
        == "1、甲。\n2、乙 A 近 3、4 次\n(2) 丙。\n其他"
    )
    assert cell_prose("<p>甲</p><p>乙</p>") == "甲\n乙"
    assert line_prose("办公厅关于 创新") == "办公厅关于 创新"
    assert joined_prose(["1、甲", "乙", "2、丙", "3、4 号线"]) == "1、甲乙\n2、丙3、4 号线"
    assert joined(["Invest", "Shanghai", "投资", "上海"]) == "Invest Shanghai投资上海"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br/>", '<td class="a">', "甲", "乙1"])))
def test_markup_is_taken_out_whole(pieces: list[str]) -> None:
    text = without_markup("".join(pieces))
    assert text.replace("\n", "") == "".join(piece for piece in pieces if not piece.startswith("<"))


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("一级 指标", Group.INDICATOR_COLUMN, "level1"),
        ("分数", Group.FUND_COLUMN, "points"),
        ("得分(20分*执行率)", Group.FUND_COLUMN, "score"),
        ("执行率（ B/A ）", Group.FUND_COLUMN, "execution_rate"),
        ("产出指标(50分)", Group.LEVEL1, "产出指标"),
        ("通过预期目标,基本完成", Group.GOAL_COLUMN, None),
        ("分" * 50, Group.FUND_COLUMN, None),
    ],
)
def test_labels_are_whole_cells(text: str, group: Group, name: str | None) -> None:
    assert named(text, group) == name


def test_columns_of_a_heading_without_borders() -> None:
    words = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "(%)", "得分"]
    amounts = ("initial_budget", "full_year_budget", "executed")
    assert columns_in(words, Group.FUND_COLUMN) == (*amounts, "points", "execution_rate", "score")
    assert columns_in(["年初预算数全年预算数", "全年执", "行数"], Group.FUND_COLUMN) == amounts


def test_fund_labels() -> None:
    assert fund_label("其中: 当年财政拨款：") == "当年财政拨款"
    assert fund_source("上年结转资金") is FundSource.CARRY_OVER
    assert fund_source("中央补助") is FundSource.UNCLASSIFIED
    assert money_unit_in("项目资金 （万 元）") is MoneyUnit.WAN
    assert money_unit_in("金额单位：元") is MoneyUnit.YUAN
    assert money_unit_in("元旦活动") is None


def test_persons_and_other_labels_that_are_no_data() -> None:
    assert all(map(is_foreign_label, ["项目负责人及电话", "联系人：张三", "填报日期", "单位主要负责人"]))
    assert not any(map(is_foreign_label, ["12345热线电话运行", "市电话局", "项目完成时间"]))


def test_the_first_level_of_a_second() -> None:
    assert parent("时效指标") == "产出指标"
    assert parent("读者满意度") is None


def test_readers_are_found_in_their_folders() -> None:
    assert "text" in {extractor.name for extractor in extractors()}
    assert {"tabbed", "flowing"} <= {layout.name for layout in all_layouts()}
