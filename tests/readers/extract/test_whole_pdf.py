"""Whole forms on pages that lie on their side, and one form far back in a long document."""

from io import BytesIO

import pytest
from pypdfium2 import PdfDocument

from tests.readers.extract.known import DOCUMENTS
from tests.readers.truth import declared
from ziping.readers import Source, read

NAME = "twelve-from-xlsx.pdf"


def saved(document: PdfDocument) -> Source:
    data = BytesIO()
    document.save(data)
    document.close()
    return Source("changed.pdf", data.getvalue())


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_hold_the_same_forms(turn: int) -> None:
    document = PdfDocument((DOCUMENTS / NAME).read_bytes())
    for page in document:
        page.set_rotation(turn)
    upright = read(Source(NAME, (DOCUMENTS / NAME).read_bytes()))
    turned = read(saved(document))
    assert [*map(declared, turned.forms)] == [*map(declared, upright.forms)]
    first, other = upright.forms[0].places["/project"], turned.forms[0].places["/project"]
    assert first.page == other.page
    assert first.box != other.box


def test_one_form_is_found_at_the_end_of_five_hundred_pages() -> None:
    document, known = PdfDocument.new(), PdfDocument((DOCUMENTS / NAME).read_bytes())
    for _ in range(499):
        document.new_page(595, 842)
    document.import_pages(known, [0])
    (form,) = read(saved(document)).forms
    (first, *_) = read(Source(NAME, (DOCUMENTS / NAME).read_bytes())).forms
    assert declared(form) == declared(first)
    assert form.places["/project"].page == 500
