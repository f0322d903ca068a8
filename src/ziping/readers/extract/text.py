"""Plain text and Markdown: decoded, split at line ends and, where it has cells, at tabs or pipes."""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.model.place import Place
from ziping.readers.grid import Cell, Grid, Source
from ziping.readers.kinds import kind_of

MOST_BYTES: Final = 20_000_000
"""A text beyond it is refused before it is decoded; the twelve sample forms take 25,000 bytes."""
MOST_CELLS: Final = 300_000
"""Cells and lines beyond it are refused before one of them is made, at some hundred bytes of memory each."""

MOST_PLAIN: Final = 256 << 10
"""Bytes of a text that is read where it is, without a process of its own."""

_MARKED: Final = re.compile(rb"<(?:[a-z]{3}|[!?])|\{\\rtf|%PDF-|mime-version", re.IGNORECASE)
"""Beginnings of what another reader would bid for, within the bytes that it looks at."""
_HEAD: Final = 4096

_PIPE: Final = re.compile(r"(?<!\\)\|")
_BREAK: Final = re.compile(r"<br\s?/?>", re.IGNORECASE)

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_MOST_CONTROLS: Final = 0.005
"""Text may carry a stray control character; a binary file is full of them."""
_BLANKS_FOR_CONTROLS: Final = dict.fromkeys((*_CONTROLS, 0x1A, 0x1B), " ")


class TextTooLargeError(ZipingError):
    """The text is beyond the limits."""


class UndecodableError(ZipingError):
    """The bytes are in no encoding that ziping reads."""


@dataclass(frozen=True)
class PlainText:
    """Text in UTF-8, GB18030 (and so GBK, GB2312) or UTF-16 with its mark."""

    most_bytes: int = MOST_BYTES
    most_cells: int = MOST_CELLS

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "text"

    def likes(self, source: Source) -> int:
        """Bid in the middle for everything that is not visibly something else, so that others may outbid it."""
        return 50 if _is_text(source.data[: self.most_bytes]) else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the one grid of the text: cells where it has tabs, else a line is a cell."""
        if len(source.data) > self.most_bytes:
            raise TextTooLargeError(
                Text(
                    "{name}：文本有 {size} 字节，超过上限 {limit} 字节；请分成几个文件再读",
                    "{name}: the text has {size} bytes, more than the limit of {limit}; split it into several files",
                ).fill(name=source.name, size=len(source.data), limit=self.most_bytes)
            )
        text = decoded(source)
        self._refuse_too_many_cells(source, text)
        yield grid_of(text)

    def _refuse_too_many_cells(self, source: Source, text: str) -> None:
        count = sum(map(text.count, "\t\n\r|"))
        if count > self.most_cells:
            raise TextTooLargeError(
                Text(
                    "{name}：文本有 {count} 个单元格或行，超过上限 {limit}；请分成几个文件再读",
                    "{name}: the text has {count} cells or lines, more than the limit of {limit}; "
                    "split it into several files",
                ).fill(name=source.name, count=count, limit=self.most_cells)
            )


def _is_text(data: bytes) -> bool:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    if kind_of(data) or b"\0" in data:
        return False
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls <= len(data) * _MOST_CONTROLS


def is_plain(source: Source) -> bool:
    """Tell at a glance whether this is a short text for which no reader of another type bids."""
    return (
        len(source.data) <= MOST_PLAIN
        and not _MARKED.search(source.data[:_HEAD].replace(b"\0", b""))
        and _is_text(source.data)
    )


def decoded(source: Source) -> str:
    """Return the text, or raise ``UndecodableError``; a character cut off at the very end becomes U+FFFD."""
    mark, encodings = next(
        ((mark, (encoding,)) for mark, encoding in _MARKS if source.data.startswith(mark)),
        (b"", ("utf-8", "gb18030")),
    )
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(source.data[len(mark) :])
        except UnicodeDecodeError:
            continue
        return text + "\ufffd" if decoder.getstate()[0] else text
    raise UndecodableError(
        Text(
            "{name}：不是 UTF-8、GB18030（GBK）或带标记的 UTF-16 文本；请用文本编辑器另存为 UTF-8 再读",
            "{name}: the text is neither UTF-8 nor GB18030 (GBK) nor UTF-16 with its mark; save it as UTF-8",
        ).fill(name=source.name)
    )


def grid_of(text: str) -> Grid:
    """Return the cells of the text; row n is line n + 1, and blank lines have no cells."""
    if any(chr(code) in text for code in _BLANKS_FOR_CONTROLS):
        text = text.translate(_BLANKS_FOR_CONTROLS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_piped = any(map(_is_rule, lines))
    filled = ((number, line) for number, line in enumerate(lines) if not line.isspace() and line)
    rows = (_row(number, _piped(line) if is_piped else line.split("\t")) for number, line in filled)
    return Grid(rows=tuple(row for row in rows if row), ruled="\t" in text or is_piped)


def _is_rule(line: str) -> bool:
    """Tell whether the line is what Markdown draws below the heading of a table: | --- | :-: |."""
    return "|" in line and "--" in line and not line.strip("|:- \t")


def _piped(line: str) -> list[str]:
    """Return the cells of a line of Markdown; a line outside tables is one cell, a rule has none."""
    if _is_rule(line):
        return []
    bare = line.strip().replace("**", "")
    if not bare.startswith("|"):
        return [bare.lstrip("#").lstrip()]
    cells = _PIPE.split(bare.removeprefix("|").removesuffix("|"))
    return [_BREAK.sub("\n", cell.strip().replace("\\|", "|")) for cell in cells]


def _row(number: int, cells: Sequence[str]) -> tuple[Cell, ...]:
    place = Place(line=number + 1)
    return tuple(Cell(text, place, number, column) for column, text in enumerate(cells))


EXTRACTOR: Final = PlainText()
