"""Forms in text without cells, as text extractors print a PDF: names and numbers broken over lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.model.form import Form, Problem, ProblemKind
from ziping.model.language import Text
from ziping.readers.checksum import adds_up, distrust, put_contradictions
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell, Grid
from ziping.readers.heading import put_fields, put_money_unit, put_title
from ziping.readers.numerals import is_number
from ziping.readers.sections import Part, Row, Section, forms_among, kind_of_title, promises_form
from ziping.readers.totals import put_grade, put_total, without_grade
from ziping.readers.words.funds import put_funds
from ziping.readers.words.goal import put_goal
from ziping.readers.words.head import fields
from ziping.readers.words.indicators import put_indicators
from ziping.readers.words.splitting import whole_labels, whole_numbers, words_of


@dataclass(frozen=True)
class Flowing:
    """The lines of a text, row by row, in the order in which a person reads the table."""

    @property
    def name(self) -> str:
        """Return the short name of the layout."""
        return "flowing"

    def likes(self, grid: Grid) -> int:
        """Bid for lines; of cells it can make words, but loses what they told."""
        if not promises_form(grid):
            return 0
        return 20 if grid.ruled else 80

    def forms(self, grid: Grid) -> tuple[Form, ...]:
        """Return every form in the grid."""
        rows = whole_labels(words_of(grid))
        return tuple(_form(section) for section in forms_among(rows))


def _form(section: Section) -> Form:
    """Read the form as it stands; where that does not add up, try whether broken numbers put together do better."""
    form = _read(section)
    if adds_up(form):
        return form
    parts = {part: list(whole_numbers(rows)) for part, rows in section.parts.items()}
    other = _read(Section(section.title, section.year, parts))
    return _with_doubt(other) if distrust(other) < distrust(form) else form


def _with_doubt(form: Form) -> Form:
    message = Text(
        "文中断成两行的数字（如 20.0 和 0）已接成一个，请核对",
        "numbers broken over two lines (20.0 and 0) were put together; check them",
    )
    doubt = Problem.of(ProblemKind.DOUBTFUL, "", message)
    return form.model_copy(update={"problems": (*form.problems, doubt)})


def _read(section: Section) -> Form:
    draft = Draft()
    put_title(draft, section)
    put_fields(draft, fields(section.rows(Part.HEAD)), kind_of_title(section.title))
    put_funds(draft, section.rows(Part.FUNDS))
    put_money_unit(draft, (word for row in section.rows(Part.HEAD) for word in row))
    put_goal(draft, section.rows(Part.GOAL))
    total = section.rows(Part.TOTAL)
    put_indicators(draft, section.rows(Part.INDICATORS), is_cut=not total)
    if total:
        put_total(draft, without_grade(draft, _with_numbers_below(total)))
    put_grade(draft, section.rows(Part.GRADE))
    return put_contradictions(draft.form())


def _with_numbers_below(rows: Sequence[Row]) -> Row:
    """Return the total row with the lines below it that hold one word, as narrow columns leave them."""
    return tuple(_until_text(rows))


def _until_text(rows: Sequence[Row]) -> Iterator[Cell]:
    yield from rows[0]
    for row in rows[1:3]:
        if len(row) > 1 or not is_number(row[0].text):
            return
        yield from row


LAYOUT: Final = Flowing()
