"""What helps a person at the keyboard: a warning for a score outside its band, a tint where ziping differs."""

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from ziping.model.template import GRADES
from ziping.writers.spreadsheet.checking import Line
from ziping.writers.spreadsheet.grid import Grid
from ziping.writers.spreadsheet.styles import Styled
from ziping.writers.table import Role

BANDS: Final = ("达成指标", "部分达成指标并具有一定效果", "未达成指标且效果较差")
"""The three answers of 财预〔2020〕10号 art. 16, as Shanghai prints them."""
_DIFFERS: Final = "#F8D7DA"
_WARNS: Final = {"error_type": "warning", "ignore_blank": True}


def guide(styled: Styled, page: Worksheet, grid: Grid, lines: Mapping[str, Line]) -> None:
    """Add validations to scores, actual values and the grade, and tint declared values that differ."""
    differs = styled.book.add_format({"bg_color": _DIFFERS})
    for pointer, line in lines.items():
        _tint(page, grid, line, differs)
        if line.is_band:
            _add(page, grid, pointer, _within(line))
            _add(page, grid, pointer.replace("/score", "/actual"), _one_of(BANDS))
    for cell in grid.table.cells:
        points = cell.pointer.replace("/score", "/points")
        is_score = cell.role is Role.NUMBER and cell.pointer.endswith("/score") and grid.has(points)
        if is_score and not (cell.pointer in lines and lines[cell.pointer].is_band):
            _add(page, grid, cell.pointer, _up_to(grid.reference(points)))
    if grid.has("/grade"):
        _add(page, grid, "/grade", _one_of(GRADES))


def _tint(page: Worksheet, grid: Grid, line: Line, style: object) -> None:
    held = grid.range(grid.table.at[line.pointer])
    where = f'AND({line.difference}<>"",{line.difference}<>0)'
    options = {"type": "formula", "criteria": f"={where}", "format": style}
    page.conditional_format(held.row, held.column, held.last_row, held.last_column, options)


def _add(page: Worksheet, grid: Grid, pointer: str, rule: dict[str, Any]) -> None:
    held = grid.range(grid.table.at[pointer])
    page.data_validation(held.row, held.column, held.row, held.column, {**_WARNS, **rule})


def _within(line: Line) -> dict[str, Any]:
    lowest, highest = line.edges
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": f"={lowest}",
        "maximum": f"={highest}",
        "error_title": "得分超出档次",
        "error_message": "定性指标按所填档次给分：达成、部分达成、未达成各有上下限，见“ziping核对”页。",
    }


def _up_to(points: str) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": f"={points}",
        "error_title": "得分超出分值",
        "error_message": "得分应在 0 与分值之间。",
    }


def _one_of(answers: tuple[str, ...]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(answers),
        "error_title": "不在可选之列",
        "error_message": f"通常填：{'、'.join(answers)}。",
    }
