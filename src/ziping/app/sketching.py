"""Which texts may be alike, told without holding them beside each other: from short sketches of them.

A text is taken as the set of its runs of three characters. Its sketch are bands of a MinHash, a row for each: texts that
agree in a band may be alike. Each row bears two things more, which show most of these to be unlike: how many runs the
text has, and of 128 places the parity of the runs that fall on them (an odd sketch). Sets that differ in so many places
differ in so many runs or more, so that no text that is alike is left out for it.
"""

from itertools import accumulate, chain, pairwise
from typing import Final

import polars as pl

LEAST: Final = 8_500
"""Basis points in common from which two texts are alike."""
WHOLE: Final = 10_000
RUN: Final = 3
"""Characters of a run."""
_BANDS: Final = 6
_ROWS: Final = 6
_SEED: Final = 20
_BITS: Final = [1 << place for place in range(64)]
_ODD: Final = {
    "odd_low": pl.Series(_BITS + [0] * 64, dtype=pl.UInt64),
    "odd_high": pl.Series([0] * 64 + _BITS, dtype=pl.UInt64),
}
"""The two halves of an odd sketch, and the bit of each of 128 places in them."""
SKETCH: Final = ("runs", *_ODD)
"""The columns that show of most texts that they are unlike."""
_AT_ONCE: Final = 1 << 16
"""Characters of the texts that are sketched together."""
_FEW: Final = 8
"""Rows of a band up to which each is held against each other one."""


def sketched(told: pl.DataFrame) -> pl.DataFrame:
    """Return for every text a row for each band of its sketch, under the ``key`` of the band.

    ``told`` has a row for every form that is kept of a text: the ``text``, and ``telling``, its number. The rows say
    the number, whether it is told ``again`` by a second form, its ``runs`` and its odd sketch.
    """
    texts = told.with_columns(again=pl.col("telling").is_duplicated()).unique(
        "telling", keep="first", maintain_order=True
    )
    parts = texts.select(
        "telling", "text", "again", part=pl.col("text").str.len_chars().cum_sum() // _AT_ONCE
    )
    return pl.concat(_of_part(part) for part in parts.partition_by("part", maintain_order=True))


def _of_part(texts: pl.DataFrame) -> pl.DataFrame:
    runs = _runs(texts["text"])
    keys = _keys(runs["run"], texts["text"].str.len_chars() - RUN + 1)
    rows = texts.select("telling", "again").hstack(_odd(runs))
    return rows[pl.int_range(len(keys), eager=True) // _BANDS].hstack([keys])


def _runs(texts: pl.Series) -> pl.DataFrame:
    """Return the runs of every text one after another, each with the row of its text."""
    characters = texts.str.split("").alias("first").to_frame().with_row_index("row").explode("first")
    first, row = pl.col("first"), pl.col("row")
    run = pl.concat_str(first, *(first.shift(-place) for place in range(1, RUN)))
    return characters.select("row", run=run, whole=row == row.shift(1 - RUN)).filter("whole").drop("whole")


def _keys(runs: pl.Series, sizes: pl.Series) -> pl.Series:
    """Return the keys of the bands of every text, one after another; ``sizes`` says how many runs each has."""
    from rensa import RMinHash  # noqa: PLC0415 — loaded only when there are texts to compare

    every, ends = runs.to_list(), accumulate(sizes, initial=0)
    sets = [every[first:last] for first, last in pairwise(ends)]
    sketches = RMinHash.digest_matrix_from_token_sets(sets, num_perm=_BANDS * _ROWS, seed=_SEED)
    places = pl.Series("key", list(chain.from_iterable(sketches.to_rows())), pl.UInt32)
    return places.reshape((len(sizes) * _BANDS, _ROWS)).hash(_SEED)


def _odd(runs: pl.DataFrame) -> pl.DataFrame:
    """Return how many runs each text has, every one counted once, and its odd sketch."""
    numbered = runs.select("row", pl.col("run").hash(_SEED)).set_sorted("row")
    distinct = numbered.group_by("row", maintain_order=True).agg(pl.col("run").unique()).explode("run")
    bits = [bit[distinct["run"] % len(bit)].alias(name) for name, bit in _ODD.items()]
    summed = distinct.hstack(bits).set_sorted("row").group_by("row", maintain_order=True)
    return summed.agg(pl.len().cast(pl.Int64).alias("runs"), *(pl.col(it).bitwise_xor() for it in _ODD)).drop(
        "row"
    )


def promising(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of those bands in which two texts may be alike, or one stands in two forms.

    ``rows`` are those of ``sketched``, those of one key all together.
    """
    again = pl.col("key").is_duplicated() | pl.col("again")
    shared = rows.filter(again).with_columns(size=pl.len().over("key")).with_row_index("row")
    few = shared.filter(pl.col("size") <= _FEW).select("key", "row", *SKETCH)
    pairs = few.join(few, on="key", suffix="_other").filter(pl.col("row") < pl.col("row_other"))
    near = pairs.filter(may_be_alike())["key"]
    kept = pl.concat([near, shared.filter((pl.col("size") > _FEW) | pl.col("again"))["key"]]).unique()
    return shared.drop("row", "size").filter(pl.col("key").is_in(kept.implode()))


def may_be_alike() -> pl.Expr:
    """Tell whether a text and the ``_other`` can have so much in common, as far as their sketches show.

    With s runs in both together and d that only one has, (s - d) / (s + d) is the share in common.
    """
    places = pl.sum_horizontal((pl.col(it) ^ pl.col(f"{it}_other")).bitwise_count_ones() for it in _ODD)
    fewer = (pl.col("runs") - pl.col("runs_other")).abs()
    differing = pl.max_horizontal(places.cast(pl.Int64), fewer)
    return differing * (WHOLE + LEAST) <= (pl.col("runs") + pl.col("runs_other")) * (WHOLE - LEAST)
