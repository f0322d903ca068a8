"""The rows of a form as CSV that a spreadsheet opens as it is meant: UTF-8 with its mark, texts that stay texts.

A spreadsheet takes a text that begins with one of ``= + - @`` for a formula. Such a text gets an apostrophe in front of
it, and so does one that begins with an apostrophe: whoever reads the file takes one apostrophe away. Numbers are left as
they are.
"""

import csv
from io import StringIO
from typing import Final

from ziping.writers.rows import COLUMNS, rows_of
from ziping.writers.sheet import Sheet

_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_NUMBERS: Final = frozenset(
    {"year", "number", "initial_budget", "full_year_budget", "executed", "execution_rate", "points", "score"}
)


class Csv:
    """Comma-separated rows."""

    name = "csv"

    def write(self, sheet: Sheet) -> bytes:
        """Return heading and rows, lines ending as RFC 4180 says."""
        held = StringIO(newline="")
        writer = csv.writer(held)
        writer.writerow(COLUMNS.values())
        writer.writerows(
            [value if name in _NUMBERS else safe(value) for name, value in row.items()]
            for row in rows_of(sheet.form)
        )
        return b"\xef\xbb\xbf" + held.getvalue().encode()


WRITER: Final = Csv()


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_BEGINS_FORMULA) else text
