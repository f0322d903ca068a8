"""The steps of an audit that compare texts between forms, whatever bucket they came to be in.

What a text may be like is decided by bands of its sketch. Rows of a few numbers for each band come together in buckets of
bands, which say for every portion which of its texts are worth a look. Of those alone the portions send texts and forms
to the same buckets, where they are compared. The answers go back to the buckets of forms that asked.
"""

from pathlib import Path
from typing import Final

import polars as pl

from ziping.app.auditing.files import put_aside, put_divided, put_text, taken_up
from ziping.app.likeness import ANSWER, alike, tellings, thinned, told_again, with_twins
from ziping.app.sketching import promising, sketched
from ziping.engine.frames import Frames

SKETCHES: Final = "sketches"
PROMISING: Final = "promising"
ASKED: Final = "asked"
_TOLD: Final = "told"
_ALIKE: Final = "alike"


def sketch(table: pl.DataFrame, out: Path, bands: int, name: str) -> None:
    """Divide the sketches of the texts of a portion among the buckets of bands, and keep the texts with their forms.

    The column ``bucket`` of the table says who asks.
    """
    told = tellings(table, "text", "bucket")
    if told.is_empty():
        return
    put_aside(thinned(told, ["telling"]), out / _TOLD / name / "texts.arrow")
    rows = sketched(told).with_columns(to=pl.col("key") % bands, portion=pl.lit(int(name), pl.UInt32))
    put_divided(rows, "to", out / SKETCHES, name)


def sift(bands: Path, out: Path) -> None:
    """Say to every portion which of its texts are worth a look in a bucket of bands."""
    put_divided(promising(taken_up(bands)), "portion", out / PROMISING, bands.name)
    put_text("", bands / "done")


def tell(portion: Path, out: Path, *, bands: int) -> None:
    """Send the texts of a portion that are worth a look, with their forms, to the buckets of bands."""
    told = taken_up(out / _TOLD / portion.name)
    asked = told_again(told, taken_up(portion)).with_columns(to=pl.col("key") % bands)
    put_divided(asked, "to", out / ASKED, portion.name)
    put_text("", portion / "done")


def compare(bands: Path, out: Path) -> None:
    """Compare the texts of a bucket of bands, and divide the answers among those who asked."""
    put_divided(alike(taken_up(bands)).with_columns(to="bucket"), "to", out / _ALIKE, bands.name)
    put_text("", bands / "done")


def with_answers(frames: Frames, numbers: pl.Series, out: Path, bucket: str) -> Frames:
    """Say of every form which other is like it, as far as any is; ``numbers`` are those of their texts."""
    answers = out / _ALIKE / bucket
    found = taken_up(answers) if answers.is_dir() else pl.DataFrame(schema=ANSWER)
    return with_twins(frames, tellings(frames.forms.with_columns(numbers)), found)
