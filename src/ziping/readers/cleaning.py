"""Takes from a printed text what only typesetting put there, and nothing else."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby, pairwise
from typing import Final

from ziping.readers.grid import Cell

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,200})?/?>|&(?:nbsp|lt|gt|amp|quot);")
_BREAKING_TAG = re.compile(r"(?i)</(?:p|div|li|tr|h[1-6])>|<br\s{0,3}/?>")
_CHARACTERS: Final = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff"
_BLANKS = re.compile(r"\s+")
_BLANK_IN_WORD = re.compile(f"(?<=[{_WIDE}]) (?=[{_WIDE}])")
_BLANKS_BUT_LINES = re.compile(r"[^\S\n]+")
_NUMBERED = (
    r"[0-9]{1,2}[、.．](?![0-9])|[(（][0-9]{1,2}[)）]|[一二三四五六七八九十]{1,3}、|目标[0-9]{1,2}[:：]"
)
_ITEM = re.compile(_NUMBERED)
_BEFORE_ITEM = re.compile(rf" (?={_NUMBERED})|(?<=。) ")
_AROUND_LINE = re.compile(r" ?\n[ \n]*")


def has_markup(text: str) -> bool:
    """Tell whether the text holds HTML tags or entities."""
    return ("<" in text or "&" in text) and bool(_TAG.search(text))


def without_markup(text: str) -> str:
    """Return the text without HTML tags; where a tag ends a paragraph, the line ends."""
    if not has_markup(text):
        return text
    lines = _BREAKING_TAG.sub("\n", text)
    return _TAG.sub(lambda tag: _CHARACTERS.get(tag[0], ""), lines)


def cell_text(raw: str) -> str | None:
    """Return the text of a table cell: one line but for its items, no blank inside a Chinese word; None for nothing."""
    lines = [_BLANKS.sub(" ", line).strip() for line in without_markup(raw).split("\n")]
    text = _one_line(lines) if len(lines) > 1 else lines[0]
    return _BLANK_IN_WORD.sub("", text) or None


def _one_line(lines: Sequence[str]) -> str:
    """Return the lines as one: only items keep theirs, and a blank stays where two numbers or Latin words would meet."""
    lines = [line for line in lines if line]
    has_items = bool(lines) and begins_item(lines[0])
    ends = (_end_of_line(above, below, has_items=has_items) for above, below in pairwise(lines))
    return "".join(chain(lines[:1], *zip(ends, lines[1:], strict=True)))


def _end_of_line(above: str, below: str, *, has_items: bool) -> str:
    if has_items and begins_item(below):
        return "\n"
    meet = above[-1] + below[0]
    return " " if meet.isascii() and meet.isalnum() else ""


def cell_prose(raw: str) -> str | None:
    """Return a longer text of a cell whose line ends became blanks: numbered items begin a line again."""
    text = _BEFORE_ITEM.sub("\n", line_prose(raw) or "")
    return _BLANK_IN_WORD.sub("", text) or None


def line_prose(raw: str) -> str | None:
    """Return a longer text whose line ends are known, so that every blank left in it was printed."""
    text = _BLANKS_BUT_LINES.sub(" ", without_markup(raw)).strip()
    return _AROUND_LINE.sub("\n", text) or None


def begins_item(line: str) -> bool:
    """Tell whether a line begins a numbered item: 2、 or (2) or 二、."""
    return bool(_ITEM.match(line))


def joined(pieces: Iterable[str]) -> str:
    """Return the pieces of one broken text as one: Chinese without a blank, two Latin words with one."""
    return _strung(pieces, lambda _: False)


def lines_of(cells: Iterable[Cell]) -> list[str]:
    """Return the texts of the lines on which the cells or words stand."""
    return [" ".join(cell.text.strip() for cell in line) for _, line in groupby(cells, lambda cell: cell.row)]


def text_of_cells(cells: Iterable[Cell]) -> str:
    """Return the one text that was broken over these cells or words."""
    return joined(lines_of(cells))


def joined_prose(lines: Iterable[str]) -> str:
    """Return the lines of a broken text as one, keeping the line ends before numbered items."""
    return _strung(lines, begins_item)


def _strung(pieces: Iterable[str], begins_line: Callable[[str], bool]) -> str:
    strung: list[str] = []
    before = ""
    for piece in filter(None, pieces):
        if before and begins_line(piece):
            strung.append("\n")
        elif _is_latin(before[-1:]) and _is_latin(piece[0]):
            strung.append(" ")
        strung.append(piece)
        before = piece
    return "".join(strung)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def shown(raw: str, longest: int = 120) -> str:
    """Return a raw text short enough for a message."""
    return raw if len(raw) <= longest else f"{raw[:longest]}…"
