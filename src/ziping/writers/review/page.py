"""A filled document as a web page that needs nothing else and prints as the PDF does."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from ziping.writers.review.blocks import Block, Paragraph, Table, blocks, paper
from ziping.writers.review.package import Filled
from ziping.writers.review.scope import Picture

FONT = "inherit"
"""The font of the pictures: that of the page."""


def page(filled: Filled, title: str) -> str:
    """Return the page."""
    return _template().render(
        title=title,
        blocks=blocks(filled),
        paper=paper(filled),
        kind=_kind,
        drawn=lambda it: Markup(it.svg),  # noqa: S704 — our own drawing; its texts were escaped
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("ziping.writers", "parts/review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html")


def _kind(block: Block) -> str:
    match block:
        case Paragraph():
            return "paragraph"
        case Table():
            return "table"
        case Picture():
            return "picture"
