"""Every form comes into one bucket, all of a unit into the same, and none is larger than it may be."""

from pathlib import Path
from random import Random

import polars as pl
import pytest

from tests.app.auditing import audited, table
from ziping.app.auditing.dividing import Slice, divided, portions
from ziping.app.auditing.files import DamagedError, taken_up

A, B, C = (Path(f"/{name}.parquet") for name in "abc")


def test_units_fill_the_buckets_in_the_order_in_which_they_appear() -> None:
    units = {A: pl.Series([7, 7, 5, 9], dtype=pl.UInt64), B: pl.Series([5, 7, 1], dtype=pl.UInt64)}
    held = dict(divided(units, 3))
    assert {path: buckets["bucket"].to_list() for path, buckets in held.items()} == {
        A: [0, 0, 1, 1],
        B: [1, 0, 2],
    }


def test_no_bucket_is_larger_than_it_may_be_but_for_the_last_of_its_units() -> None:
    random = Random(1)  # noqa: S311 — the same units every time
    drawn = pl.Series([random.randrange(500) for _ in range(10_000)], dtype=pl.UInt64)
    ((_, buckets),) = divided({A: drawn}, 1_000)
    held = buckets.with_columns(unit=drawn)
    assert held.group_by("unit").agg(pl.col("bucket").n_unique())["bucket"].unique().to_list() == [1]
    assert held["bucket"].n_unique() == 10
    largest, unit = (max(held[name].value_counts()["count"].to_list()) for name in ("bucket", "unit"))
    assert largest < 1_000 + unit


def test_tables_are_put_together_and_cut_up_and_no_row_is_lost() -> None:
    tables = {A: (3, A), B: (25, B), C: (4, C)}
    found = [[(it.path, it.offset, it.length) for it in portion] for portion in portions(tables, 10)]
    assert found == [[(A, 0, 3)], [(B, 0, 10)], [(B, 10, 10)], [(B, 20, 5), (C, 0, 4)]]


def test_a_slice_knows_the_buckets_of_its_rows(tmp_path: Path) -> None:
    given, buckets = table(tmp_path / "forms.parquet", 30), tmp_path / "buckets.arrow"
    pl.DataFrame({"bucket": range(30)}).write_ipc(buckets)
    held = Slice(given, 10, 5, buckets).read()
    assert held["bucket"].to_list() == [10, 11, 12, 13, 14]
    assert held["form.source"].to_list() == pl.read_parquet(given)["form.source"][10:15].to_list()


def test_what_is_damaged_between_two_steps_is_one_sentence(tmp_path: Path) -> None:
    audited(tmp_path / "out", table(tmp_path / "forms.parquet", 50))
    folder = tmp_path / "out" / "buckets" / "000000"
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DamagedError, match="重新审核"):
        taken_up(folder)
