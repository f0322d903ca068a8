"""From the cells that a rule names to the cells of one form, with what is printed there and where it stood.

A rule about a row of a table names fields of that row: ``score``. A rule about a whole form names cells by a path:
``total.score``, ``funds.total.executed`` (the row 年度资金总额), ``funds.*.executed`` (every row), ``indicators.*.target``
(the rows that the verdict lists, or every row).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ziping.model.finding import Level, Spot
from ziping.model.form import Form, FundSource, number_text
from ziping.model.language import Text
from ziping.model.place import Place
from ziping.model.template import (
    FUND_COLUMNS,
    GOAL,
    GOAL_COLUMNS,
    GRADE,
    HEAD,
    INDICATOR_COLUMNS,
    TOTAL,
    Term,
)

_TABLES = {Level.INDICATOR: "indicators", Level.INDICATOR_YEARS: "indicators", Level.FUND: "funds"}


@dataclass(frozen=True, slots=True)
class Pointing:
    """The cells that a rule names, and the row or rows of the form on which it spoke."""

    level: Level
    at: Sequence[str]
    index: int | None = None
    rows: Sequence[int] | None = None
    pointers: Sequence[str] | None = None


def spots(form: Form, pointing: Pointing) -> tuple[Spot, ...]:
    """Return the cells that a finding points at, first the one where it is marked."""
    pointers = [found for path in pointing.at for found in _pointers(form, pointing, path)]
    pointers += pointing.pointers or []
    return tuple(_spot(form, pointer) for pointer in dict.fromkeys(pointers))


def _pointers(form: Form, pointing: Pointing, path: str) -> Iterator[str]:
    table, *rest = path.split(".")
    if pointing.index is not None and not rest:
        yield f"/{_TABLES[pointing.level]}/{pointing.index}/{path}"
    elif table == "funds" and rest:
        yield from (f"/funds/{row}/{rest[1]}" for row in _fund_rows(form, rest[0]))
    elif table == "indicators" and rest:
        chosen = range(len(form.indicators)) if pointing.rows is None else pointing.rows
        yield from (f"/indicators/{row}/{rest[1]}" for row in chosen)
    else:
        yield "/" + path.replace(".", "/")


def _fund_rows(form: Form, which: str) -> list[int]:
    if which == "*":
        return list(range(len(form.funds)))
    return [row for row, entry in enumerate(form.funds) if entry.source is FundSource(which)][:1]


def _spot(form: Form, pointer: str) -> Spot:
    row, column = _named(form, pointer)
    return Spot(pointer, row, column, raw(form, pointer), place(form, pointer))


def value(form: Form, pointer: str) -> Any:  # noqa: ANN401 — a form holds texts, numbers and tables
    """Return what the form holds at a JSON pointer, or None."""
    held: Any = form
    for part in pointer.removeprefix("/").split("/"):
        if isinstance(held, tuple):
            held = held[int(part)] if int(part) < len(held) else None
        else:
            held = getattr(held, part, None)
    return held


def raw(form: Form, pointer: str) -> str | None:
    """Return what is printed in a cell: the text before any doubt about it, or the value as declared."""
    problem = next((it for it in form.problems if it.pointer == pointer and it.raw), None)
    held = value(form, pointer)
    if isinstance(held, Decimal):
        return number_text(held)
    if isinstance(held, str | int):
        return str(held)
    return problem.raw if problem and held is None else None


def place(form: Form, pointer: str) -> Place | None:
    """Return where a cell stood, or where the last printed cell of its row did when the cell itself is blank."""
    if pointer in form.places:
        return form.places[pointer]
    row = f"{pointer.rsplit('/', 1)[0]}/"
    in_row = [spot for known, spot in form.places.items() if row != "/" and known.startswith(row)]
    return in_row[-1] if in_row else None


def _term(terms: Sequence[Term], name: str = "") -> Text:
    return next((it.label for it in terms if it.name == name), Text(name, name))


def label(form: Form, pointer: str) -> Text:
    """Name a cell as a person would: 指标2「参加会议」实际完成值."""
    row, column = _named(form, pointer)
    return Text(f"{row.zh}{column.zh}", f"{row.en}{column.en}")


def _named(form: Form, pointer: str) -> tuple[Text, Text]:
    """Name the row of a cell and its column."""
    parts = pointer.removeprefix("/").split("/")
    match parts:
        case ["indicators", row, *field]:
            name = (form.indicators[int(row)].level3 if int(row) < len(form.indicators) else None) or ""
            named = Text(f"指标{int(row) + 1}「{name}」", f"indicator {int(row) + 1} “{name}” ")
            return named, _term(INDICATOR_COLUMNS, *field)
        case ["funds", row, *field]:
            name = form.funds[int(row)].label if int(row) < len(form.funds) else ""
            return Text(f"{name}·", f"{name}: "), _term((_FUND, *FUND_COLUMNS), *field)
        case ["goal", field]:
            return Text(f"{GOAL.label.zh}·", f"{GOAL.label.en}: "), _term(GOAL_COLUMNS, field)
        case ["total", field]:
            return Text(f"{TOTAL.label.zh}·", f"{TOTAL.label.en}: "), _term(INDICATOR_COLUMNS, field)
        case _:
            return Text("", ""), _head_label(pointer.removeprefix("/"))


_FUND = Term("label", Text("资金名称", "Name"))
_WHOLE = {
    "": Text("整张表", "the form"),
    "funds": Text("项目资金", "funds"),
    "indicators": Text("绩效指标", "indicators"),
    "year": Text("年度", "year"),
    "title": Text("表名", "title"),
    "money_unit": Text("金额单位", "money unit"),
    "kind": Text("表种", "kind of form"),
}


def _head_label(name: str) -> Text:
    return _WHOLE.get(name) or _term((*HEAD, GRADE, GOAL, TOTAL), name)
