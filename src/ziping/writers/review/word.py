"""A Word document as a template: names in double braces, rows that repeat for lists, a section for each form.

A row of a table that names values of a list (``{{问题.事实}}``) repeats for every entry; what stands between the paragraphs
``{{每张表开始}}`` and ``{{每张表结束}}`` repeats for every form; a paragraph that is nothing but ``{{图.…}}`` becomes a picture.
There are no expressions, so a template cannot do anything else. Everything is checked before anything is filled in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from ziping.writers.review.scope import BEGIN, END, FORM, PICTURE, Picture, Scope, kind

Element = etree._Element  # noqa: SLF001 — the class has no public name
WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAME: Final = re.compile(r"[{｛]{2}\s*([^{}｛｝]*?)\s*[}｝]{2}")
_DOTS: Final = str.maketrans("。．：:·", ".....")

Draw = Callable[[Picture], Element]
"""Puts a picture into the package and returns the run that shows it."""


def names_in(text: str) -> list[str]:
    """Return the names in a text; a full stop of any kind divides list and value."""
    return [named(found) for found in NAME.finditer(text)]


def named(found: re.Match[str]) -> str:
    """Return the name between braces as it is looked up."""
    return "".join(found[1].split()).translate(_DOTS)


def text_of(element: Element) -> str:
    """Return the text of an element without what Word keeps of deleted and computed texts."""
    return "".join(it.text or "" for it in element.iter(f"{WORD}t"))


def is_mark(element: Element, name: str) -> bool:
    """Tell whether a paragraph is nothing but this name."""
    return element.tag == f"{WORD}p" and names_in(text_of(element)) == [name]


def fill(body: Element, scope: Scope, draw: Draw) -> None:
    """Fill in a whole body, header or footer."""
    filler = _Filler(draw)
    children = list(body)
    begins = [index for index, it in enumerate(children) if is_mark(it, BEGIN)]
    ends = [index for index, it in enumerate(children) if is_mark(it, END)]
    sections = list(zip(begins, ends, strict=True))
    inside = {index for begin, end in sections for index in range(begin, end + 1)}
    for index, child in enumerate(children):
        if index not in inside:
            filler.fill(child, scope)
    for begin, end in sections:
        _repeat(children[begin : end + 1], scope, filler)


def _repeat(section: Sequence[Element], scope: Scope, filler: "_Filler") -> None:
    """Put a filled copy of what stands between the marks before them for every form, and take the section out."""
    begin, *held, end = section
    for form in scope.lists[FORM]:
        for element in held:
            copy = deepcopy(element)
            begin.addprevious(copy)
            filler.fill(copy, scope.within(form))
    for element in (begin, *held, end):
        remove(element)


class _Filler:
    """Fills elements; pictures go into the package as they are met."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def fill(self, element: Element, scope: Scope) -> None:
        """Fill in a paragraph, a table, or whatever holds such."""
        if element.tag == f"{WORD}p":
            self._paragraph(element, scope)
        elif element.tag == f"{WORD}tr":
            self._row(element, scope)
        elif element.tag == f"{WORD}tbl" and _is_empty(element, scope):
            remove(element)
        else:
            for child in list(element):
                self.fill(child, scope)

    def _row(self, row: Element, scope: Scope) -> None:
        name = _repeated(row, scope)
        if name is None:
            for cell in list(row):
                self.fill(cell, scope)
            return
        for entry in scope.lists[name]:
            copy = deepcopy(row)
            row.addprevious(copy)
            self._row(copy, scope.within(entry))
        remove(row)

    def _paragraph(self, paragraph: Element, scope: Scope) -> None:
        names = names_in(text_of(paragraph))
        if names and kind(names[0]) == PICTURE:
            self._picture(paragraph, scope.pictures[names[0].partition(".")[2]])
            return
        for found in reversed(list(NAME.finditer(text_of(paragraph)))):
            _replace(paragraph, found.span(), scope.values[named(found)])
        if names and not text_of(paragraph) and _may_go(paragraph):
            remove(paragraph)

    def _picture(self, paragraph: Element, picture: Picture | None) -> None:
        if picture is None:
            remove(paragraph)
            return
        for run in list(paragraph.iter(f"{WORD}r")):
            remove(run)
        paragraph.append(self._draw(picture))


def _repeated(row: Element, scope: Scope) -> str | None:
    """Return the list for which a row repeats; a list of each form repeats for the forms first."""
    kinds = {kind(name) for name in names_in(text_of(row))} - {"", PICTURE}
    return next(iter(kinds & scope.lists.keys()), FORM if kinds and FORM in scope.lists else None)


def _is_empty(table: Element, scope: Scope) -> bool:
    """Tell whether a table has rows that repeat, and nothing for which they would."""
    lists = {name for row in table.iterchildren(f"{WORD}tr") if (name := _repeated(row, scope))}
    return bool(lists) and not any(scope.lists[name] for name in lists)


def _replace(paragraph: Element, span: tuple[int, int], value: str) -> None:
    """Put a value in the place of a range of the paragraph's text, which Word may have cut into several runs."""
    at, put = 0, value
    for held in list(paragraph.iter(f"{WORD}t")):
        text = held.text or ""
        first, last = max(span[0] - at, 0), min(span[1] - at, len(text))
        if first < last:
            _set(held, f"{text[:first]}{put}{text[last:]}")
            put = ""
        at += len(text)


def _set(held: Element, text: str) -> None:
    """Set the text of a run; a line end becomes a break."""
    held.text, *lines = text.split("\n")
    held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for line in reversed(lines):
        after = etree.Element(f"{WORD}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        after.text = line
        held.addnext(after)
        held.addnext(etree.Element(f"{WORD}br"))


def _may_go(paragraph: Element) -> bool:
    """Tell whether a paragraph may be left out: every cell needs one at its end."""
    parent = paragraph.getparent()
    return parent is not None and (parent.tag != f"{WORD}tc" or len(parent.findall(f"{WORD}p")) > 1)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def lines(body: Element) -> Iterator[tuple[str, Element]]:
    """Yield every paragraph with the words for where it stands, as a person would count in Word."""
    tables = paragraphs = 0
    for child in parts(body):
        if child.tag == f"{WORD}p":
            paragraphs += 1
            yield f"第 {paragraphs} 段", child
            continue
        tables += 1
        for number, row in enumerate(child.iterchildren(f"{WORD}tr"), 1):
            for cell, held in enumerate(row.iterchildren(f"{WORD}tc"), 1):
                for paragraph in held.iter(f"{WORD}p"):
                    yield f"第 {tables} 个表格第 {number} 行第 {cell} 格", paragraph


def parts(holder: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a text, also those in content controls."""
    for child in holder:
        if child.tag in {f"{WORD}p", f"{WORD}tbl"}:
            yield child
        else:
            yield from parts(child)
