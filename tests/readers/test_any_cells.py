"""Tables of any content: whatever labels and numbers stand wherever, and forms of any content in any layout."""

from collections.abc import Iterable
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.test_any_bytes import check
from tests.readers.test_variations import ALL, differences
from tests.readers.truth import declared
from tests.readers.variations.drawing import Drawing
from tests.readers.variations.sheet import Box, Sheet
from tests.writers.generated import adding_up, forms
from ziping.model.form import Form
from ziping.readers.reading import forms_of
from ziping.readers.vocabulary import Vocabulary, vocabularies


def labels(words: Vocabulary) -> Iterable[str]:
    """Return the labels of one vocabulary."""
    parts = (words.head, words.fund_columns, words.fund_rows, words.goal_columns, words.indicator_columns)
    named = chain.from_iterable(names.values() for names in parts)
    return chain(words.foot, words.other_tables, words.total, words.goal, words.funds, *named)


LABELS = sorted({*chain.from_iterable(map(labels, vocabularies())), "项目绩效自评表", "一级指标", "三级指标"})
OTHERS = [
    "",
    "",
    "-",
    "10",
    "98.5",
    "1,000.00",
    "100%",
    "5O",
    "≥5个",
    "优",
    "万元",
    "其中：",
    "指标2：",
    "总分",
]
BOXES = st.builds(
    Box,
    st.one_of(st.sampled_from(LABELS), st.sampled_from(OTHERS)),
    st.integers(0, 12),
    st.integers(0, 8),
    st.integers(0, 3),
    st.integers(1, 4),
)


@settings(max_examples=200)
@given(st.lists(BOXES, max_size=60))
def test_no_table_makes_reading_fail(boxes: list[Box]) -> None:
    for form in forms_of(Sheet(boxes, 16).grid()):
        check(form)


@settings(max_examples=40)
@given(forms().map(adding_up).filter(lambda form: form.indicators), st.sampled_from(sorted(ALL)))
def test_any_form_is_read_in_any_layout(form: Form, name: str) -> None:
    drawing = Drawing(ALL[name], declared(form))
    (found,) = forms_of(drawing.sheet.grid())
    assert differences(drawing.said, found) == []
