"""What holds for every target and actual value, printed or drawn at random."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ziping.model import quantity_words as words
from ziping.model.quantity import LIMIT, SCALE, Comparator, QuantityKind, understand, unit_family

ALPHABET = (
    "≥≤<>=0123456789.,-/%()（） ，。年月日底前以上下内万亿千百十一二两零个家人次元完成达部分指标每*一\n\t１％"
)
WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789.,-%()<>="}

Sign = tuple[str, Comparator | None]
none: Sign = ("", None)


@dataclass(frozen=True)
class Printed:
    """A quantity and the way in which it is printed."""

    number: int
    unit: str
    multiplier: tuple[str, int]
    signs: tuple[Sign, Sign]
    boxed: bool
    grouped: bool
    padded: bool
    wide: bool
    gaps: tuple[str, str, str]

    @property
    def figures(self) -> str:
        figures = format(Decimal(self.number) / SCALE, ",f" if self.grouped else "f")
        return figures + (("0" if "." in figures else ".0") if self.padded else "")

    @property
    def text(self) -> str:
        measure = self.multiplier[0] + self.unit
        behind = f"({measure})" if self.boxed and measure else measure
        (before, _), (after, _) = self.signs
        text = f"{before}{self.gaps[0]}{self.figures}{self.gaps[1]}{behind}{self.gaps[2]}{after}"
        return text.translate(WIDE) if self.wide else text


printings = st.builds(
    Printed,
    number=st.integers(-LIMIT, LIMIT) | st.integers(0, 10**5).map(lambda whole: whole * SCALE),
    unit=st.sampled_from(["", *sorted(unit for unit in words.MEASURES if "(" not in unit)]),
    multiplier=st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
    signs=st.tuples(st.sampled_from([none, *words.BEFORE.items()]), st.just(none))
    | st.tuples(st.just(none), st.sampled_from([none, *words.AFTER.items()])),
    boxed=st.booleans(),
    grouped=st.booleans(),
    padded=st.booleans(),
    wide=st.booleans(),
    gaps=st.tuples(*[st.text(" \u3000\n", max_size=2)] * 3),
)
texts = st.text() | st.text(ALPHABET) | printings.map(lambda printed: printed.text)


@given(printings)
def test_a_printed_quantity_is_understood(printed: Printed) -> None:
    number = printed.number * printed.multiplier[1]
    may_be_a_year = any(1900 <= printed.number // unit < 2100 for unit in (SCALE, SCALE * 10**4))
    assume(abs(number) <= LIMIT and not may_be_a_year)
    understood = understand(printed.text)
    assert (understood.kind, understood.number) == (QuantityKind.NUMBER, number)
    assert understood.comparator is (printed.signs[0][1] or printed.signs[1][1])
    assert unit_family(understood.unit) == unit_family(printed.unit or None)
    assert understood.multiplier == printed.multiplier[1]


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y 年 %m 月 %d 日 前"]),
)
def test_a_printed_date_is_understood(day: date, style: str) -> None:
    understood = understand(day.strftime(style))
    assert (understood.kind, understood.last_day()) == (QuantityKind.DATE, day)


@given(texts)
@example("\ud800")
@example("a\u200b\u0301 1")
@example("R¸")
def test_any_text_has_one_meaning_in_any_width_and_with_any_blanks_around(text: str) -> None:
    understood = understand(text)
    assert understand(unicodedata.normalize("NFKC", text)) == understood
    assert understand(f" \u3000{text}\n") == understood


@given(texts)
def test_what_was_not_a_quantity_is_none_when_read_again(text: str) -> None:
    understood = understand(text)
    if understood.kind in {QuantityKind.WORDS, QuantityKind.UNKNOWN}:
        assert understand(understood.words) == understood


@given(texts)
def test_a_number_is_never_beyond_the_limit(text: str) -> None:
    assert abs(understand(text).number or 0) <= LIMIT


@pytest.mark.parametrize(
    "table",
    [
        words.BEFORE,
        words.AFTER,
        words.MEASURES,
        words.PER,
        words.SYNONYMS,
        words.BANDS,
        words.SPELLED,
        words.DONE,
    ],
)
def test_words_are_said_as_a_text_looks_when_it_is_compared(table: Iterable[str]) -> None:
    assert [
        word for word in table if unicodedata.normalize("NFKC", word) != word or word.split() != [word]
    ] == []


def test_tables_agree_with_each_other() -> None:
    assert words.SPELLED_MEASURES <= words.MEASURES
    assert words.COUNTERS <= words.MEASURES
    assert all(any(map(word.startswith, words.COUNTERS)) for word in words.NO_COUNTER)
    assert {unit_family(family) for family in words.SYNONYMS.values()} == set(words.SYNONYMS.values())
