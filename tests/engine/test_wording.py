"""Every message of every rule on the real forms: printed one by one and as columns, the same."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import twelve
from ziping.engine import wording
from ziping.engine.findings import findings
from ziping.engine.frames import frames
from ziping.engine.run import evaluate
from ziping.engine.wording_columns import filled
from ziping.model.finding import Level
from ziping.model.form import MoneyUnit
from ziping.model.language import Text
from ziping.rules import catalogue


def test_messages_as_columns_are_those_of_the_findings() -> None:
    forms = twelve()
    evaluation = evaluate(frames(forms), catalogue())
    units = evaluation.frames[Level.FORM].select(form="form.id", unit="form.money_unit")
    columns = sorted(
        (failure.check.code, form, message)
        for failure in evaluation.failures
        for form, message in failure.rows.join(units, on="form")
        .select("form", filled(failure.check.message.zh, failure.rows, pl.col("unit")).alias("message"))
        .iter_rows()
    )
    number = {(entry.source, entry.number): row for row, entry in enumerate(forms)}
    single = sorted(
        (it.code, number[it.form.source, it.form.number], it.message.zh) for it in findings(evaluation, forms)
    )
    assert columns == single
    assert len(columns) > 90


@given(
    st.integers(-(9 * 10**14), 9 * 10**14),
    st.sampled_from(["points", "rate", "share", "times", "number", "money"]),
    st.sampled_from([*MoneyUnit, None]),
)
def test_every_unit_prints_the_same_both_ways(value: int, spec: str, unit: MoneyUnit | None) -> None:
    sentence = f"写 {{x:{spec}}} 分"
    rows = pl.DataFrame({"fact.x": [value], "unit": [unit]}, schema={"fact.x": pl.Int64, "unit": pl.String})
    column = rows.select(filled(sentence, rows, pl.col("unit"))).item()
    assert column == wording.fill(Text(sentence, sentence), {"x": value}, unit).zh


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (wording.points(570), "5.70"),
        (wording.rate(8757), "87.57%"),
        (wording.share(8000), "80%"),
        (wording.times(16667), "167%"),
        (wording.number(57_000_000), "57"),
        (wording.number(3_790_000), "3.79"),
        (wording.money(155_280_000, MoneyUnit.WAN), "155.28 万元"),
        (wording.money(415_330_000, MoneyUnit.YUAN), "4153300.00 元"),
        (wording.money(1_234_567, MoneyUnit.WAN), "1.234567 万元"),
        (wording.text("长" * 61), "长" * 60 + "…"),
    ],
)
def test_numbers_print_as_people_read_them(printed: str, expected: str) -> None:
    assert printed == expected


def test_nothing_is_a_dash() -> None:
    assert wording.fill(Text("{a:points}", "{a}"), {"a": None}, None).zh == wording.NOTHING
    assert Decimal(wording.points(100)) == 1
