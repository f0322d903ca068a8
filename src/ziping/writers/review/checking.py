"""Find what is wrong with a template before anything is filled in, and say where and why in one sentence."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.writers.review.fields import names
from ziping.writers.review.scope import BEGIN, END, FORM, PICTURE, kind
from ziping.writers.review.word import NAME, WORD, Element, is_mark, lines, names_in, text_of

_BRACES: Final = re.compile(r"[{｛]{2}|[}｝]{2}")
_QUOTED: Final = 24
_MARKS: Final = frozenset({BEGIN, END})
_OF_REPORT: Final = frozenset({FORM, "依据"})
"""Lists of the whole document; the others belong to a form."""


class BrokenTemplateError(ZipingError):
    """A template cannot be used."""

    def __init__(self, file: str, place: str, why: str) -> None:
        """Say in which file, at which place of it, and why."""
        where = f"{file} {place}".strip()
        super().__init__(Text(f"模板 {where}：{why}", f"template {where}: {why}"))


def check(file: str, body: Element) -> None:
    """Raise ``BrokenTemplateError`` for the first thing that is wrong with a text."""
    _check_marks(file, body)
    inside, cells = False, dict[Element, str]()
    for place, paragraph in lines(body):
        if _mark(paragraph) and paragraph.getparent() is body:
            inside = is_mark(paragraph, BEGIN)
            continue
        row = next(paragraph.iterancestors(f"{WORD}tr"), None)
        check_line(file, place, paragraph, plain=row is None, inside=inside)
        if row is not None and row not in cells:
            cells[row] = place
            _check_row(file, place, row)


def check_line(file: str, place: str, paragraph: Element, *, plain: bool, inside: bool = False) -> None:
    """Look at the names of one paragraph; ``plain`` outside of tables, ``inside`` of what repeats for each form."""
    text = text_of(paragraph)
    where = f"{place}“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"
    if _BRACES.search(NAME.sub("", text)):
        raise BrokenTemplateError(file, where, "双花括号没有成对，应当像 {{单位}} 这样写")
    for name in names_in(text):
        if why := _wrong(name, plain=plain, inside=inside) or _crowded(name, text):
            raise BrokenTemplateError(file, where, why)


def _wrong(name: str, *, plain: bool, inside: bool) -> str:
    if name in _MARKS:
        return f"{{{{{name}}}}} 要单独成段，不能放在表格里"
    held, known = kind(name), names()
    if held not in known or (name.partition(".")[2] if held else name) not in known[held]:
        return _unknown(name)
    if plain and held not in {"", PICTURE} and not (inside and held == FORM):
        return f"{{{{{name}}}}} 要放在表格的一行里" + (
            f"，或者放在 {{{{{BEGIN}}}}} 和 {{{{{END}}}}} 之间" if held == FORM else ""
        )
    return ""


def _crowded(name: str, text: str) -> str:
    """Tell of a picture that shares its paragraph."""
    alone = kind(name) != PICTURE or NAME.fullmatch(text.strip())
    return "" if alone else f"{{{{{name}}}}} 是图，要单独成段"


def _unknown(name: str) -> str:
    known = [f"{held}.{key}" if held else key for held, keys in names().items() for key in keys]
    near = get_close_matches(name, known, n=3, cutoff=0.3) or known[:3]
    return f"没有 {{{{{name}}}}} 这个名称；相近的有 {'、'.join(f'{{{{{it}}}}}' for it in near)}，全部名称见“模板说明.txt”"


def _check_row(file: str, place: str, row: Element) -> None:
    """Refuse a row that would have to repeat for two lists at once."""
    found = {kind(name) for name in names_in(text_of(row))} - {"", PICTURE, FORM}
    if len(found) > 1:
        raise BrokenTemplateError(
            file, place, f"同一行里不能既有“{'”又有“'.join(sorted(found))}”的名称；请分成两个表格"
        )


def _check_marks(file: str, body: Element) -> None:
    """Refuse sections that are not closed, or that begin within another."""
    marks = [(place, it) for place, it in lines(body) if it.getparent() is body and _mark(it)]
    wanted: Sequence[str] = (BEGIN, END)
    for number, (place, paragraph) in enumerate(marks):
        if not is_mark(paragraph, wanted[number % 2]):
            raise BrokenTemplateError(
                file, place, f"此处应当是 {{{{{wanted[number % 2]}}}}}：两个标记要成对，先开始后结束"
            )
    if len(marks) % 2:
        raise BrokenTemplateError(file, marks[-1][0], f"{{{{{BEGIN}}}}} 后面没有 {{{{{END}}}}}")


def _mark(paragraph: Element) -> bool:
    return any(is_mark(paragraph, it) for it in _MARKS)
