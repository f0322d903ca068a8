"""The steps of an audit that compare texts between forms, whatever bucket they came to be in.

What a text may be like is decided by bands of its sketch: the texts of one band come together in one bucket of bands.
The answers go back to the buckets of forms that asked.
"""

from pathlib import Path

import polars as pl

from ziping.app.auditing.files import put
from ziping.app.likeness import ANSWER, alike, sketched, tellings, with_twins
from ziping.engine.frames import Frames

SKETCHES = "sketches"
ALIKE = "alike"


def sketch(table: pl.DataFrame, folder: Path, buckets: int, name: str) -> None:
    """Divide the sketches of the texts of a table among the buckets of bands; its column ``bucket`` says who asks."""
    asking = table.select("bucket", row=pl.int_range(pl.len()))
    told = tellings(table).join(asking, on="row", maintain_order="left")
    if told.is_empty():
        return
    band = pl.struct("band", "key").hash(seed=0) % buckets
    for (number,), rows in (
        sketched(told).with_columns(to=band).partition_by("to", as_dict=True, include_key=False).items()
    ):
        put(rows, folder / f"{number:05}" / f"{name}.parquet")


def compare(bands: Path, out: Path) -> None:
    """Compare the texts of a bucket of bands, and divide the answers among those who asked."""
    rows = pl.concat([pl.read_parquet(path) for path in sorted(bands.glob("*.parquet"))])
    for (number,), found in alike(rows).partition_by("bucket", as_dict=True).items():
        put(found, out / ALIKE / f"{number:05}" / f"{bands.name}.parquet")
    put(pl.DataFrame(), bands / "compared.done")


def with_answers(frames: Frames, answers: Path) -> Frames:
    """Say of every form which other is like it, as far as any is."""
    found = [pl.read_parquet(path) for path in sorted(answers.glob("*.parquet"))]
    return with_twins(frames, tellings(frames.forms), pl.concat([pl.DataFrame(schema=ANSWER), *found]))
