"""A filled document as paragraphs, tables and pictures, which pages and PDF are set from.

Wording, order, tables, widths, sizes, weight and alignment are those of the Word document. Fonts are those of the machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from ziping.writers.review import drawing
from ziping.writers.review.package import Filled
from ziping.writers.review.scope import Picture
from ziping.writers.review.word import WORD, Element, parts

_TWIPS: Final = 56.7
"""Of a millimetre."""
_ALIGNED: Final = {"center": "center", "right": "right", "end": "right"}
_USUAL: Final = 24
_OFF: Final = frozenset({"0", "false", "none"})
_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look."""

    text: str
    bold: bool
    size: float
    """In points."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``level`` is 0 for text, 1 for the title, 2 and more for headings."""

    runs: tuple[Run, ...]
    level: int = 0
    align: str = "left"
    indent: float = 0.0
    """Of the first line, in points."""
    right: float = 0.0
    """How far the text ends before the right margin, in points."""
    before: float = 0.0
    after: float = 0.0
    breaks: bool = False
    """Whether a page begins here."""
    keep: bool = False
    """Whether it stays with what follows."""

    @property
    def size(self) -> float:
        """Return the size of its text, in points."""
        return max((run.size for run in self.runs), default=_USUAL / 2)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: tuple["Block", ...]
    columns: int = 1
    shaded: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    height: float
    """At least so many millimetres; 0 where it does not matter."""
    whole: bool
    """Whether it is never cut by the end of a page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first ``header`` rows are repeated over pages."""

    widths: tuple[float, ...]
    """In millimetres."""
    rows: tuple["Row", ...]
    header: int
    framed: bool = True


Block: TypeAlias = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """The page, in millimetres."""

    width: float
    height: float
    margin: float

    @property
    def room(self) -> float:
        """Return how wide the text is."""
        return self.width - 2 * self.margin


def paper(filled: Filled) -> Paper:
    """Return the page of the document, A4 where it does not say; the left margin is taken for all."""
    section = filled.body.find(f"{WORD}sectPr")
    size, margins = (
        section.find(f"{WORD}{name}") if section is not None else None for name in ("pgSz", "pgMar")
    )
    return Paper(
        _millimetres(size, "w", 210.0), _millimetres(size, "h", 297.0), _millimetres(margins, "left", 20.0)
    )


def _millimetres(element: Element | None, name: str, otherwise: float) -> float:
    value = element.get(f"{WORD}{name}", "") if element is not None else ""
    return round(int(value) / _TWIPS, 1) if value.isdecimal() else otherwise


def blocks(filled: Filled) -> tuple[Block, ...]:
    """Return the document, from top to bottom."""
    return tuple(_Reader(filled).blocks(filled.body))


class _Reader:
    """Reads one document with the looks of its styles."""

    def __init__(self, filled: Filled) -> None:
        self._pictures = {drawing.name(number): it for number, it in enumerate(filled.pictures, 1)}
        self._styles = _Styles(filled.styles)

    def blocks(self, holder: Element) -> Iterator[Block]:
        """Yield what stands in a body or a cell."""
        for part in parts(holder):
            if part.tag == f"{WORD}tbl":
                yield self._table(part)
            else:
                yield self._picture(part) or self._paragraph(part)

    def _picture(self, paragraph: Element) -> Picture | None:
        """Return the picture of ours that a paragraph shows."""
        names = (drawn.get("name", "") for drawn in paragraph.iter(_DRAWN))
        return next((self._pictures[name] for name in names if name in self._pictures), None)

    def _paragraph(self, paragraph: Element) -> Paragraph:
        looks = self._styles.of(paragraph)
        runs = (self._run(run, looks) for run in paragraph.iter(f"{WORD}r"))
        outline = looks.get("outlineLvl")
        return Paragraph(
            runs=tuple(run for run in runs if run.text),
            level=int(outline) + 1 if outline is not None else 0,
            align=_ALIGNED.get(looks.get("jc", ""), "left"),
            indent=_points(looks, "firstLine"),
            right=_points(looks, "right") or _points(looks, "end"),
            before=_points(looks, "before"),
            after=_points(looks, "after"),
            breaks="pageBreakBefore" in looks,
            keep="keepNext" in looks,
        )

    def _run(self, run: Element, looks: Mapping[str, str]) -> Run:
        own = dict(looks) | _properties(run.find(f"{WORD}rPr"))
        text = "".join(_SIGNS.get(it.tag, it.text or "") for it in run.iterchildren(*_SIGNS, f"{WORD}t"))
        return Run(text, bold=own.get("b", "0") not in _OFF, size=int(own.get("sz", _USUAL)) / 2)

    def _table(self, table: Element) -> Table:
        rows = table.findall(f"{WORD}tr")
        widths = [int(it.get(f"{WORD}w", "0")) for it in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")]
        heads = [row.find(f"{WORD}trPr/{WORD}tblHeader") is not None for row in rows]
        return Table(
            widths=tuple(round(it / _TWIPS, 1) for it in widths),
            rows=tuple(map(self._row, rows)),
            header=heads.index(False) if False in heads else 0,
            framed=self._styles.is_framed(table),
        )

    def _row(self, row: Element) -> Row:
        height, whole = (row.find(f"{WORD}trPr/{WORD}{name}") for name in ("trHeight", "cantSplit"))
        cells = tuple(self._cell(cell) for cell in row.iterchildren(f"{WORD}tc"))
        return Row(cells, round(int(_value(height) or "0") / _TWIPS, 1), whole is not None)

    def _cell(self, cell: Element) -> Cell:
        span, shade, align = (cell.find(f"{WORD}tcPr/{WORD}{name}") for name in ("gridSpan", "shd", "vAlign"))
        return Cell(
            tuple(self.blocks(cell)),
            columns=int(_value(span) or "1"),
            shaded=shade is not None and shade.get(f"{WORD}fill", "auto") != "auto",
            middle=_value(align) == "center",
        )


_SIGNS: Final = {f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}tab": "\u3000"}


class _Styles:
    """The styles of a document: what each says together with those it is based on."""

    def __init__(self, styles: Element | None) -> None:
        found = styles.iterchildren(f"{WORD}style") if styles is not None else ()
        self._styles = {it.get(f"{WORD}styleId", ""): it for it in found}
        self._root = styles

    @cached_property
    def _defaults(self) -> dict[str, str]:
        if self._root is None:
            return {}
        given = self._root.find(f"{WORD}docDefaults")
        own = next((it for it in self._styles.values() if _is_default(it)), None)
        parts = (
            p for held in (given, own) if held is not None for p in held.iter(f"{WORD}pPr", f"{WORD}rPr")
        )
        return {name: value for part in parts for name, value in _properties(part).items()}

    def of(self, paragraph: Element) -> dict[str, str]:
        """Return how a paragraph looks."""
        own = paragraph.find(f"{WORD}pPr")
        style = own.find(f"{WORD}pStyle") if own is not None else None
        return self._defaults | self._named(_value(style), ()) | _properties(own)

    def is_framed(self, table: Element) -> bool:
        """Tell whether a table has lines, by itself or by its style."""
        style = self._styles.get(_value(table.find(f"{WORD}tblPr/{WORD}tblStyle")))
        holders = (it for it in (table.find(f"{WORD}tblPr"), style) if it is not None)
        borders = next((b for it in holders for b in it.iter(f"{WORD}tblBorders")), None)
        return borders is not None and any(_value(it) not in _OFF | {"nil"} for it in borders)

    def _named(self, name: str, seen: Sequence[str]) -> dict[str, str]:
        style = self._styles.get(name)
        if style is None or name in seen or _is_default(style):
            return {}
        base = self._named(_value(style.find(f"{WORD}basedOn")), (*seen, name))
        own = (_properties(style.find(f"{WORD}{part}")) for part in ("pPr", "rPr"))
        return base | {key: value for it in own for key, value in it.items()}


def _is_default(style: Element) -> bool:
    return style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in {"1", "true"}


def _properties(holder: Element | None) -> dict[str, str]:
    """Return the properties of a paragraph or a run: by their names, or those of their attributes."""
    said: dict[str, str] = {}
    for it in holder if holder is not None else ():
        name = str(it.tag).removeprefix(WORD)
        if name in {"spacing", "ind"}:
            said |= {str(key).removeprefix(WORD): str(value) for key, value in it.attrib.items()}
        elif name != "rPr":
            said[name] = it.get(f"{WORD}val", "1")
    return said


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{WORD}val", "")


def _points(looks: Mapping[str, str], name: str) -> float:
    value = looks.get(name, "0")
    return int(value) / 20 if value.lstrip("-").isdecimal() else 0.0
