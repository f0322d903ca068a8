"""Reads the fund table from words: a row is a label and the numbers behind it, in the order of the heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ziping.model.form import FundSource, ProblemKind
from ziping.model.language import Text
from ziping.readers.cleaning import joined
from ziping.readers.draft import Draft
from ziping.readers.funds import AMOUNTS, put_fund, put_row_not_understood, put_what_labels_carry
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, columns_in, fund_label, fund_source, is_side_label, money_unit_in
from ziping.readers.numerals import is_blank, is_number
from ziping.readers.sections import Row, text_of


@dataclass
class Line:
    """A fund row in the making."""

    label: list[Cell] = field(default_factory=list)
    values: list[Cell] = field(default_factory=list)

    @property
    def whole_label(self) -> Cell:
        """Return the label in one piece."""
        return replace(self.label[0], text=joined(word.text for word in self.label))

    @property
    def is_known(self) -> bool:
        """Tell whether the label is complete."""
        return bool(self.label) and _is_fund(self.whole_label.text)


def put_funds(draft: Draft, rows: Sequence[Row]) -> None:
    """Set the fund rows, the money unit and the points that stand in a label."""
    words = [word for row in rows for word in row]
    first = next((n for n, row in enumerate(rows) if _opens_row(row)), len(rows))
    heading = [word.text for row in rows[:first] for word in row if not is_side_label(word.text)]
    columns = columns_in(heading, Group.FUND_COLUMN)
    if not columns:
        if rows:
            message = Text(
                "项目资金表没有表头，各栏未能读取",
                "the fund table has no heading, so its columns were not read",
            )
            draft.note(ProblemKind.NOT_UNDERSTOOD, "/funds", message, text_of(rows[0]))
        return
    pointers = [pointer for line in _lines(rows[first:]) if (pointer := _put_line(draft, line, columns))]
    put_what_labels_carry(draft, words, pointers)


def _is_fund(label: str) -> bool:
    return fund_source(fund_label(label)) is not FundSource.UNCLASSIFIED


def _opens_row(row: Row) -> bool:
    return any(_is_fund(word.text) or word.text.startswith("其中") for word in row[:2])


def _is_value(word: Cell) -> bool:
    return is_blank(word.text) or is_number(word.text)


def _lines(rows: Sequence[Row]) -> Iterator[Line]:
    line = Line()
    for row in rows:
        for word in row:
            is_first = word is row[0]
            if _is_value(word) or (line.is_known and not is_first and _shares_row(line, word)):
                line.values.append(word)
                continue
            if is_side_label(word.text) or money_unit_in(word.text):
                continue
            if line.values or line.is_known:
                yield line
                line = Line()
            line.label.append(word)
    yield line


def _shares_row(line: Line, word: Cell) -> bool:
    """Tell whether the word stands in the line of the label, where only values can follow."""
    return line.label[-1].row == word.row


def _put_line(draft: Draft, line: Line, columns: Sequence[str]) -> str | None:
    raw = " ".join(word.text for word in (*line.label, *line.values))
    if not line.label or not line.values:
        if line.values or (line.label and not line.is_known):
            put_row_not_understood(draft, raw)
        return None
    if len(line.values) > len(columns):
        pointer = put_fund(draft, line.whole_label, ())
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            pointer,
            Text(
                "本行的数多于表头的栏，未读取",
                "the row has more numbers than the heading has columns; not read",
            ),
            raw,
        )
        return pointer
    pointer = put_fund(draft, line.whole_label, list(zip(columns, line.values, strict=False)))
    if not _is_clear(line.values, columns):
        draft.note(
            ProblemKind.DOUBTFUL,
            pointer,
            Text(
                "本行有空格，文本中看不出各数属于哪一栏，按从左到右读取",
                "the row has blanks and the text does not tell the columns; read from left to right",
            ),
            raw,
        )
    return pointer


def _is_clear(values: Sequence[Cell], columns: Sequence[str]) -> bool:
    """Tell whether it is sure which column each value belongs to.

    It is where no cell is blank, where no value is a number, and where just the amounts, which come first, are.
    """
    numbers = [is_number(value.text) for value in values]
    amounts = sum(column in AMOUNTS for column in columns)
    only_amounts = sum(numbers) == amounts and all(numbers[:amounts])
    return len(values) == len(columns) or not any(numbers) or only_amounts
