import csv
from io import BytesIO, StringIO

import polars as pl
import pytest
from hypothesis import given

from tests.samples import real
from tests.writers.generated import forms
from tests.writers.sheets import in_layout, real_sheets
from ziping.model.form import Form
from ziping.writers import layouts, writer
from ziping.writers.formats.table import safe


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_fund_row_each_indicator_and_the_total_is_a_row() -> None:
    found = rows(writer("csv").write(real_sheets()[2]))
    assert [row["部分"] for row in found] == ["项目资金"] * 4 + ["绩效指标"] * 7 + ["总分"]
    assert (
        found[0] | {"全年执行数": "592.69", "执行率": "98.78", "得分": "9.87", "金额单位": "万元"} == found[0]
    )
    assert (
        found[5] | {"三级指标": "参加线上线下专业投促会议和活动", "年度指标值": "≥100.00(场)", "得分": "7.00"}
        == found[5]
    )
    assert found[-1] | {"分值": "100.00", "得分": "92.87", "评分等级": "优"} == found[-1]
    assert {row["项目名称"] for row in found} == {"海外办事处专项"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+86 10", "'+86 10"),
        ("-1%", "'-1%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\n=1", "'\n=1"),
        ("'90后", "''90后"),
        (">=80%", ">=80%"),
        ("≥3000.00(册)", "≥3000.00(册)"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula_and_one_apostrophe_is_to_be_taken_away(text: str, held: str) -> None:
    assert safe(text) == held


def test_a_target_is_kept_a_text_and_a_negative_number_a_number() -> None:
    form = real("2023/1")
    first = form.indicators[0].model_copy(update={"target": "=1.00(个)", "score": -form.indicators[0].points})  # type: ignore[operator]
    found = rows(
        writer("csv").write(
            in_layout(form.model_copy(update={"indicators": (first,)}), layouts()["mof-2020"])
        )
    )
    assert (found[4]["年度指标值"], found[4]["得分"]) == ("'=1.00(个)", "-20.00")


@given(form=forms())
def test_json_comes_back_as_it_was(form: Form) -> None:
    data = writer("json").write(in_layout(form, layouts()["mof-2020"]))
    assert Form.from_json(data) == form
    assert data.count(b"\n") == 1


def test_parquet_has_the_same_rows_with_blanks_as_null() -> None:
    frame = pl.read_parquet(BytesIO(writer("parquet").write(real_sheets()[2])))
    assert frame.height == 12
    assert frame["score"].to_list() == [
        "9.87",
        None,
        None,
        None,
        "10.00",
        "7.00",
        "10.00",
        "20.00",
        "10.00",
        "16.00",
        "10.00",
        "92.87",
    ]


@pytest.mark.parametrize("name", ["csv", "json", "parquet"])
def test_the_same_form_gives_the_same_bytes(name: str) -> None:
    assert writer(name).write(real_sheets()[0]) == writer(name).write(real_sheets()[0])
