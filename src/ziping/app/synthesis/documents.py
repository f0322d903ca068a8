"""Synthetic forms as documents: the official form of each, written by the same writers as any other."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ziping.app.documents import Document
from ziping.app.folder import Written
from ziping.app.writing import Order, write_forms
from ziping.engine.unframed import forms_of
from ziping.readers.forms_table import read_forms


def write_documents(tables: Iterable[Path], order: Order) -> Iterator[Written]:
    """Write the forms of tables, named unit/year/project as the list of what was planted names them."""
    documents = (Document(str(path), tuple(forms_of(read_forms(path)))) for path in tables)
    return write_forms(documents, order)
