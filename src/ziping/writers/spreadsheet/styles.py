"""How cells of the workbook look, and how text and numbers get into them unharmed."""

from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import Any, Final, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.writers.sheet import MADE

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FONT: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True}
_MOST_UNITS: Final = 32_767
_MOST_DIGITS: Final = 15
INPUT: Final = "#FFFDF2"
FORMULA: Final = "#EDEDED"


class TooLongCellError(ZipingError):
    """A text is longer than a cell of a workbook can be."""

    def __init__(self, text: str) -> None:
        """Quote how the text begins."""
        begins = f"{text[:20]}…"
        super().__init__(
            Text(
                f"“{begins}”有 {len(text)} 字，超过 Excel 单元格的上限 {_MOST_UNITS} 字；请写成 docx 或 pdf",
                f"“{begins}” has {len(text)} characters, more than the {_MOST_UNITS} of a cell; write docx or pdf",
            )
        )


class _Page(Worksheet):
    """A worksheet that takes formulas as they are: ours have none of the new functions that need another name."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002 — the signature of Worksheet
        """Return the formula without its sign; looking for sixty new functions takes longer than writing it."""
        del expand_future_functions
        return formula.removeprefix("=")


class Styled:
    """A workbook under way with its cell formats, each made once."""

    def __init__(self) -> None:
        self._held = BytesIO()
        self.book = Workbook(self._held, _OPTIONS)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def add_page(self, name: str) -> Worksheet:
        """Add a worksheet."""
        return self.book.add_worksheet(name, _Page)

    def format(self, **properties: Any) -> Format:  # noqa: ANN401 — properties of a format are texts, numbers or flags
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**_FONT, **properties})
        return self._formats[key]

    @cached_property
    def label(self) -> Format:
        """The format of a label: framed, centred, locked."""
        return self.format(border=1, align="center")

    def describe(self, title: str, keywords: str) -> None:
        """Set title and keywords of the file, and the day that all files of ziping bear."""
        self.book.set_properties({"title": title, "keywords": keywords, "author": "ziping", "created": MADE})

    def bytes(self) -> bytes:
        """Close the workbook and return it."""
        self.book.close()
        return self._held.getvalue()


def number_format(number: Decimal | None, suffix: str) -> str:
    """Return the format that prints a number with its decimals and the sign behind it: 20.00 and 99.49%."""
    exponent = number.as_tuple().exponent if number is not None else -2
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    digits = "0." + "0" * decimals if decimals else "0"
    return f'{digits}"{suffix}"' if suffix else digits


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text that stays a text, whatever it begins with; raise ``TooLongCellError`` where it does not fit."""
    if len(text.encode("utf-16-le")) > 2 * _MOST_UNITS:
        raise TooLongCellError(text)
    sheet.write_string(row, column, _no_markup(text), style)


def put_number(sheet: Worksheet, row: int, column: int, number: Decimal, text: str, style: Format) -> None:
    """Write a number digit by digit; one with more digits than a workbook keeps is written as text."""
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_number(row, column, cast("Any", number), style)


def _no_markup(text: str) -> str:
    """Take care of texts that xlsxwriter would pass on unescaped, taking them for rich strings of its own."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
