"""Files of an audit, each whole or not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO
from pathlib import Path

import polars as pl

from ziping.app.output import written_whole


def put(table: pl.DataFrame, path: Path) -> None:
    """Write a table whole or not at all."""
    with written_whole(path) as held, _said_by_the_system():
        table.write_parquet(held)


@contextmanager
def _said_by_the_system() -> Iterator[None]:
    """Say what the system said of a write, where Polars wraps it: of a table in memory nothing else can be wrong."""
    try:
        yield
    except pl.exceptions.ComputeError as error:
        raise OSError(EIO, str(error).rpartition("] ")[2]) from error


def put_text(text: str, path: Path) -> None:
    """Write a text whole or not at all."""
    with written_whole(path) as held:
        held.write(text.encode())
