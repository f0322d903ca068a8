"""What was read laid beside what stands in the form: which row is which, and which cells differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ziping.engine import spots
from ziping.model.form import Form, Indicator
from ziping.model.language import Text
from ziping.model.place import Place
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS
from ziping.web.records.cells import NoSuchCellError, as_content, is_fixed, value_at
from ziping.web.records.models import Record

_ABOVE = ("year", *(it.name for it in HEAD), "money_unit")


@dataclass(frozen=True, slots=True)
class Beside:
    """One cell: what stands there, what was read, and where that stood in the document."""

    pointer: str
    """In the form; of a row that it does not have yet, with the number that the row will get."""
    label: Text
    now: str
    read: str
    place: Place | None
    doubt: Text | None
    """What the reader said of the value; None where it had no doubt."""

    @property
    def is_proposed(self) -> bool:
        """Tell whether the value is to be taken unless the person says no: not a blank, and without doubt."""
        return bool(self.read) and not self.doubt


@dataclass(frozen=True, slots=True)
class Comparison:
    """All cells that differ, how many are the same, and rows of the document that have no place in the form."""

    cells: tuple[Beside, ...]
    same: int
    unplaced: tuple[str, ...]


def best(record: Record, forms: Sequence[Form]) -> int:
    """Return the number of the form of the same project, from 0; the first where none is."""
    named = [number for number, it in enumerate(forms) if (it.project or "").strip() == record.project]
    return named[0] if named else 0


def compared(record: Record, read: Form) -> Comparison:
    """Lay a form that was read beside the record."""
    rows = placed(record, read)
    unplaced = tuple(it.level3 or "" for it, row in zip(read.indicators, rows, strict=True) if row is None)
    cells = [_beside(record, read, *pair) for pair in _pairs(record, read, rows)]
    differing = tuple(it for it in cells if it.now != it.read)
    return Comparison(differing, len(cells) - len(differing), unplaced)


def placed(record: Record, read: Form) -> list[int | None]:
    """Return for each indicator that was read its row: the one of the same name, else a new one below the last."""
    held = record.form.indicators
    free = {row: _name(it) for row, it in enumerate(held)}
    rows: list[int | None] = []
    for number, it in enumerate(read.indicators):
        alike = [row for row, name in free.items() if name == _name(it)]
        near = number if number in alike else next(iter(alike), None)
        rows.append(near)
        free.pop(-1 if near is None else near, None)
    if record.approved:
        return rows
    return _with_new(rows, free, len(held))


def _with_new(rows: Sequence[int | None], free: dict[int, str], count: int) -> list[int | None]:
    """Give what found no row the blank ones, then rows that are yet to be added."""
    blank = [row for row, name in free.items() if not name]
    spare = iter([*blank, *range(count, count + len(rows))])
    return [next(spare) if row is None else row for row in rows]


def _name(indicator: Indicator) -> str:
    return "".join((indicator.level3 or "").split())


def _pairs(record: Record, read: Form, rows: Sequence[int | None]) -> Iterator[tuple[str, str]]:
    """Yield where a value was read, and the cell of the form that it belongs to."""
    yield from ((f"/{name}", f"/{name}") for name in _ABOVE)
    sources = [it.source for it in record.form.funds]
    for number, fund in enumerate(read.funds):
        if fund.source in sources:
            row = sources.index(fund.source)
            yield from ((f"/funds/{number}/{it.name}", f"/funds/{row}/{it.name}") for it in FUND_COLUMNS)
    yield from ((f"/goal/{it.name}", f"/goal/{it.name}") for it in GOAL_COLUMNS)
    for number, place in enumerate(rows):
        if place is not None:
            columns = (it.name for it in INDICATOR_COLUMNS)
            yield from ((f"/indicators/{number}/{it}", f"/indicators/{place}/{it}") for it in columns)
    yield from ((it, it) for it in ("/total/points", "/total/score", "/grade"))


def _beside(record: Record, read: Form, source: str, pointer: str) -> Beside:
    value = value_at(as_content(read), source)
    try:
        now = value_at(record.content, pointer)
    except NoSuchCellError:
        now = ""
    if is_fixed(record.approved, pointer):
        value = now
    doubts = [it.text for it in read.problems if it.pointer == source]
    label = spots.label(read, source)
    return Beside(
        pointer, label, now, value, spots.place(read, source), Text.joined(doubts) if doubts else None
    )
