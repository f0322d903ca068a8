"""Sketches lose no text that is alike, and let few pass that are not."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import polars as pl
import pytest

from ziping.app.sketching import LEAST, WHOLE, promising, sketched

Pair = frozenset[int]


def edited(random: Random, text: str, most: int) -> str:
    """Return the text with some characters changed, left out, or said twice."""
    characters = list(text)
    for _ in range(random.randint(1, most)):
        place = random.randrange(len(characters))
        characters[place] = random.choice(("", chr(random.randrange(0x4E00, 0x4F00)), characters[place] * 2))
    return "".join(characters)


def texts(length: int, most: int) -> list[str]:
    """Return texts of which some were written from others."""
    random = Random(length)  # noqa: S311 — the same texts every time
    first = ["".join(chr(random.randrange(0x4E00, 0x4F00)) for _ in range(length)) for _ in range(40)]
    return list(dict.fromkeys([*first, *(edited(random, it, most) for it in first for _ in range(4))]))


def rows(told: list[str]) -> pl.DataFrame:
    return sketched(pl.DataFrame({"text": told, "telling": pl.Series(range(len(told)), dtype=pl.UInt64)}))


def pairs(held: pl.DataFrame) -> set[Pair]:
    """Return the numbers of every two texts that stand in one band."""
    bands = held.group_by("key").agg("telling")["telling"].to_list()
    return {frozenset(pair) for band in bands for pair in combinations(band, 2)}


def in_common(one: str, another: str) -> int:
    left, right = (frozenset(zip(it, it[1:], it[2:], strict=False)) for it in (one, another))
    return len(left & right) * WHOLE // len(left | right)


def alike(told: list[str]) -> Iterator[Pair]:
    for one, another in combinations(range(len(told)), 2):
        if in_common(told[one], told[another]) >= LEAST:
            yield frozenset((one, another))


@pytest.mark.parametrize(("length", "most"), [(42, 2), (60, 4), (200, 12), (1_000, 60)])
def test_no_text_that_is_alike_is_sifted_out(length: int, most: int) -> None:
    told = texts(length, most)
    held, really = rows(told), set(alike(told))
    together, left = pairs(held), pairs(promising(held))
    assert left & really == together & really
    assert len(together & really) > 0.94 * len(really) > 40


def test_most_texts_are_sifted_out_that_share_a_band_and_are_not_alike() -> None:
    random = Random(3)  # noqa: S311 — the same texts every time
    told = [edited(random, it, 8) for it in texts(60, 1)[:100:5] for _ in range(4)]
    held, really = rows(told), set(alike(told))
    together, left = pairs(held) - really, pairs(promising(held)) - really
    assert len(together) >= 40
    assert len(left) < len(together) / 3


def test_a_text_alone_is_sifted_out_and_one_of_two_forms_is_not() -> None:
    once, twice = texts(50, 1)[:2]
    told = pl.DataFrame({"text": [once, twice, twice], "telling": pl.Series([1, 2, 2], dtype=pl.UInt64)})
    assert promising(sketched(told))["telling"].unique().to_list() == [2]


def test_many_texts_at_once_are_sketched_as_each_alone() -> None:
    told = texts(2_000, 40)
    together = rows(told)
    alone = pl.concat(
        sketched(pl.DataFrame({"text": [it], "telling": pl.Series([place], dtype=pl.UInt64)}))
        for place, it in enumerate(told)
    )
    assert together.equals(alone)
