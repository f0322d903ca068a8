"""Forms in cells: every value under its heading or beside its label."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ziping.model.form import Form
from ziping.readers.cells.funds import put_funds
from ziping.readers.cells.goal import put_goal
from ziping.readers.cells.head import fields
from ziping.readers.cells.indicators import put_indicators
from ziping.readers.cells.ragged import with_ragged_rows
from ziping.readers.cells.repeats import without_repeats
from ziping.readers.cells.total import put_total
from ziping.readers.checksum import put_contradictions
from ziping.readers.draft import Draft
from ziping.readers.grid import Grid
from ziping.readers.heading import put_fields, put_money_unit, put_title
from ziping.readers.sections import Part, Row, Section, filled, forms_among, kind_of_title, promises_form
from ziping.readers.totals import put_grade, without_grade


@dataclass(frozen=True)
class Tabbed:
    """The cells that a table extractor left in text, row by row."""

    @property
    def name(self) -> str:
        """Return the short name of the layout."""
        return "tabbed"

    def likes(self, grid: Grid) -> int:
        """Bid for documents with cells only."""
        return 80 if grid.ruled and promises_form(grid) else 0

    def forms(self, grid: Grid) -> tuple[Form, ...]:
        """Return every form in the grid."""
        rows = (row for cells in grid.rows if (row := filled(cells)))
        blank = {row[0].row: blanks for row in grid.rows if (blanks := _blank_cells(row))}
        found = forms_among(without_repeats(rows))
        return with_ragged_rows([_form(section, blank) for section in found], grid)


def _blank_cells(row: Row) -> Row:
    return tuple(cell for cell in row if cell.table and not cell.text.strip())


def _form(section: Section, blank: Mapping[int, Row]) -> Form:
    draft = Draft()
    put_title(draft, section)
    put_fields(draft, fields(section.rows(Part.HEAD)), kind_of_title(section.title))
    put_money_unit(
        draft, (cell for part in (Part.FUNDS, Part.HEAD) for row in section.rows(part) for cell in row)
    )
    put_funds(draft, section.rows(Part.FUNDS))
    put_goal(draft, section.rows(Part.GOAL))
    columns = put_indicators(draft, section.rows(Part.INDICATORS), blank)
    total = [without_grade(draft, row) for row in section.rows(Part.TOTAL)]
    for row in total[:1]:
        put_total(draft, row, columns)
    put_grade(draft, section.rows(Part.GRADE))
    return put_contradictions(draft.form())


LAYOUT: Final = Tabbed()
