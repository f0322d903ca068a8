"""Grades by the edges of the profile: half-open, the lower edge belongs to the grade, so that 90.00 has one."""

import polars as pl

from ziping.engine.columns import Expr, profile

_BANDS = range(4)


def grade_of(total: Expr) -> Expr:
    """Return the name of the grade of a total in hundredths; null below zero."""
    return pl.coalesce(
        [
            pl.when(total >= profile.grade_edges.list.get(band)).then(profile.grade_names.list.get(band))
            for band in _BANDS
        ]
    )
