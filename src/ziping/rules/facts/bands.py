"""The edges of the three bands in which a qualitative indicator may be scored (财预〔2020〕10号 art. 16)."""

import polars as pl

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, indicator, profile
from ziping.model.finding import Level
from ziping.model.quantity import Band


def share_of(points: Expr, share: Expr) -> Expr:
    """Return a share (basis points) of points, rounded half-up to hundredths."""
    return (points * share + 5_000) // 10_000


@fact(Level.INDICATOR)
def achieved_edge() -> Expr:
    """The least score of 达成: 80 % of the points, in hundredths."""
    return share_of(indicator.points, profile.achieved_from)


@fact(Level.INDICATOR)
def partly_edge() -> Expr:
    """The least score of 部分达成: 60 % of the points, in hundredths."""
    return share_of(indicator.points, profile.partly_from)


def in_band(achieved: Expr, partly: Expr, missed: Expr) -> Expr:
    """Return the value for the band that the actual value names."""
    band = indicator.actual_band
    return (
        pl.when(band == Band.ACHIEVED)
        .then(achieved)
        .when(band == Band.PARTLY)
        .then(partly)
        .when(band == Band.MISSED)
        .then(missed)
    )
