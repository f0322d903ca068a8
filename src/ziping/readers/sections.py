"""Splits a document into forms and each form into its parts, by titles and labels.

It works on rows of filled cells, whatever they come from: the cells of a table, or the words of a line.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, auto
from itertools import pairwise
from typing import Final

from ziping.model.form import Kind
from ziping.model.language import Text
from ziping.model.template import GRADES
from ziping.readers.grid import Cell, Grid
from ziping.readers.labels import LONGEST_LABEL, Group, is_signature, meanings, money_unit_in, named, opening
from ziping.readers.numerals import is_number

Row = tuple[Cell, ...]
"""The filled cells of one row."""

LONGEST_TITLE: Final = 60

_TITLE = re.compile(
    r"(?:附[件表]?[0-9一二三四五六七八九十]*[:-]?)?[^，。；：:,;?!？！]*(?:(?:自评|自我评价)(?:价|打分|评分|得分|情况|结果|公开|信息|报告)*|绩效评价)表"
    r"(?:\([^()]*\))*(?:公开[0-9]*表|报表编号.{0,20}|[-—_]{1,2}[^，。；,;?!？！]{1,30})?"
)
_OTHER_TITLE = re.compile(
    r"[^，。；：:,;?!？！]*(?:申报|目标|监控|批复|审核|评审|决算|汇总|统计|一览|明细|公示|调查|打分|评分|标准|情况|指标体系)表(?:\([^()]*\))*"
)
_YEAR_IN_TITLE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_YEAR_LINE = re.compile(r"\(?((?:19|20)[0-9]{2})年度?\)?(?:\(?(?:金额)?单位[:(]?(?:亿|万)?元\)?)?")
_OWN_SCORE = re.compile(
    r"(?:单位)?自评(?:得分|分数?):?[0-9]{1,3}(?:\.[0-9]+)?分?(?:[^0-9]{0,6}(?:等级|等次)[^0-9]{0,12})?"
)
_BLANK = re.compile(r"\s+")


class Part(IntEnum):
    """The parts of a form from top to bottom."""

    HEAD = auto()
    FUNDS = auto()
    GOAL = auto()
    INDICATORS = auto()
    TOTAL = auto()
    GRADE = auto()
    FOOT = auto()
    """Explanations and signatures below the form."""
    OTHER = auto()
    """A table amid the form that is no data of it."""


PART_LABELS: Final = {
    Part.HEAD: Text("标题和项目名称", "title or project name"),
    Part.FUNDS: Text("项目资金表头", "fund table"),
    Part.GOAL: Text("年度总体目标", "annual goal"),
    Part.INDICATORS: Text("绩效指标表头", "indicator table"),
}


@dataclass
class Section:
    """The rows of one form, by part; the rows that hold the labels are the first of their part."""

    title: Row | None = None
    year: Row | None = None
    parts: dict[Part, list[Row]] = field(default_factory=dict)
    has_project: bool = False
    is_told: bool = False
    """A heading asks for what was spent or achieved, so that this is no plan."""

    def rows(self, part: Part) -> list[Row]:
        """Return the rows of the part, none where the form has no such part."""
        return self.parts.get(part, [])

    @property
    def is_form(self) -> bool:
        """Tell whether this is a form, if only a piece of one: a title alone may be a line of a report."""
        is_titled = self.title is not None and is_title(self.title)
        if (
            self.title
            and not is_titled
            and not (self.is_told and self.has_project and Part.INDICATORS in self.parts)
        ):
            return False
        if not is_titled and not self.is_told and _TABLES & self.parts.keys():
            return False
        evidence = (self.title, self.year, self.has_project, *(part > Part.HEAD for part in self.parts))
        return sum(map(bool, evidence)) > 1


def text_of(row: Row) -> str:
    """Return the texts of the row's cells, separated by blanks."""
    return " ".join(cell.text.strip() for cell in row)


def _bare(row: Row) -> str:
    """Return the text of a short row in half width without blanks, or nothing for a long row."""
    if sum(len(cell.text) for cell in row) > LONGEST_TITLE:
        return ""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text_of(row)))


def is_title(row: Row) -> bool:
    """Tell whether the row is the title of a form: nothing but one phrase that ends in 自评表."""
    return any("表" in cell.text for cell in row) and bool(_TITLE.fullmatch(_bare(row)))


def is_other_title(row: Row) -> bool:
    """Tell whether the row is the title of another table, such as the plan of which a form tells the results."""
    return len(row) == 1 and row[0].text.strip()[-1:] in "表)）" and bool(_OTHER_TITLE.fullmatch(_bare(row)))


def year_of_title(row: Row) -> int | None:
    """Return the year in a title such as 2022年度项目支出绩效自评表."""
    found = _YEAR_IN_TITLE.search(_bare(row))
    return int(found[1]) if found else None


def year_of_line(row: Row) -> int | None:
    """Return the year of a line such as (2023 年度), which stands between the title and the table."""
    found = any("年" in cell.text for cell in row) and _YEAR_LINE.fullmatch(_bare(row))
    return int(found[1]) if found else None


def kind_of_title(row: Row | None) -> Kind:
    """Return what the form of that title evaluates."""
    title = _bare(row) if row else ""
    if "部门整体" in title:
        return Kind.DEPARTMENT
    return Kind.TRANSFER if "转移支付" in title or "区域绩效目标" in title else Kind.PROJECT


def landmark(row: Row) -> Part | None:
    """Return the part that the row opens, or None for a row within a part."""
    labels = [found for cell in row if (found := meanings(cell.text))]
    first = opening(row[0].text)
    if not labels and not first:
        return None
    if Group.OTHER_TABLE in first:
        return Part.OTHER
    opened = next((part for group, part in _OPENERS.items() if group in first), None)
    if opened is Part.FOOT and is_conclusion(row):
        return Part.GRADE
    is_goal = Group.GOAL in first or (Group.GOAL_COLUMN in first and len(row) <= _PAIR)
    if _OWN_SCORE.fullmatch(_bare(row)):
        return Part.TOTAL
    return _table(row, labels) or (
        Part.GOAL if is_goal else opened or (Part.GRADE if grade_in(row) else None)
    )


def grade_in(row: Row) -> Cell | None:
    """Return the cell that stands right of the label of the grade, where it holds one of the grades."""
    pairs = ((label, cell) for label, cell in pairwise(row) if named(label.text, Group.GRADE))
    return next((cell for _, cell in pairs if _GRADE.match(cell.text.strip())), None)


def is_conclusion(row: Row) -> bool:
    """Tell whether the row concludes with grades to tick: 自评结论 | 优秀☑ 良好□."""
    return (
        len(row) == _PAIR
        and sum(grade in row[1].text for grade in GRADES) > 1
        and bool(_BOX.search(row[1].text))
    )


def _table(row: Row, labels: Sequence[Mapping[Group, str]]) -> Part | None:
    """Return the table of which the row is the heading, or in the funds also a row."""
    columns = [found[Group.INDICATOR_COLUMN] for found in labels if Group.INDICATOR_COLUMN in found]
    if {"level1", "level2"} & {*columns}:
        return Part.INDICATORS
    if _is_fund_row(row, labels):
        return Part.FUNDS
    if len(columns) >= _LEAST_COLUMNS and "target" in columns:
        return Part.INDICATORS
    goals = {found.get(Group.GOAL_COLUMN) for found in labels}
    return Part.GOAL if {"expected", "actual"} <= goals else None


_GRADE: Final = re.compile(rf"[□☐☑√■✓✔☒\s]*[{''.join(GRADES)}]")
_BOX: Final = re.compile("[□☐☑√■✓✔☒]")
_PAIR: Final = 2
_LEAST_COLUMNS: Final = 3
"""A heading has three columns at least; two labels of columns in one row may be chance."""

_OPENERS: Final = {
    Group.HEAD: Part.HEAD,
    Group.FUNDS: Part.FUNDS,
    Group.INDICATORS: Part.INDICATORS,
    Group.LEVEL1: Part.INDICATORS,
    Group.LEVEL2: Part.INDICATORS,
    Group.TOTAL: Part.TOTAL,
    Group.GRADE: Part.GRADE,
    Group.FOOT: Part.FOOT,
}
_TABLES: Final = frozenset({Part.FUNDS, Part.GOAL, Part.INDICATORS})
_RESULTS: Final = {
    Group.FUND_COLUMN: "executed",
    Group.GOAL_COLUMN: "actual",
    Group.INDICATOR_COLUMN: "actual",
}


def _is_fund_row(row: Row, labels: Sequence[Mapping[Group, str]]) -> bool:
    """Tell whether the row is the heading or a row of the fund table; 合计 alone may be the total of the form."""
    columns = {found[Group.FUND_COLUMN] for found in labels if Group.FUND_COLUMN in found}
    if len(columns) >= _LEAST_COLUMNS or (columns & {"executed"} and len(pairs_of_funds(row)) > 1):
        return True
    funds = [cell for cell in row[:2] if Group.FUND_ROW in meanings(cell.text)]
    return any(word in cell.text for cell in funds for word in _FUNDS) and Group.TOTAL not in meanings(
        row[0].text
    )


def pairs_of_funds(row: Row) -> list[tuple[str, Cell]]:
    """Return field and number where labels of fund columns have their number beside them: 全年执行数 | 90."""
    return [
        (field, value)
        for label, value in pairwise(row)
        if (field := named(label.text, Group.FUND_COLUMN)) and is_number(value.text)
    ]


_FUNDS: Final = ("资金", "拨款", "结转", "结余")


PROMISES: Final = ("自评", "评价表", "绩效", "指标", "项目", "资金")


def promises_form(grid: Grid) -> bool:
    """Tell at a glance whether the grid may hold a form; without one of these words it has no label of one."""
    return any(word in cell.text for row in grid.rows for cell in row for word in PROMISES)


def sections(rows: Iterable[Row]) -> Iterator[Section]:
    """Yield the forms, from title to title; where titles are missing, what belongs above begins a new one."""
    section, part = Section(), Part.HEAD
    above: Row | None = None
    for row in rows:
        if is_title(row) or is_other_title(row):
            yield section
            year = above if above and year_of_line(above) is not None else None
            section, part = Section(title=row, year=year), Part.HEAD
            continue
        opened = landmark(row)
        if _begins_anew(part, opened, row):
            yield section
            section, part = Section(), Part.HEAD
        part = _next(part, opened)
        _add(section, part, row)
        above = row
    yield section


def _begins_anew(part: Part, opened: Part | None, row: Row) -> bool:
    if opened is Part.HEAD:
        return part > Part.HEAD and _names_project(row)
    return opened in _TABLES and Part.TOTAL <= part <= Part.FOOT


def _names_project(row: Row) -> bool:
    return any(opening(cell.text).get(Group.HEAD) == "project" for cell in row)


def _next(part: Part, opened: Part | None) -> Part:
    """Return the part of the row: what looks like an earlier part inside the indicators is an indicator."""
    if opened is None or (opened is Part.HEAD and part is not Part.OTHER):
        return part
    if part is Part.OTHER:
        return opened if opened < Part.TOTAL else part
    if part is Part.FOOT:
        return opened if opened in {Part.TOTAL, Part.GRADE} else part
    if part >= Part.INDICATORS:
        return Part.FOOT if opened is Part.OTHER else max(part, opened)
    if opened >= Part.FOOT:
        return Part.OTHER
    return part if opened >= Part.TOTAL and part in {Part.HEAD, Part.FUNDS} else opened


def _add(section: Section, part: Part, row: Row) -> None:
    if part is Part.HEAD and section.year is None and year_of_line(row) is not None:
        section.year = row
        if not any(money_unit_in(cell.text) for cell in row):
            return
    if part is Part.HEAD and section.title and section.year is None:
        section.year = next(((cell,) for cell in row if "年度" in cell.text and year_of_line((cell,))), None)
    if part is not Part.HEAD and is_signature(row[0].text):
        return
    section.parts.setdefault(part, []).append(row)
    section.has_project = section.has_project or (part is Part.HEAD and _names_project(row))
    section.is_told = section.is_told or (part in _TABLES and _tells(row))


def _tells(row: Row) -> bool:
    return any(meanings(cell.text).get(group) == name for cell in row for group, name in _RESULTS.items())


def forms_among(rows: Iterable[Row]) -> list[Section]:
    """Return the sections that are forms; a bare title counts where the document broke off after it."""
    found = list(sections(rows))
    forms = [section for section in found if section.is_form]
    last = found[-1]
    return [*forms, last] if forms and last.title and last is not forms[-1] and not last.parts else forms


def filled(row: Row) -> Row:
    """Return the cells of the row that hold more than blanks."""
    return tuple(cell for cell in row if cell.text and not cell.text.isspace())


def what_is_there(grid: Grid) -> set[Part]:
    """Return the parts of which the grid shows a label, to say what a document without a form lacks."""
    rows = [short for row in grid.rows if (short := _labels_only(row))]
    titled = {Part.HEAD for row in rows if is_title(row)}
    return titled | {part for row in rows if (part := landmark(row))}


def _labels_only(row: Row) -> Row:
    return tuple(cell for cell in filled(row) if len(cell.text) <= LONGEST_LABEL)
