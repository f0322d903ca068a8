"""Files of an audit, each whole or not there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EIO
from pathlib import Path

import polars as pl

from ziping.app.output import written_whole
from ziping.model.errors import ZipingError
from ziping.model.language import Text


class DamagedError(ZipingError):
    """What a step left for another cannot be read."""

    def __init__(self, folder: Path) -> None:
        """Say where it is."""
        super().__init__(
            Text(
                f"{folder}：中间文件损坏，读不出来；请删除整个结果文件夹后重新审核",
                f"{folder}: a file between two steps is damaged; delete the folder of results and audit again",
            )
        )


def put(table: pl.DataFrame, path: Path) -> None:
    """Write a table whole or not at all."""
    with written_whole(path) as held, _said_by_the_system():
        table.write_parquet(held)


def put_aside(table: pl.DataFrame, path: Path) -> None:
    """Write a table for a later step, whole or not at all: as Arrow, of which a small file is ten times as cheap."""
    with written_whole(path) as held, _said_by_the_system():
        table.write_ipc(held, compression="lz4")


def put_divided(table: pl.DataFrame, column: str, folder: Path, name: str) -> None:
    """Divide a table by a column of numbers, which is left out: a folder for each, and in it a file of this name."""
    for (number,), rows in table.partition_by(column, as_dict=True, include_key=False).items():
        put_aside(rows, folder / f"{number:06}" / f"{name}.arrow")


def taken_up(folder: Path) -> pl.DataFrame:
    """Return what was put aside in a folder, as one table; raise ``DamagedError`` where it cannot be read."""
    try:
        return pl.concat(pl.read_ipc(path) for path in sorted(folder.glob("*.arrow")))
    except pl.exceptions.PolarsError as error:
        raise DamagedError(folder) from error


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


def put_unread(lost: Iterable[tuple[Path | str, ZipingError]], path: Path) -> None:
    """Write down what could not be read, and why."""
    rows = [(str(source), error.text.zh, error.text.en) for source, error in lost]
    put(pl.DataFrame(rows, schema=dict.fromkeys(("source", "why", "why_en"), pl.String), orient="row"), path)
