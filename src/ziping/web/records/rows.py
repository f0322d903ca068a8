"""Rows of a form that come in, go out and change places, and taking such a change back.

Indicators and sources of funds alike. What approved targets hold stays where it is: behind them only a source of funds that
was not foreseen may be added.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from ziping.model.errors import ZipingError
from ziping.model.form import Fund, FundSource, Indicator
from ziping.model.language import Text
from ziping.model.template import FUND_ROWS
from ziping.web.accounts.models import User
from ziping.web.records import workflow
from ziping.web.records.bounds import MOST_ROWS, BoundsError
from ziping.web.records.cells import FixedCellError, NoSuchCellError
from ziping.web.records.history import add_event
from ziping.web.records.models import Event, Record
from ziping.web.records.moves import ROW_KINDS, Move, move_of, moved, moves_since
from ziping.web.records.operations import NotAllowedError, keep, locked

Row = dict[str, Any]
_SOURCES: Final = list(FundSource)


class FundThereError(ZipingError):
    """A source of funds that a form has once is to be added again."""

    def __init__(self, source: FundSource) -> None:
        """Say which."""
        label = FUND_ROWS[source].label
        super().__init__(
            Text(f"表中已有“{label.zh}”一行", f"the form has a row for “{label.en.lower()}” already")
        )


class TotalStaysError(ZipingError):
    """The row of the total funds is to be taken out."""

    def __init__(self) -> None:
        """Say what may be done instead."""
        label = FUND_ROWS[FundSource.TOTAL].label
        super().__init__(Text(f"“{label.zh}”一行不能删除或移动", f"“{label.en}” is not taken out or moved"))


class NotUndoneError(ZipingError):
    """A change of rows cannot be taken back."""


@transaction.atomic
def add_row(*, record_id: UUID, after: int, actor: User, at: datetime, seen: int | None = None) -> Record:
    """Add an empty indicator after the one of that number, from 0; ``-1`` puts it first."""
    record = _opened(record_id, actor)
    rows = _rows(record, "indicators")
    if record.approved:
        raise FixedCellError
    if after >= 0:
        after = _now(record, "indicators", after, seen)
    like = rows[after] if after >= 0 else {}
    row = Indicator(level1=like.get("level1"), level2=like.get("level2")).model_dump(mode="json")
    return _do(record, Move("add-row", "indicators", after + 1), row, actor, at)


@transaction.atomic
def add_fund(*, record_id: UUID, source: FundSource, actor: User, at: datetime) -> Record:
    """Add an empty source of funds in its place; raise ``FundThereError`` for a second one of those that are once."""
    record = _opened(record_id, actor)
    rows = _rows(record, "funds")
    held = [FundSource(it["source"]) for it in rows]
    if source in held and source is not FundSource.UNCLASSIFIED:
        raise FundThereError(source)
    before = sum(_SOURCES.index(it) <= _SOURCES.index(source) for it in held)
    label = FUND_ROWS[source].label.zh if source in FUND_ROWS else ""
    row = Fund(source=source, label=label).model_dump(mode="json")
    place = max(before, _approved_rows(record, "funds"))
    return _do(record, Move("add-row", "funds", place), row, actor, at)


@transaction.atomic
def remove_row(
    *,
    record_id: UUID,
    number: int,
    actor: User,
    at: datetime,
    seen: int | None = None,
    table: str = "indicators",
) -> Record:
    """Take an indicator or a source of funds out; the event keeps what it held."""
    record = _opened(record_id, actor)
    rows = _rows(record, table)
    number = _now(record, table, number, seen)
    _check_free(record, table, rows, number)
    return _do(record, Move("remove-row", table, number), rows[number], actor, at)


@transaction.atomic
def move_row(
    *,
    record_id: UUID,
    number: int,
    by: int,
    actor: User,
    at: datetime,
    seen: int | None = None,
    table: str = "indicators",
) -> Record:
    """Let a row change places with the ones below it (``by`` above 0) or above; at the edge it stays."""
    record = _opened(record_id, actor)
    rows = _rows(record, table)
    number = _now(record, table, number, seen)
    place = min(max(number + by, 0), len(rows) - 1)
    _check_free(record, table, rows, number, place)
    if place == number:
        return record
    return _do(record, Move("move-row", table, number, place), None, actor, at)


@transaction.atomic
def undo_rows(*, record_id: UUID, version: int, actor: User, at: datetime) -> Record:
    """Take back what the person did to the rows in that version: what came in goes, what went out comes back as it was."""
    record = _opened(record_id, actor)
    event = _undoable(record, version, actor)
    move = move_of(event)
    rows = _rows(record, move.table)
    later = [it for it in moves_since(record, version) if it.table == move.table]
    back, row = _BACK[move.kind](move, later, rows, event.data.get("row"))
    _check_free(record, move.table, rows, *([] if back.kind == "add-row" else [back.row]))
    return _do(record, back._replace(undoes=version), row, actor, at)


def _undoable(record: Record, version: int, actor: User) -> Event:
    events = record.events.filter(kind__in=ROW_KINDS)
    event = events.filter(data__version=version, actor=actor).first()
    if event is None or events.filter(data__undoes=version).exists():
        raise NotUndoneError(Text("没有可撤销的行改动", "no change of rows to take back"))
    return event


Back = tuple[Move, Row | None]


def _take_out_again(move: Move, later: Sequence[Move], rows: list[Row], row: Row | None) -> Back:
    number = _followed(move.row, later)
    if number is None or rows[number] != row:
        raise NotUndoneError(
            Text("新增的行里已填了内容，请用“删除本行”", "the row was filled in meanwhile; remove it instead")
        )
    return Move("remove-row", move.table, number), row


def _put_in_again(move: Move, later: Sequence[Move], rows: list[Row], row: Row | None) -> Back:
    return Move("add-row", move.table, _gap(move.row, later, len(rows))), row


def _move_back(move: Move, later: Sequence[Move], rows: list[Row], row: Row | None) -> Back:
    del row
    number = _followed(move.to or 0, later)
    if number is None:
        raise NotUndoneError(Text("移动过的行已被删除", "the row that was moved is gone"))
    return Move("move-row", move.table, number, _gap(move.row, later, len(rows) - 1)), None


_BACK: Final[dict[str, Callable[[Move, Sequence[Move], list[Row], Row | None], Back]]] = {
    "add-row": _take_out_again,
    "remove-row": _put_in_again,
    "move-row": _move_back,
}


def _followed(row: int | None, moves: Sequence[Move]) -> int | None:
    for it in moves:
        row = None if row is None else it.follow(row)
    return row


def _gap(row: int, moves: Sequence[Move], last: int) -> int:
    """Return where a place between rows is by now: before the row that stood there, or where that row was taken out."""
    for it in moves:
        now = it.follow(row)
        row = row if now is None else now
    return min(row, last)


def _opened(record_id: UUID, actor: User) -> Record:
    record = locked(record_id)
    if not workflow.may_edit(actor, record):
        raise NotAllowedError(Text("增删行", "add or remove rows"), record)
    return record


def _rows(record: Record, table: str) -> list[Row]:
    return list(record.content.get(table) or ())


def _approved_rows(record: Record, table: str) -> int:
    """Return how many rows of the table approved targets hold."""
    return len((record.approved or {}).get(table) or ())


def _check_free(record: Record, table: str, rows: list[Row], *numbers: int) -> None:
    """Raise for rows that approved targets hold, and for the total of the funds."""
    if record.approved and (
        table == "indicators" or any(it < _approved_rows(record, table) for it in numbers)
    ):
        raise FixedCellError
    if table == "funds" and any(rows[it]["source"] == FundSource.TOTAL for it in numbers):
        raise TotalStaysError


def _now(record: Record, table: str, number: int, seen: int | None) -> int:
    """Return where the row that the person means stands now; raise ``NoSuchCellError`` when it is gone."""
    moves = moves_since(record, seen) if seen is not None and seen != record.version else ()
    pointer = moved(f"/{table}/{number}/label", moves)
    now = int(pointer.split("/")[2]) if pointer else -1
    if not 0 <= now < len(_rows(record, table)):
        raise NoSuchCellError("/".join(("", table, str(number))))
    return now


def _do(record: Record, move: Move, row: Row | None, actor: User, at: datetime) -> Record:
    """Change the rows and write down what happened to them."""
    rows = _rows(record, move.table)
    move.apply(rows, row or {})
    if len(rows) > MOST_ROWS:
        raise BoundsError(Text(f"行数过多，每张表最多 {MOST_ROWS} 行", f"{MOST_ROWS} rows at most"))
    told = {"row": row, "place": move.to, "undoes": move.undoes}
    held = {name: value for name, value in told.items() if value is not None}
    pointer = f"/{move.table}/{move.row}"
    add_event(record, actor, at, move.kind, version=record.version + 1, pointer=pointer, **held)
    record.content = {**record.content, move.table: rows}
    keep(record, actor, at)
    return record
