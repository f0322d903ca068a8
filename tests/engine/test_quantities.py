"""Targets and actual values as columns say what ``understand`` says, text by text."""

import polars as pl
import pytest

from tests.samples import twelve
from ziping.engine.quantities import QUANTITIES, QUANTITY
from ziping.model.quantity import understand, unit_family
from ziping.model.quantity_words import (
    AFTER,
    BANDS,
    BEFORE,
    IN_FIGURES,
    MEASURES,
    NO_QUANTITY,
    PER,
    UNIT_BEFORE,
)

FIGURES = (
    "1",
    "7",
    "12",
    "30",
    "95.5",
    "100",
    "0.5",
    "007",
    "2023",
    "20231231",
    "1234.5678",
    "99999999",
    "1.23456789",
)
TAILS = (
    *MEASURES,
    *AFTER,
    "万",
    "亿元",
    "万亿元",
    "A级",
    "个月",
    "年",
    "年内",
    "月底前",
    "日",
    "号楼",
    "%以上",
    "５",
    "①",
    "㎡",
    "人(次)",
    "",
)
HEADS = ("", *BEFORE, *UNIT_BEFORE, *(f"每{each}" for each in PER), "2", "第", "增长", "(", "≥ ")
TRICKY = (
    "每年7次",
    "本年5次",
    "５0%",
    "5５%",
    "(95%)",
    "（95%）",
    "-5%",
    "1,234人",
    "3/5",
    "80-90%",
    "12月底前",
    "2023.12",
    "5%。",
)


def _expected(text: str) -> tuple[object, ...]:
    quantity = understand(text)
    said = {name: getattr(quantity, name) for name in QUANTITY}
    return tuple({**said, "unit": unit_family(quantity.unit)}.values())


def _same(texts: list[str]) -> None:
    rows = QUANTITIES.of(pl.Series("text", texts)).rows()
    expected = map(_expected, texts)
    differing = [it for it in zip(texts, rows, expected, strict=True) if it[1] != it[2]]
    assert not differing


@pytest.mark.parametrize("figure", FIGURES)
def test_a_text_means_what_it_means_with_any_other_figure(figure: str) -> None:
    _same([f"{head}{figure}{tail}" for head in ("", "≥", "每亩", "每m") for tail in TAILS])
    _same([f"{head}{figure}{tail}" for head in HEADS for tail in ("人次", "%", "万元")])


def test_texts_that_are_more_than_a_figure_are_understood_as_they_stand() -> None:
    held = [text for text in (*BANDS, *IN_FIGURES, *NO_QUANTITY, *TRICKY) if text]
    printed = [
        text for it in twelve() for row in it.form.indicators for text in (row.target, row.actual) if text
    ]
    _same([*held, *printed])


def test_no_text_has_the_same_columns() -> None:
    assert QUANTITIES.of(pl.Series("text", [], dtype=pl.String)).schema == pl.Schema(QUANTITY)
