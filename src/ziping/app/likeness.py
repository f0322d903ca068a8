"""Forms that tell the same story: where 实际完成情况 of two forms is the same text, or nearly.

Texts are compared without blanks, punctuation and years. Which of them may be alike is told by MinHash: texts that agree
in one of a few bands of their sketch. Whether they are is then worked out exactly, as the share of runs of characters
that they have in common. A text is kept once, with the first few forms that hold it, so that one text in a million forms
costs no more than in ten. The answer does not depend on how the forms were divided.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import polars as pl

from ziping.engine.frames import TWIN, Frames

SHORTEST: Final = 40
"""Characters of a text that is long enough not to be alike by chance."""
LONGEST: Final = 4_000
"""Characters of a text that are looked at."""
LEAST: Final = 8_500
"""Basis points in common from which two texts are alike."""
_WHOLE: Final = 10_000
_TWO: Final = 2
"""Forms, and texts, that there are to be for any to be alike."""
_RUN: Final = 3
_BANDS: Final = 6
_ROWS: Final = 6
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
_BAND: Final = ["band", "key"]
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
_PAIR: Final = {"text": pl.String, "other": pl.String, "share": pl.Int64}


def tellings(forms: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that are long enough to be compared, each with the row and the form that it stands in."""
    text = pl.col("form.goal_actual").str.normalize("NFKC").str.replace_all(_BESIDE, "").str.head(LONGEST)
    about = {name: pl.col(column) for name, column in _FORM.items()}
    told = forms.select(text.alias("text"), pl.int_range(pl.len()).alias("row"), **about)
    return told.filter(pl.col("text").str.len_chars() >= SHORTEST)


def sketched(told: pl.DataFrame) -> pl.DataFrame:
    """Return the texts with their forms once for every band of their sketch.

    ``told`` has beside the columns of ``tellings`` the ``bucket`` for which the answer about a form is wanted.
    """
    held = _thinned(told.drop("row"), ["text"])
    return held.join(_bands(held["text"].unique(maintain_order=True)), on="text", maintain_order="left")


def _thinned(rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Keep of every text the first few forms, and one for each bucket that asks for it."""
    ordered = rows.sort(*key, *_ORDER)
    asks = pl.struct("bucket").is_first_distinct().over(key)
    return ordered.filter((pl.int_range(pl.len()).over(key) < _KEPT) | asks)


def _bands(texts: pl.Series) -> pl.DataFrame:
    from rensa import RMinHash  # noqa: PLC0415 — loaded only when there are texts to compare

    runs = [_runs(text) for text in texts]
    sketches = RMinHash.digests_from_token_sets(runs, num_perm=_BANDS * _ROWS, seed=_SEED)
    places = [str(place) for place in range(_BANDS * _ROWS)]
    table = pl.DataFrame(sketches, schema=dict.fromkeys(places, pl.UInt32), orient="row")
    return pl.concat(
        table.select(
            texts.alias("text"),
            pl.lit(band, pl.UInt8).alias("band"),
            pl.concat_str(places[band * _ROWS : (band + 1) * _ROWS], separator=" ").alias("key"),
        )
        for band in range(_BANDS)
    )


def _runs(text: str) -> list[str]:
    return [text[place : place + _RUN] for place in range(len(text) - _RUN + 1)]


def alike(rows: pl.DataFrame) -> pl.DataFrame:
    """Return for every text, and every bucket that asks for it, the forms whose text is alike, with the share in common.

    ``rows`` are sketched texts, those of one band and key all together.
    """
    held = _thinned(rows, [*_BAND, "text"])
    found = pl.concat([_same(held), pl.DataFrame(_near(held), schema=_PAIR, orient="row")]).unique()
    forms = held.filter(pl.int_range(pl.len()).over(*_BAND, "text") < _KEPT)
    offers = forms.select("text", *_FORM).unique()
    asks = held.select("text", "bucket").unique()
    answers = found.join(offers, left_on="other", right_on="text").join(asks, on="text")
    return answers.with_columns(telling=pl.col("text").hash(_SEED)).select(list(ANSWER)).unique()


def _same(held: pl.DataFrame) -> pl.DataFrame:
    """Return the texts that stand in two forms, each with itself."""
    again = held.group_by(*_BAND, "text").len().filter(pl.col("len") > 1)
    return again.select("text", pl.col("text").alias("other"), pl.lit(_WHOLE, pl.Int64).alias("share"))


def _near(held: pl.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Yield each two texts of a band that are alike."""
    texts = held.sort(_ORDER).group_by(_BAND).agg(pl.col("text").unique(maintain_order=True))["text"]
    for band in texts.filter(texts.list.len() > 1):
        yield from _in_band(band.to_list())


def _in_band(texts: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Compare every text with the first ones of the band, both ways, up to a few likenesses for each."""
    found = dict.fromkeys(texts, 0)
    for place, text in enumerate(texts):
        for head in texts[: min(place, _HEADS)]:
            if (share := _in_common(text, head)) >= LEAST:
                for one, another in ((text, head), (head, text)):
                    found[one] += 1
                    if found[one] <= _KEPT:
                        yield one, another, share


def _in_common(one: str, another: str) -> int:
    """Return the share of runs that two texts have in common, in basis points."""
    left, right = _held_runs(one), _held_runs(another)
    both = len(left & right)
    return both * _WHOLE // (len(left) + len(right) - both)


@lru_cache(maxsize=4_096)
def _held_runs(text: str) -> frozenset[str]:
    return frozenset(_runs(text))


def with_twins(frames: Frames, told: pl.DataFrame, found: pl.DataFrame) -> Frames:
    """Say of every form that was compared which other is most like it, and how much.

    Left out are the form itself and other copies of the same document; and a text of the same project in another year
    that is not word for word the same, for there an honest unit only changes the figures.
    """
    asked = told.with_columns(telling=pl.col("text").hash(_SEED)).drop("text")
    both = asked.join(found.drop("bucket"), on="telling", suffix="_other")
    alike_in = {name: pl.col(name).eq_missing(pl.col(f"{name}_other")) for name in _FORM}
    history = alike_in["unit"] & alike_in["project"]
    itself = (alike_in["source"] & alike_in["number"]) | (history & alike_in["year"])
    others = both.filter(~itself & ~(history & (pl.col("share") < _WHOLE)))
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
    told = tellings(frames.forms) if frames.forms.height >= _TWO else frames.forms.clear()
    if told.height < _TWO:
        return frames
    return with_twins(frames, told, alike(sketched(told.with_columns(bucket=pl.lit(0)))))
