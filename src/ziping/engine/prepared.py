"""Queries whose plan is kept, because only the data change: for one form, planning takes as long as the work."""

from collections.abc import Callable, Iterator
from threading import local
from typing import Final

import polars as pl
from polars.io.plugins import register_io_source

_AS_WRITTEN: Final = pl.QueryOptFlags.none()
"""The plan is good as it is: optimising it again takes longer than one form."""


class _Source:
    """What a kept plan reads: the frame that is put here while it runs."""

    frame: pl.DataFrame

    def __call__(self, *_: object) -> Iterator[pl.DataFrame]:
        yield self.frame


class Prepared:
    """A query on frames of the same columns and types. Every thread has a plan of its own."""

    def __init__(self, ask: Callable[[pl.LazyFrame], pl.LazyFrame]) -> None:
        """Keep the question; the plan is made when the first frame comes."""
        self._ask = ask
        self._of_thread = local()

    def __call__(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Carry out the query in memory: the streaming engine, Polars' own choice, takes half as long again."""
        source, query = self._plan(frame)
        source.frame = frame
        try:
            return query.collect(optimizations=_AS_WRITTEN, engine="in-memory")
        finally:
            del source.frame

    def _plan(self, frame: pl.DataFrame) -> tuple[_Source, pl.LazyFrame]:
        """Return the plan of this thread. Once its schema was asked for, Polars keeps what it resolved."""
        kept: tuple[_Source, pl.LazyFrame] | None = getattr(self._of_thread, "plan", None)
        if kept is None:
            source = _Source()
            query = self._ask(register_io_source(source, schema=frame.schema))
            query.collect_schema()
            kept = self._of_thread.plan = (source, query)
        return kept
