"""Forms that tell the same story: where 实际完成情况 of two forms is the same text, or nearly.

Texts are compared without blanks, punctuation and years. Which of them may be alike is told by their sketches. Whether
they are is then worked out exactly, as the share of runs of characters that they have in common. A text is kept once,
with the first few forms that hold it, so that one text in a million forms costs no more than in ten. The answer does not
depend on how the forms were divided.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

import polars as pl

from ziping.app.sketching import LEAST, RUN, SKETCH, WHOLE, may_be_alike, promising, sketched
from ziping.engine.frames import TWIN, Frames

SHORTEST: Final = 40
"""Characters of a text that is long enough not to be alike by chance."""
LONGEST: Final = 4_000
"""Characters of a text that are looked at."""
_TWO: Final = 2
"""Forms, and texts, that there are to be for any to be alike."""
_SEED: Final = 20
_KEPT: Final = 4
"""Forms that are kept of a text, and other texts of one that is like many, the first by source and number."""
_HEADS: Final = 6
"""Texts of a band, the first by their forms, with which all others of it are compared."""
_BESIDE: Final = r"20[0-9]{2}年?度?|[\s\p{P}\p{S}]"
_ORDER: Final = ["source", "number"]
_FORM: Final = {
    "source": "form.source",
    "number": "form.number",
    "year": "form.year",
    "unit": "form.implementing_unit",
    "project": "form.project",
}
_TEXT: Final = ["key", "telling"]
ANSWER: Final = {
    "bucket": pl.Int64,
    "telling": pl.UInt64,
    "share": pl.Int64,
    "source": pl.String,
    "number": pl.UInt32,
    "year": pl.Int64,
    "unit": pl.String,
    "project": pl.String,
}
"""A text, by its number, and another form that holds it, or one like it."""
_PAIR: Final = {"telling": pl.UInt64, "other": pl.UInt64, "share": pl.Int64}


def with_tellings(forms: pl.DataFrame) -> pl.DataFrame:
    """Add the texts that are long enough to be compared, and their numbers: ``text`` and ``telling``."""
    text = pl.col("form.goal_actual").str.normalize("NFKC").str.replace_all(_BESIDE, "").str.head(LONGEST)
    told = forms.with_columns(text=text)
    long = pl.when(pl.col("text").str.len_chars() >= SHORTEST)
    return told.with_columns(
        long.then("text").alias("text"), long.then(pl.col("text").hash(_SEED)).alias("telling")
    )


def tellings(forms: pl.DataFrame, *more: str) -> pl.DataFrame:
    """Return the numbers of the texts with the rows and the forms in which they stand, and what else is wanted."""
    about = {name: pl.col(column) for name, column in _FORM.items()}
    told = forms.select("telling", *more, pl.int_range(pl.len()).alias("row"), **about)
    return told.filter(pl.col("telling").is_not_null())


def thinned(rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Keep of every text the first few forms, and one for each bucket that asks for it."""
    again = rows.select(again=pl.struct(key).is_duplicated())["again"]
    ordered = rows.filter(again).sort(*key, *_ORDER)
    asks = pl.struct("bucket").is_first_distinct().over(key)
    kept = ordered.filter((pl.int_range(pl.len()).over(key) < _KEPT) | asks)
    return pl.concat([rows.filter(~again), kept])


def alike(rows: pl.DataFrame) -> pl.DataFrame:
    """Return for every text, and every bucket that asks for it, the forms whose text is alike, with the share in common.

    ``rows`` are sketched texts with their forms, those of one key all together.
    """
    held = thinned(rows, _TEXT)
    found = pl.concat([_same(held), pl.DataFrame(_near(held), schema=_PAIR, orient="row")]).unique()
    forms = held.sort(_ORDER).filter(pl.int_range(pl.len()).over(_TEXT) < _KEPT)
    offers = forms.select("telling", *_FORM).unique()
    asks = held.select("telling", "bucket").unique()
    answers = found.join(offers, left_on="other", right_on="telling").join(asks, on="telling")
    return answers.select(list(ANSWER)).unique()


def _same(held: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that stand in two forms, each with itself."""
    again = held.group_by(_TEXT).len().filter(pl.col("len") > 1)
    return again.select("telling", pl.col("telling").alias("other"), pl.lit(WHOLE, pl.Int64).alias("share"))


def _near(held: pl.DataFrame) -> Iterator[tuple[int, int, int]]:
    """Yield each two texts of a band that are alike, both ways, up to a few likenesses for each."""
    found: Counter[tuple[int, int]] = Counter()
    for key, telling, other, text, head in _pairs(held).iter_rows():
        if (share := _in_common(text, head)) >= LEAST:
            for one, another in ((telling, other), (other, telling)):
                found[key, one] += 1
                if found[key, one] <= _KEPT:
                    yield one, another, share


def _pairs(held: pl.DataFrame) -> pl.DataFrame:
    """Return every text of a band with each of the first ones before it that it may be like."""
    first = held.sort(_ORDER).unique(_TEXT, keep="first", maintain_order=True)
    placed = first.select(*_TEXT, *SKETCH, place=pl.int_range(pl.len()).over("key"))
    both = placed.join(placed.filter(pl.col("place") < _HEADS), on="key", suffix="_other")
    earlier = pl.col("place_other") < pl.col("place")
    pairs = both.filter(earlier & may_be_alike()).select(
        "key", "telling", "telling_other", "place", "place_other"
    )
    texts = first.select("telling", "text").unique("telling")
    told = pairs.join(texts, on="telling").join(
        texts, left_on="telling_other", right_on="telling", suffix="_other"
    )
    return told.sort("key", "place", "place_other").drop("place", "place_other")


def _in_common(one: str, another: str) -> int:
    """Return the share of runs that two texts have in common, in basis points."""
    left, right = _runs(one), _runs(another)
    both = len(left & right)
    return both * WHOLE // (len(left) + len(right) - both)


@lru_cache(maxsize=4_096)
def _runs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + RUN] for place in range(len(text) - RUN + 1))


def with_twins(frames: Frames, asked: pl.DataFrame, found: pl.DataFrame) -> Frames:
    """Say of every form that was compared which other is most like it, and how much.

    Left out are the form itself and other copies of the same document; and a text of the same project in another year
    that is not word for word the same, for there an honest unit only changes the figures.
    """
    both = asked.join(found.drop("bucket"), on="telling", suffix="_other")
    alike_in = {name: pl.col(name).eq_missing(pl.col(f"{name}_other")) for name in _FORM}
    history = alike_in["unit"] & alike_in["project"]
    itself = (alike_in["source"] & alike_in["number"]) | (history & alike_in["year"])
    others = both.filter(~itself & ~(history & (pl.col("share") < WHOLE)))
    ordered = others.sort(
        "row", "share", *(f"{name}_other" for name in _ORDER), descending=[False, True, False, False]
    )
    twins = ordered.unique("row", keep="first", maintain_order=True)
    said = asked.select("row").join(twins, on="row", how="left", maintain_order="left")
    fields = [pl.col("share").fill_null(0), *(pl.col(f"{name}_other").alias(name) for name in _FORM)]
    column = said.select("row", pl.struct(fields).cast(TWIN).alias("form.twin"))
    forms = frames.forms.drop("form.twin").with_columns(pl.int_range(pl.len()).alias("row"))
    return replace(frames, forms=forms.join(column, on="row", how="left", maintain_order="left").drop("row"))


def compared(frames: Frames) -> Frames:
    """Compare the forms of one frame among themselves."""
    if frames.forms.height < _TWO:
        return frames
    told = tellings(with_tellings(frames.forms), "text").with_columns(bucket=pl.lit(0))
    if told.height < _TWO:
        return frames
    rows = told_again(thinned(told, ["telling"]), promising(sketched(told)))
    return with_twins(frames, told.drop("text", "bucket"), alike(rows))


def told_again(told: pl.DataFrame, bands: pl.DataFrame) -> pl.DataFrame:
    """Put the texts and their forms to the bands in which they may be like others."""
    return bands.drop("again").join(told.drop("row"), on="telling")
