"""Files of an audit, each whole or not there."""

from pathlib import Path

import polars as pl

from ziping.app.output import written_whole


def put(table: pl.DataFrame, path: Path) -> None:
    """Write a table whole or not at all."""
    with written_whole(path) as held:
        table.write_parquet(held)


def put_text(text: str, path: Path) -> None:
    """Write a text whole or not at all."""
    with written_whole(path) as held:
        held.write(text.encode())
