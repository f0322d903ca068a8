"""Leaves persons out of what is read: their names, telephones and identity numbers are no business of an evaluation.

What stands beside or behind a label such as 项目负责人 or 联系电话 is taken out of the grid before any layout sees it;
mobile and identity numbers are hidden in every text. A note says what was left out and never what it was.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from ziping.model.language import Text
from ziping.readers.grid import Cell, Grid
from ziping.readers.labels import is_foreign_label, is_person_label, meanings
from ziping.readers.numerals import is_blank, is_number
from ziping.readers.sections import Row

HIDDEN: Final = "＊＊＊"

_LONGEST_VALUE: Final = 40
"""A person with telephone numbers takes less; what is longer is a text."""
_SUSPECT: Final = re.compile(r"[人话证签]|手\s*机|方\s*式|[0-9]{7}|[0-9][ -][0-9]")
"""Every label of a person and every number of one has one of these; most rows have none."""
_NAME: Final = r"[\u4e00-\u9fff] {1,3}[\u4e00-\u9fff]{1,2}(?![\u4e00-\u9fff])|[\u4e00-\u9fff·]{2,6}|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_TELEPHONE: Final = r"1[3-9][0-9](?:[- ]?[0-9]{4}){2}|(?:\(?0[0-9]{2,3}\)?[- ]?)?[0-9]{7,8}(?![0-9])"
_WORD: Final = re.compile(rf"[\u4e00-\u9fff·]{{2,4}}|{_TELEPHONE}")
_MEASURED: Final = re.compile(r"[≥≤＞＜><=＝%％]")
_LEAST_DIGITS: Final = 7
_LABELLED: Final = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{0,6}(?:负责人|联系人|经办人|填报人|填表人|制表人|审核人|复核人|签字)"
    r"(?:[及和、/]?(?:联系)?(?:电话|方式))?(?:\([^()]{0,8}\)|（[^（）]{0,8}）)?|(?:联系|办公|移动|固定)?电话|手机号?码?|联系方式)"
    rf"(?P<colon>[ \u3000]*[:：][ \u3000]*)(?P<value>(?:{_TELEPHONE}|{_NAME})(?:[ \u3000,，、/]*(?:{_TELEPHONE}))?)"
)
_MOBILE: Final = re.compile(
    r"(?<![0-9.,])1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9]|[.,][0-9]|\s*[元万亿人次个件册户亩米套份条篇家场只头台吨])"
)
_LANDLINE: Final = re.compile(r"(?<![0-9.,-])0[0-9]{2,3}-[0-9]{7,8}(?![0-9]|[.,][0-9])")
_IDENTITY: Final = re.compile(
    r"(?<![0-9])[1-8][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx](?![0-9])"
)
_FACTORS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"


def without_persons(grid: Grid) -> Grid:
    """Return the grid without persons, with a note in every row from which something was taken."""
    return replace(grid, rows=tuple(map(_without, grid.rows)))


@dataclass
class _Row:
    """A row on its way to a row without persons."""

    has_numbers: bool
    """It is a row of the tables, whose names and labels may speak of persons too."""
    label: str = ""
    """Whose value is due in the next cell."""
    left_out: dict[str, None] = field(default_factory=dict)

    def take(self, cell: Cell) -> Cell:
        """Return the cell as it may be read."""
        if self.label and not is_blank(cell.text):
            label, self.label = self.label, ""
            if _may_be_person(cell.text):
                self.left_out[label] = None
                return replace(cell, text="", is_left_out=True)
        if is_person_label(cell.text) and not self.has_numbers:
            self.label = cell.text.strip()
            return cell
        text = "".join(self._words(cell.text)) if not cell.table else self._hidden(cell.text)
        return replace(cell, text=text, is_left_out=True) if text != cell.text else cell

    def _words(self, line: str) -> Iterator[str]:
        """Yield the words of a line without cells; one that follows a label at its beginning is its value."""
        label = ""
        for number, word in enumerate(re.split(r"(\s+)", self._hidden(line))):
            if label and _WORD.fullmatch(word) and not _is_label(word):
                self.left_out[label] = None
                yield HIDDEN
            else:
                yield word
            if word.strip():
                is_label = is_person_label(word) and (number == 0 or bool(self.left_out))
                label = word if is_label else label if label and not _is_label(word) else ""

    def _hidden(self, text: str) -> str:
        """Return the text with persons and their numbers hidden."""
        if not _SUSPECT.search(text):
            return text
        text = _LABELLED.sub(self._of_label, text)
        if is_number(text):
            return text
        for pattern, name in ((_IDENTITY, "身份证号码"), (_MOBILE, "手机号码"), (_LANDLINE, "电话号码")):
            text = pattern.sub(lambda found, name=name: self._number(found[0], name), text)  # type: ignore[misc]
        return text

    def _of_label(self, found: re.Match[str]) -> str:
        self.left_out[found["label"]] = None
        return f"{found['label']}{found['colon']}{HIDDEN}"

    def _number(self, number: str, name: str) -> str:
        if name == "身份证号码" and not _is_identity(number):
            return number
        self.left_out[name] = None
        return HIDDEN


def _without(row: Row) -> Row:
    if not any(_SUSPECT.search(cell.text) for cell in row):
        return row
    held = _Row(sum(len(cell.text) < _LEAST_DIGITS and is_number(cell.text) for cell in row) > 1)
    cells = [held.take(cell) for cell in row]
    if not held.left_out:
        return tuple(cells)
    first = next(number for number, cell in enumerate(cells) if cell.is_left_out)
    cells[first] = replace(cells[first], note=_note(held.left_out))
    return tuple(cells)


def _note(left_out: dict[str, None]) -> Text:
    named = "、".join(left_out)
    return Text(
        f"{named}属个人信息，未保留；需要时加 --keep-persons 重新读取",
        f"{named}: personal data, left out; read again with --keep-persons if they are needed",
    )


def _may_be_person(text: str) -> bool:
    """Tell whether the text may be a name or a telephone number: short, no label, and no measured value."""
    digits = sum(map(str.isdigit, text))
    is_value = bool(_MEASURED.search(text)) or 0 < digits < _LEAST_DIGITS
    return len(text) <= _LONGEST_VALUE and not is_value and not _is_label(text)


def _is_label(text: str) -> bool:
    return is_person_label(text) or is_foreign_label(text) or bool(meanings(text))


def _is_identity(number: str) -> bool:
    """Tell whether the last character is the check of the others (GB 11643)."""
    total = sum(int(digit) * factor for digit, factor in zip(number[:17], _FACTORS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()
