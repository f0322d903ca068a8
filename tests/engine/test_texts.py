"""Texts are read once, whatever stands in the rows; what rules find does not depend on it."""

from dataclasses import replace

import polars as pl
import pytest

from tests.samples import twelve
from ziping.engine.catalogue import Catalogue
from ziping.engine.frames import frames
from ziping.engine.plan import UnresolvedColumnError
from ziping.engine.run import evaluate
from ziping.engine.texts import FEW, MOST, Readings
from ziping.rules import catalogue


def _lengths(asked: list[str | None]) -> Readings:
    def read(texts: pl.Series) -> pl.DataFrame:
        asked.extend(texts)
        return pl.DataFrame({"length": texts.str.len_chars()})

    return Readings(read)


@pytest.mark.parametrize("times", [1, FEW], ids=["few rows", "many rows"])
def test_each_distinct_text_is_read_once(times: int) -> None:
    asked: list[str | None] = []
    rows = pl.Series("name", ["参会次数", None, "满意度", "参会次数"] * times)
    assert _lengths(asked).of(rows)["length"].to_list() == [4, None, 3, 4] * times
    assert sorted(asked, key=str) == sorted([None, "参会次数", "满意度"], key=str)


def test_of_few_rows_only_what_is_new_is_read() -> None:
    asked: list[str | None] = []
    lengths = _lengths(asked)
    for names in (["满意度", None], ["满意度", "合格率"]):
        assert lengths.of(pl.Series("name", names))["length"].to_list() == [3, 3 if names[1] else None]
    assert asked == ["满意度", None, "合格率"]


def test_no_rows_have_the_columns_all_the_same() -> None:
    assert _lengths([]).of(pl.Series("name", [], dtype=pl.String)).columns == ["length"]


def test_texts_beyond_the_limit_are_forgotten_together() -> None:
    asked: list[str | None] = []
    lengths = _lengths(asked)
    for first in range(0, MOST + 1, FEW):
        lengths.of(pl.Series("name", [str(number) for number in range(first, first + FEW)]))
    assert len(asked) == MOST + FEW
    assert lengths.of(pl.Series("name", ["0"]))["length"].to_list() == [1]
    assert asked[-1] == "0"


def test_what_could_not_be_read_is_asked_again() -> None:
    class Once:
        failed = False

    def read(texts: pl.Series) -> pl.DataFrame:
        if not Once.failed:
            Once.failed = True
            raise OSError
        return pl.DataFrame({"length": texts.str.len_chars()})

    lengths = Readings(read)
    with pytest.raises(OSError):  # noqa: PT011 — which error is of no matter
        lengths.of(pl.Series("name", ["合格率"]))
    assert lengths.of(pl.Series("name", ["合格率"]))["length"].to_list() == [3]


def test_rules_find_the_same_without_readings() -> None:
    rules = catalogue()
    plain = {name: replace(it, reading=False) for name, it in rules.facts.items()}
    assert any(it.reading for it in rules.facts.values())
    held = frames(twelve())
    read, filled = (evaluate(held, it) for it in (rules, Catalogue(plain, rules.checks)))
    for level, verdicts in read.verdicts.items():
        assert verdicts.equals(filled.verdicts[level])
        assert read.frames[level].equals(filled.frames[level].select(read.frames[level].columns))


def test_a_reading_of_two_texts_is_refused() -> None:
    rules = catalogue()
    both = replace(
        rules.facts["indicator.starred"], value=pl.col("indicator.level3") + pl.col("indicator.target")
    )
    with pytest.raises(UnresolvedColumnError, match=r"indicator\.starred is no reading of one text"):
        evaluate(frames(twelve()[:1]), Catalogue({**rules.facts, both.column: both}, rules.checks))
