"""Grades by the edges of the profile: half-open, the lower edge belongs to the grade, so that 90.00 has one."""

import polars as pl

from ziping.engine.columns import Expr, profile


def grade_of(total: Expr) -> Expr:
    """Return the name of the grade of a total in hundredths; null below zero."""
    return pl.coalesce([pl.when(total >= edge).then(name) for name, edge in profile.grades])
