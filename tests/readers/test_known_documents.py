"""The twelve known forms, read from every kind of digital file field by field against what a person read."""

import pytest

from tests.readers.extract.known import source
from tests.readers.extract.test_documents import ALL
from tests.readers.truth import NAMES, declared, leaves, truths
from ziping.readers import read

TRUTH = [truth for name in NAMES for truth in truths(name)]
PRINTED_OTHERWISE = {("twelve-numeric-cells.xlsx", "80%"): "80.00%", ("twelve.xls", "80%"): "80.00%"}
"""The cell holds a number there, and its format prints it like this."""
PRINTED_OTHERWISE["twelve.ods", "80%"] = "80.00%"
FIELDS = 1280


@pytest.mark.parametrize("name", ALL)
def test_every_field_is_exactly_as_printed(name: str) -> None:
    forms = read(source(name)).forms
    assert len(forms) == len(TRUTH)
    wrong = {
        (number, pointer): (value, found.get(pointer))
        for number, (truth, form) in enumerate(zip(TRUTH, forms, strict=True), 1)
        for found in [dict(leaves(declared(form)))]
        for pointer, value in leaves(truth)
        if found.get(pointer) != (PRINTED_OTHERWISE.get((name, str(value)), value))
    }
    assert wrong == {}
    assert sum(1 for form in forms for _ in leaves(declared(form))) == FIELDS
