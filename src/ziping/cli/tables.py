"""Tables on the terminal."""

from decimal import Decimal

from rich import box
from rich.table import Table

from ziping.engine.spots import label, place
from ziping.engine.wording import NOTHING, points
from ziping.model.form import Form, Problem, number_text
from ziping.model.language import Text


def plain_table(first: str) -> Table:
    """Return a table with a first column of that name."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(first)
    return table


def cell(value: str | Decimal | None) -> str:
    """Print a declared value; a blank one is a dash."""
    if value is None:
        return NOTHING
    shown = number_text(value) if isinstance(value, Decimal) else value
    return shown.replace("[", r"\[")


def problem_line(form: Form, problem: Problem) -> Text:
    """Say a reader's problem with the cell that it is about and where that stood."""
    named, found = label(form, problem.pointer), place(form, problem.pointer)
    at = found.describe() if found else None
    where = Text(f"（{at.zh}）", f" ({at.en})") if at else Text("", "")
    said = problem.text
    return Text(f"{named.zh}{where.zh}：{said.zh}", f"{named.en}{where.en}: {said.en}")


def counted(hundredths: int | None) -> str:
    """Print points or a score; unknown is a dash."""
    return NOTHING if hundredths is None else points(hundredths)
