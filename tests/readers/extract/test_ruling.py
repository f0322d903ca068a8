"""Cells from lines: whatever way a program draws them."""

from hypothesis import given
from hypothesis import strategies as st

from ziping.readers.extract.page import Ruling
from ziping.readers.extract.ruling import Span, tables


def lattice(xs: list[int], ys: list[int]) -> tuple[list[Ruling], list[Ruling]]:
    return [Ruling(y, xs[0], xs[-1]) for y in ys], [Ruling(x, ys[0], ys[-1]) for x in xs]


XS, YS = [0, 500, 1000, 1500], [0, 200, 400]


def test_a_plain_lattice() -> None:
    (table,) = tables(*lattice(XS, YS))
    assert len(table.spans) == 6
    assert table.box_of(Span(1, 1, 1, 1)) == (500, 200, 1000, 400)
    assert table.cell_at(1, 1) == 0
    assert table.cell_at(1499, 399) == 5
    assert table.cell_at(1501, 10) is None


def test_a_missing_piece_merges_cells() -> None:
    across, down = lattice(XS, YS)
    down[1] = Ruling(500, 200, 400)
    across[1] = Ruling(200, 0, 1000)
    (table,) = tables(across, down)
    assert table.spans == [Span(0, 0, 1, 2), Span(0, 2, 2, 1), Span(1, 0, 1, 1), Span(1, 1, 1, 1)]


def test_double_dotted_and_uneven_lines_are_one() -> None:
    across, down = lattice(XS, YS)
    across += [Ruling(y + 15, 3, 1490) for y in YS]
    down[1:2] = [Ruling(500 + n % 3, start, start + 20) for n, start in enumerate(range(0, 400, 40))]
    (table,) = tables(across, down)
    assert len(table.spans) == 6


def test_open_sides_are_closed() -> None:
    across, down = lattice(XS, YS)
    (table,) = tables(across, down[1:-1])
    assert len(table.spans) == 6
    assert table.box == (0, 0, 1500, 400)


def test_apart_within_and_around() -> None:
    across, down = lattice(XS, YS)
    other = lattice([0, 300, 600], [1000, 1200, 1400])
    frame = lattice([-100, 1700], [-100, 2000])
    inner = lattice([560, 700, 900], [240, 300, 360])
    found = tables(
        across + other[0] + frame[0] + inner[0],
        down + other[1] + frame[1] + inner[1],
    )
    assert [len(table.spans) for table in found] == [4, 4, 6]


def test_nothing_and_single_lines() -> None:
    assert tables([], []) == []
    assert tables([Ruling(0, 0, 1000)], [Ruling(5000, 0, 1000)]) == []


@given(
    st.sets(st.integers(0, 40), min_size=2, max_size=8),
    st.sets(st.integers(0, 40), min_size=3, max_size=8),
    st.data(),
)
def test_cells_cover_the_table_exactly(columns: set[int], rows: set[int], data: st.DataObject) -> None:
    xs, ys = sorted(x * 100 for x in columns), sorted(y * 100 for y in rows)
    across, down = lattice(xs, ys)
    for number in range(1, len(ys) - 1):
        first = data.draw(st.integers(0, len(xs) - 2))
        across[number] = Ruling(ys[number], xs[first], xs[data.draw(st.integers(first + 1, len(xs) - 1))])
    for table in tables(across, down):
        owned = [number for row in table.owner for number in row]
        assert sorted(set(owned)) == list(range(len(table.spans)))
        assert [owned.count(n) for n in range(len(table.spans))] == [s.rows * s.columns for s in table.spans]
