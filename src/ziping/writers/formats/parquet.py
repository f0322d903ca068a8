"""The rows of a form as Parquet: texts as printed, so that nothing is lost on the way to an analysis."""

from io import BytesIO
from typing import Final

import polars as pl

from ziping.writers.rows import COLUMNS, rows_of
from ziping.writers.sheet import Sheet


class Parquet:
    """Columns for data frames."""

    name = "parquet"

    def write(self, sheet: Sheet) -> bytes:
        """Return one table; a blank is null."""
        held = BytesIO()
        rows = [{name: value or None for name, value in row.items()} for row in rows_of(sheet.form)]
        pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String)).write_parquet(held)
        return held.getvalue()


WRITER: Final = Parquet()
