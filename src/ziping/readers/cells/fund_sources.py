"""Reads fund tables without a row for each source: sources as columns, amounts behind or beside their labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ziping.model.form import FundSource, ProblemKind
from ziping.model.language import Text
from ziping.readers.cells.columns import without_side_label
from ziping.readers.draft import Draft
from ziping.readers.funds import put_fund
from ziping.readers.grid import Cell
from ziping.readers.labels import LONGEST_LABEL, Group, fund_label, fund_source, named
from ziping.readers.numerals import is_blank, is_number
from ziping.readers.sections import Row, text_of

SOURCES: Final = re.compile(
    r"资金|基金|公共预算|国有资本|拨款|补助|结转|结余|收入|支出|预算|贷款|债券|自筹|其[他它中]|中央|自治区|[省市县区州盟旗]级?|本级|地方|合计|金额"
)
"""What the label of a source of funds has in it."""

_AMOUNT_BEHIND = re.compile(r"(?:其中[:：])?([^:：]{2,30})[:：]\s*([0-9][0-9.,]*\s*(?:亿元|万元|元)?)")
_LEAST_SOURCES: Final = 2


def is_by_source(heading: Row, rows: Sequence[Row]) -> bool:
    """Tell whether the heading names sources of funds, and no row below it does."""
    named_rows = any(named(cell.text, Group.FUND_ROW) for row in rows for cell in row)
    return not named_rows and len(list(_sources(heading))) >= _LEAST_SOURCES


def _sources(heading: Row) -> Iterator[Cell]:
    for cell in heading:
        is_source = named(cell.text, Group.FUND_ROW) or SOURCES.search(cell.text[:LONGEST_LABEL])
        if is_source and not named(cell.text, Group.FUND_COLUMN) and not named(cell.text, Group.OTHER_COLUMN):
            yield cell


def _above(cell: Cell, heading: Row) -> Cell:
    """Return the heading under which most of the cell stands."""
    return max(
        heading,
        key=lambda it: min(it.column + it.columns, cell.column + cell.columns) - max(it.column, cell.column),
    )


def put_by_source(draft: Draft, heading: Row, rows: Sequence[Row]) -> list[str]:
    """Set a fund row for each source that the heading names; what is no source belongs to the total."""
    amounts = next((row for row in rows if any(is_number(cell.text) for cell in row)), ())
    below = {_above(cell, heading).column: cell for cell in amounts}
    rest = [
        (field, below[cell.column])
        for cell in heading
        if cell.column in below and (field := named(cell.text, Group.FUND_COLUMN))
    ]
    pointers: list[str] = []
    for source in _sources(heading):
        cell = below.get(source.column)
        if cell is None or is_blank(cell.text):
            continue
        is_total = fund_source(source.text) is FundSource.TOTAL
        values = [("full_year_budget", cell), *(rest if is_total else ())]
        pointers.append(put_fund(draft, source, values))
    message = Text(
        "各资金来源按栏填列，其金额按全年预算数读取",
        "sources stand in columns; their amounts were read as the full-year budget",
    )
    draft.note(ProblemKind.DOUBTFUL, "/funds", message, text_of(heading))
    if rest and not any(draft.value(f"{pointer}/source") is FundSource.TOTAL for pointer in pointers):
        draft.note(
            ProblemKind.NOT_UNDERSTOOD,
            "/funds",
            Text(
                "资金来源各栏没有合计，其余各栏未读取",
                "the columns of fund sources have no total, so the other columns were not read",
            ),
            text_of(amounts),
        )
    return pointers


def is_by_field_and_source(heading: Sequence[Row]) -> bool:
    """Tell whether a heading of two rows has the sources of funds under each of its fields."""
    fields = [c for row in heading[:-1] for c in row if c.columns > 1 and named(c.text, Group.FUND_COLUMN)]
    return len(heading) == _LEAST_SOURCES and len(fields) > 1


def put_by_field_and_source(draft: Draft, heading: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    """Set a fund row for each source: 全年预算数 and 全年执行数, each over 小计 | 中央 | 省级; a lone field is the total's."""
    fields, sources = heading
    amounts = next((row for row in rows if any(is_number(cell.text) for cell in row)), ())
    total = next((cell for cell in sources if fund_source(cell.text) is FundSource.TOTAL), None)
    held: dict[str, list[tuple[str, Cell]]] = {cell.text: [] for cell in sources}
    for cell in amounts:
        above = _above(cell, fields)
        source = _above(cell, sources) if above.rows == 1 else total
        if source and (field := named(above.text, Group.FUND_COLUMN)):
            held[source.text].append((field, cell))
    first = {cell.text: cell for cell in reversed(sources)}
    return [put_fund(draft, first[text], values) for text, values in held.items() if values]


def put_amounts_behind_labels(draft: Draft, row: Row) -> list[str]:
    """Set a fund row for each cell that holds label and amount: 其中：一般公共预算：1873.66万元."""
    pointers: list[str] = []
    for cell in row:
        if found := _AMOUNT_BEHIND.fullmatch(cell.text.strip()[: LONGEST_LABEL * 2]):
            label, amount = replace(cell, text=fund_label(found[1])), replace(cell, text=found[2])
            pointers.append(pointer := put_fund(draft, label, [("full_year_budget", amount)]))
            message = Text(
                "金额与名称同在一格，看不出属于哪一栏，按全年预算数读取",
                "amount and label share a cell, so its column is unknown; read as the full-year budget",
            )
            draft.note(ProblemKind.DOUBTFUL, pointer, message, cell.text)
    return pointers


def _is_source_name(cell: Cell) -> bool:
    return cell.table > 0 and named(cell.text, Group.FUND_ROW) is not None


def put_turned(draft: Draft, rows: Sequence[Row]) -> list[str]:
    """Set the funds of a table that is turned: a source for each column, and for each row a field such as 全年执行数."""
    rows = [without_side_label(row) for row in rows]
    heading = next((row for row in rows if len(row) > 1 and all(map(_is_source_name, row))), ())
    fields = [(field, row[1:]) for row in rows if row and (field := named(row[0].text, Group.FUND_COLUMN))]
    if not heading or len(fields) < _LEAST_SOURCES:
        return []
    cells = [(field, cell) for field, row in fields for cell in row]
    return [
        put_fund(draft, source, [(field, cell) for field, cell in cells if _above(cell, heading) is source])
        for source in heading
    ]


def put_pairs(draft: Draft, first: Row, pairs: Sequence[tuple[str, Cell]]) -> str:
    """Set the one fund row of a form that names no source and has each number beside its label."""
    label = first[0] if named(first[0].text, Group.FUNDS) else replace(first[0], text="年度资金总额")
    pointer = put_fund(draft, label, pairs)
    draft.put_source(pointer, FundSource.TOTAL)
    message = Text(
        "没有列出资金来源，按年度资金总额读取", "no source of funds is named; read as the total of the year"
    )
    draft.note(ProblemKind.DOUBTFUL, pointer, message, text_of(first))
    return pointer


def put_single_amounts(draft: Draft, rows: Sequence[Row]) -> list[str]:
    """Set the rows of a fund table without heading that have one amount each beside the label of a source."""
    pointers: list[str] = []
    for row in rows:
        is_pair = len(row) == _LEAST_SOURCES and row[0].table and SOURCES.search(row[0].text[:LONGEST_LABEL])
        if is_pair and is_number(row[1].text):
            pointers.append(pointer := put_fund(draft, row[0], [("full_year_budget", row[1])]))
            message = Text(
                "没有表头，看不出金额属于哪一栏，按全年预算数读取",
                "no heading says which amount this is; read as the full-year budget",
            )
            draft.note(ProblemKind.DOUBTFUL, pointer, message, text_of(row))
    return pointers
