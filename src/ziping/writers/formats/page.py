"""The official form as a web page that prints as the PDF does, with nothing to be fetched and nothing to be run."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from ziping.model.template import INDICATORS
from ziping.writers.layout import MARGIN
from ziping.writers.paging import Paging
from ziping.writers.sheet import Sheet
from ziping.writers.table import Cell, Part, Role

_NAMES: Final = ("基本情况、资金和目标", INDICATORS.label.zh)


class Html:
    """Web pages."""

    name = "html"

    def write(self, sheet: Sheet) -> bytes:
        """Return the page."""
        table = sheet.table
        text = _template().render(
            table=table,
            title=sheet.title,
            keywords="，".join(sheet.keywords),
            margin=MARGIN,
            names=_NAMES,
            groups=_groups,
            long=Paging(table).is_long,
            tag=_tag,
            attributes=_attributes,
        )
        return f"{text}\n".encode()


WRITER: Final = Html()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("ziping.writers", "parts"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("form.html")


def _groups(part: Part) -> Iterator[tuple[str, range]]:
    """Yield the rows of head and body; the head of a table is repeated over pages."""
    body = part.first + part.header
    if part.header:
        yield "thead", range(part.first, body)
    yield "tbody", range(body, part.end)


def _is_level(cell: Cell) -> bool:
    return cell.pointer.endswith(("/level1", "/level2"))


def _tag(cell: Cell) -> str:
    is_head = (cell.role is Role.LABEL and cell.text) or _is_level(cell) or cell.pointer.endswith("/label")
    return "th" if is_head else "td"


def _attributes(cell: Cell) -> Markup:
    """Return spans, classes and, for a heading, what it is the heading of."""
    names = [cell.role.value] if cell.role is Role.PROSE else []
    names += [f"open-{cell.open}"] if cell.open else []
    scope = "" if _tag(cell) == "td" else _scope(cell)
    held = {
        "rowspan": str(cell.rows) if cell.rows > 1 else "",
        "colspan": str(cell.columns) if cell.columns > 1 else "",
        "scope": scope,
        "class": " ".join(names),
    }
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in held.items() if value)


def _scope(cell: Cell) -> str:
    if cell.pointer.endswith("/label"):
        return "row"
    return "rowgroup" if cell.rows > 1 or _is_level(cell) else "col"
