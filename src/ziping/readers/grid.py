"""What an extractor hands to a layout: the cells of a document with their places, and nothing about forms."""

from dataclasses import dataclass

from ziping.model.language import Text
from ziping.model.place import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell (merged cells are one) or, in a document without cells, one line of text.

    ``text`` is as printed; blank cells are kept. ``row`` and ``column`` count from 0; ``rows`` and ``columns`` say
    how many the cell spans. A cell stands in the row in which it begins and in no other. Rows of one table follow each
    other without a gap in their numbers; a gap is a page end or a blank line.
    """

    text: str
    place: Place
    row: int
    column: int = 0
    rows: int = 1
    columns: int = 1
    table: int = 0
    """Number of the table within the grid, from 1; 0 for a line outside tables. Only columns of one table compare."""
    note: Text | None = None
    """Why the text of this cell deserves a second look, as for a formula whose value was not saved."""

    is_left_out: bool = False
    """Personal data stood here and was taken out."""

    @property
    def confidence(self) -> int | None:
        """Return how sure the recognition of a picture is, in percent; None where the text stood in the document itself."""
        return self.place.confidence


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a document, or of one sheet or page run of it, row by row in reading order.

    ``ruled`` tells whether the source had cells; without them every row is one line of text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    ruled: bool
    notices: tuple[Text, ...] = ()
    """What the extractor has to say about the whole document: experimental, pages left out, hidden rows."""
    guessed: frozenset[int] = frozenset()
    """The tables whose cells no lines are drawn around: they were found by where their words stand."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as bytes with the name it goes by. Reading the disk is the caller's business."""

    name: str
    data: bytes
