"""Reads what stands above the tables: title, year, and the heading fields with their values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ziping.model.form import Kind, MoneyUnit, ProblemKind
from ziping.model.language import Text
from ziping.model.template import plain
from ziping.readers.cleaning import cell_text, text_of_cells
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.labels import LONGEST_LABEL, Group, money_unit_in, named
from ziping.readers.sections import Section, kind_of_title, text_of, year_of_line, year_of_title

_COLON: Final = re.compile(r"[:：]")
_NEXT_LABEL: Final = re.compile(r"[\s\u3000]{2,}(?=[^\s:：]{2,8}[:：])")
"""Between 单位名称：示例单位　　填报日期：3月10日, which share a line."""
_SCORE: Final = re.compile(r"\s*(\D{2,10}?)\s*([0-9]+(?:\.[0-9]+)?)\s*分?\s*")
_YEAR: Final = re.compile(r"\s*((?:19|20)[0-9]{2})\s*年?度?\s*")
_UNITS: Final = frozenset(unit.value for unit in MoneyUnit)
_OWN_SCORE: Final = frozenset({"自评得分", "自评分", "单位自评得分", "自评分数"})
_NUMBERS: Final = frozenset({"/total/score"})


@dataclass
class Field:
    """A heading field with the cells or words of its value."""

    pointer: str
    cells: list[Cell] = field(default_factory=list)


def field_of(text: str) -> str | None:
    """Return the pointer of the heading field of which the whole text is the label."""
    if name := named(text, Group.HEAD):
        return f"/{name}"
    if named(text, Group.TOTAL) or plain(text[:LONGEST_LABEL]) in _OWN_SCORE:
        return "/total/score"
    return "/grade" if named(text, Group.GRADE) else None


def label_and_value(cell: Cell) -> Iterator[Cell]:
    """Yield the cell, or label and value of a cell that holds both: 项目名称：外宣经费."""
    for text in _NEXT_LABEL.split(cell.text):
        label, value = _split(text)
        known = value.strip() and field_of(label)
        for part in (label, value) if known else (text,):
            yield Cell(part, cell.place, cell.row, cell.column)


def _split(text: str) -> tuple[str, str]:
    if found := _COLON.search(text, 0, LONGEST_LABEL):
        return text[: found.start()], text[found.end() :]
    if len(text) <= LONGEST_LABEL and (score := _SCORE.fullmatch(text)):
        return score[1], score[2]
    return text, ""


def put_title(draft: Draft, section: Section) -> None:
    """Set title, kind and year; where title and year line disagree, the line holds and the doubt is reported."""
    kind = kind_of_title(section.title)
    draft.put_kind(kind)
    of_title = year_of_title(section.title) if section.title else None
    if section.title:
        draft.put("/title", cell_text(text_of(section.title)), section.title[0].place)
    if section.year:
        draft.put("/year", year := year_of_line(section.year), section.year[0].place)
        if of_title not in {None, year}:
            message = Text(
                f"标题中的年度是 {of_title}，与年度行的 {year} 不一致",
                f"the title says {of_title}, the line of the year {year}",
            )
            draft.note(ProblemKind.DOUBTFUL, "/year", message, text_of(section.year))
    elif section.title:
        draft.put("/year", of_title, section.title[0].place)


def put_fields(draft: Draft, fields: Iterable[Field], kind: Kind) -> None:
    """Set the heading fields; the first one with a value holds, and of a department the unit is the project."""
    for found in fields:
        _put_field(draft, found)
    if kind is Kind.DEPARTMENT and draft.value("/project") is None:
        has_unit = draft.value("/implementing_unit") is not None
        draft.move("/implementing_unit" if has_unit else "/competent_department", "/project")


def _put_field(draft: Draft, found: Field) -> None:
    if not found.cells or draft.value(found.pointer) is not None:
        return
    text, place = text_of_cells(found.cells), found.cells[0].place
    if found.pointer in _NUMBERS:
        draft.put_number(found.pointer, text, place)
    elif found.pointer == "/year":
        year = _YEAR.fullmatch(text)
        draft.put("/year", int(year[1]) if year else None, place)
    else:
        draft.put_text(found.pointer, text, place)


def put_money_unit(draft: Draft, cells: Iterable[Cell]) -> None:
    """Set the unit of the amounts from the first label that carries one, or that has one beside it."""
    label = ""
    for cell in cells:
        is_unit = cell.text.strip() in _UNITS
        if unit := money_unit_in(f"{label}{cell.text}" if is_unit else cell.text):
            draft.put("/money_unit", unit, cell.place)
            return
        label = cell.text
