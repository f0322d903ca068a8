"""Blanks between printed characters: printed, mere distance, or lost at a line end."""

import pytest

from ziping.readers.extract.glyphs import lines_of, text_in
from ziping.readers.extract.page import Glyph
from ziping.readers.extract.spacing import Spacing

EM = 100


def line(text: str, distance: int, top: int = 0) -> list[Glyph]:
    """Print a text; ``|`` is a distance and no character."""
    glyphs: list[Glyph] = []
    x = 0
    for character in text:
        if character == "|":
            x += distance
            continue
        width = EM // 2 if character.isascii() else EM
        glyphs.append(Glyph(x, top, x + width, top + EM, character))
        x += width
    return glyphs


def read(*lines: list[Glyph], width: int = 100_000) -> str:
    glyphs = [glyph for held in lines for glyph in held]
    spacing = Spacing()
    for held in lines_of(glyphs):
        spacing.look_at(held.glyphs)
    return text_in(lines_of(glyphs), (0, 0, width, 1000), spacing)


CLOSE = line("共9场", 0, top=500)


@pytest.mark.parametrize(("distance", "text"), [(25, "活动 57 场"), (20, "活动57场"), (0, "活动57场")])
def test_a_quarter_is_a_blank_where_others_are_closer(distance: int, text: str) -> None:
    assert read(line("活动|57|场", distance), CLOSE).split("\n")[0] == text


def test_without_closer_ones_a_quarter_is_how_word_sets_them() -> None:
    assert read(line("活动|57|场", 25)) == "活动57场"


@pytest.mark.parametrize(("distance", "text"), [(25, "模式 培育展览业"), (10, "模式培育展览业")])
def test_a_gap_between_characters_that_touch_is_a_blank(distance: int, text: str) -> None:
    assert read(line("模式|培育展览业", distance)) == text


def test_characters_set_wide_apart_are_one_word() -> None:
    assert read(line("项|目|名|称", 60)) == "项目名称"


ROOM = 11 * EM


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("完成参展工作及其活动", "展”新模式", "完成参展工作及其活动展”新模式"),
        ("≥1000.00家外资企业", "(条)", "≥1000.00家外资企业(条)"),
        ("9月23日至今年的那天的", "25日", "9月23日至今年的那天的25日"),
        ("管理, 评价, 督促项目,", "建立", "管理, 评价, 督促项目, 建立"),
        ("管理,评价,督促项目的,", "建立", "管理,评价,督促项目的,建立"),
        ("会议 9 场, 共有人员 14", "个入围", "会议 9 场, 共有人员 14 个入围"),
        ("see the long investment", "promotion", "see the long investment promotion"),
        ("internationalpromotion", "agency", "internationalpromotionagency"),
        ("短行", "另起一段", "短行\n另起一段"),
    ],
)
def test_where_a_line_goes_on_in_the_next_one(above: str, below: str, text: str) -> None:
    assert read(line(above, 0), line(below, 0, top=150), width=ROOM + 108) == text


def test_a_cell_without_a_comma_of_its_own_follows_the_document() -> None:
    other = line("一, 二, 三", 0, top=300)
    spacing = Spacing()
    spacing.look_at(other)
    cell = lines_of([*line("严格按照要求实施管理,", 0), *line("督促", 0, top=150)])
    assert text_in(cell, (0, 0, ROOM, 1000), spacing) == "严格按照要求实施管理, 督促"
    assert text_in(cell, (0, 0, ROOM, 1000), Spacing()) == "严格按照要求实施管理,督促"
