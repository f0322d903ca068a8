"""From forms and findings to files: reports and, for every format, the official form."""

from ziping.writers.computing import computed_form
from ziping.writers.formats import UnknownFormatError, Writer, writer, writers
from ziping.writers.layout import Layout, UnknownLayoutError, layout, layout_for, layouts
from ziping.writers.sheet import Sheet

__all__ = [
    "Layout",
    "Sheet",
    "UnknownFormatError",
    "UnknownLayoutError",
    "Writer",
    "computed_form",
    "layout",
    "layout_for",
    "layouts",
    "writer",
    "writers",
]
