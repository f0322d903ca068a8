"""The rows of an uploaded table, read in a process of its own that is bound to its limits and ends with the file."""

import json
import subprocess
import sys
from itertools import islice
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.xlsx import EXTRACTOR
from ziping.readers.grid import Grid, Source
from ziping.readers.sandbox.limits import PLAIN, begin_document, bind

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60

Rows = list[list[str]]


class UnreadableTableError(ZipingError):
    """The file is not a table that can be read."""


def rows_of(source: Source) -> Rows:
    """Return the texts of the first sheet, blank rows too, or raise ``UnreadableTableError``."""
    try:
        ran = subprocess.run(  # noqa: S603 — this Python and this module
            [sys.executable, "-P", "-m", __name__],
            input=source.data,
            capture_output=True,
            timeout=PLAIN.wall_seconds,
            check=False,
        )
        answer = json.loads(ran.stdout) if ran.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if "rows" in answer:
        return [[str(text) for text in row] for row in answer["rows"]]
    unreadable = Text(
        "不是可以读取的 XLSX 工作簿，请用模板填写后再传",
        "no XLSX workbook that can be read; use the template",
    )
    said = Text(answer["zh"], answer["en"]) if answer else unreadable
    raise UnreadableTableError(Text(f"{source.name}：{said.zh}", f"{source.name}: {said.en}"))


def _texts(grid: Grid) -> Rows:
    held: dict[int, list[str]] = {}
    for row in islice(grid.rows, MOST_ROWS):
        for cell in row:
            if cell.column < MOST_COLUMNS:
                texts = held.setdefault(cell.row, [])
                texts += [""] * (cell.column + 1 - len(texts))
                texts[cell.column] = cell.text.strip()
    return [held.get(number, []) for number in range(max(held, default=-1) + 1)][:MOST_ROWS]


def main() -> None:
    """Read the workbook on the standard input and write its rows as JSON."""
    bind(PLAIN)
    begin_document(PLAIN)
    source = Source("", sys.stdin.buffer.read())
    try:
        if not EXTRACTOR.likes(source):
            return
        answer: dict[str, object] = {"rows": _texts(next(iter(EXTRACTOR.grids(source))))}
    except ZipingError as error:
        answer = {"zh": error.text.zh.lstrip("：: "), "en": error.text.en.lstrip(": ")}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
