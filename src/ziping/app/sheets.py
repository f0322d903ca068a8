"""Tables that people fill in and bring back: a template with headings, and its rows by the names of these."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ziping.model.errors import ZipingError
from ziping.model.language import Language, Text
from ziping.readers.grid import Source
from ziping.readers.sandbox.rows import rows_of
from ziping.writers.report.workbook import Book, Column


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a template: its name in code, its label, and whether a row can do without."""

    name: str
    label: Text
    width: int = 18
    required: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A row as somebody filled it in; ``number`` is the one that the spreadsheet shows."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return the text under a heading; an empty one where the table has no such column."""
        return self.values.get(name, "")


class MissingColumnsError(ZipingError):
    """A table lacks headings that its rows cannot do without."""

    def __init__(self, missing: Sequence[Heading]) -> None:
        """Name them."""
        zh, en = "、".join(it.label.zh for it in missing), ", ".join(it.label.en for it in missing)
        super().__init__(
            Text(f"表中缺少列：{zh}；请用模板填写", f"columns are missing: {en}; use the template")
        )


class MissingValueError(ZipingError):
    """A row lacks a value that it cannot do without."""

    def __init__(self, heading: Heading) -> None:
        """Name it."""
        super().__init__(Text(f"缺少{heading.label.zh}", f"{heading.label.en} is missing"))


def read_lines(source: Source, headings: Sequence[Heading]) -> list[Line]:
    """Return the filled rows below the first row that has all required headings."""
    rows = rows_of(source)
    needed = {_plain(it.label.zh) for it in headings if it.required}
    for number, row in enumerate(rows[:20]):
        labels = {_plain(text): index for index, text in enumerate(row) if text}
        if needed <= labels.keys():
            columns = {it.name: labels.get(_plain(it.label.zh), -1) for it in headings}
            below = enumerate(rows[number + 1 :], number + 2)
            return [_line(at, texts, columns) for at, texts in below if any(texts)]
    found = {_plain(text) for row in rows[:20] for text in row}
    raise MissingColumnsError(
        [it for it in headings if it.required and _plain(it.label.zh) not in found] or headings
    )


def _line(number: int, texts: Sequence[str], columns: Mapping[str, int]) -> Line:
    held = {name: texts[at].strip() for name, at in columns.items() if 0 <= at < len(texts)}
    return Line(number, held)


def check_required(line: Line, headings: Iterable[Heading]) -> None:
    """Raise ``MissingValueError`` for the first required value that is blank."""
    for it in headings:
        if it.required and not line[it.name]:
            raise MissingValueError(it)


def template(name: Text, headings: Sequence[Heading], examples: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with the headings and example rows; headings are Chinese, as they are read."""
    book = Book(Language.ZH)
    book.table(name, [Column(it.label, it.width) for it in headings], examples)
    return book.bytes()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("*", "").strip()
