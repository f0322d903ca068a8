from decimal import Decimal

import pytest

from tests.rules.building import built
from ziping.engine.frames import LARGEST, frames, scaled
from ziping.model.form import Form, SourcedForm


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("155.28", 1_000_000, 155_280_000),
        ("0.000001", 1_000_000, 1),
        ("0.0000001", 1_000_000, None),
        ("8.757", 100, None),
        ("900000000000000", 1, LARGEST),
        ("900000000000001", 1, None),
        ("-3.5", 100, -350),
    ],
)
def test_what_is_finer_or_larger_than_we_count_stays_unknown(
    value: str, scale: int, expected: int | None
) -> None:
    assert scaled(Decimal(value), scale) == expected


def test_blank_is_not_zero() -> None:
    assert scaled(None, 100) is None
    assert scaled(Decimal(0), 100) == 0


def one(form: Form) -> SourcedForm:
    return SourcedForm(source="case", number=1, form=form)


@pytest.mark.parametrize(("unit", "fen"), [("元", 9500), ("万元", 95_000_000), ("亿元", 950_000_000_000)])
def test_amounts_are_counted_in_fen(unit: str, fen: int) -> None:
    held = frames([one(built({"form": {"money_unit": unit}}))])
    assert held.forms["form.executed"].to_list() == [fen]


def test_forms_without_unit_or_year_are_batches_of_their_own() -> None:
    nameless = [one(built({"form": {"implementing_unit": ""}})) for _ in range(2)]
    assert frames(nameless).forms["form.batch"].n_unique() == 2
    named = [one(built({})) for _ in range(2)]
    assert frames(named).forms["form.batch"].n_unique() == 1


def test_a_form_without_any_table_still_has_its_row() -> None:
    held = frames([one(Form(project="空表"))])
    assert held.forms.height == 1
    assert held.funds.is_empty()
    assert held.indicators.is_empty()
