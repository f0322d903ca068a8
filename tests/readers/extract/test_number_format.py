"""Numbers as Excel and WPS show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.readers.extract.number_format import BUILT_IN, shown

ACCOUNT = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("87.569999999999993", "General", "87.57"),
        ("0.3333333333333333", "General", "0.333333333"),
        ("10", "General", "10"),
        ("-0.5", "General", "-0.5"),
        ("1E+20", "General", "100000000000000000000"),
        ("123456789012.5", "General", "123456789012.5"),
        ("10", 'General"分"', "10分"),
        ("177.3", "0.00", "177.30"),
        ("1.005", "0.00", "1.01"),
        ("-5", "0.00", "-5.00"),
        ("-0.001", "0.00", "0.00"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("5", "#,##0.###", "5"),
        ("0.5", "#.##", ".5"),
        ("7", "000", "007"),
        ("0.8757", "0%", "88%"),
        ("0.97666", "0.00%", "97.67%"),
        ("87.57", '0.00"%"', "87.57%"),
        ("100", "0.00\\%", "100.00%"),
        ("-5", "#,##0.00_);(#,##0.00)", "(5.00)"),
        ("-5", "#,##0.00;-#,##0.00", "-5.00"),
        ("0", '#,##0.00;-#,##0.00;"-"', "-"),
        ("1234.5", ACCOUNT, "1,234.50"),
        ("0", ACCOUNT, "-"),
        ("177.32", '0.00"万元"', "177.32万元"),
        ("12345678", '0!.0,"万"', "1234.6万"),
        ("1234567", "0.0,", "1234.6"),
        ("5", "[$¥-804]#,##0.00", "¥5.00"),
        ("5", "[Red]0.0", "5.0"),
        ("0.5", "# ?/?", "0.5"),
        ("99", "0.0E+00", "99"),
        ("3", "@", "3"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", '[DBNum1][$-804]yyyy"年"m"月"', "2023年12月"),
        ("45291", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年12月31日"),
        ("45291.5", "yyyy-mm-dd hh:mm:ss", "2023-12-31 12:00:00"),
        ("45291.75", "yy/m/d h:mm 上午/下午", "23/12/31 6:00 下午"),
        ("0.25", "h:mm", "6:00"),
        ("1", "yyyy-m-d", "1900-1-1"),
        ("-1", "yyyy-m-d", "-1"),
        ("99999999", "yyyy-m-d", "99999999"),
        ("1.5", "[h]:mm", "1.5"),
        ("not a number", "0.00", "not a number"),
        ("1e9999999", "0.00", "1e9999999"),
        ("nan", "0.00", "nan"),
    ],
)
def test_shown(number: str, code: str, text: str) -> None:
    assert shown(number, code) == text


@given(st.text(max_size=20), st.text(alphabet='0#?,.%;"[]\\!_*@-/E+ymdhsGeneral万元 ', max_size=20))
def test_any_format_prints_something_and_breaks_nothing(number: str, code: str) -> None:
    assert isinstance(shown(number, code), str)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9),
    st.sampled_from(["General", BUILT_IN[2], BUILT_IN[4], "0.00##"]),
)
def test_no_cent_is_lost(number: object, code: str) -> None:
    printed = shown(str(number), code).replace(",", "")
    assert round(float(printed), 2) == round(float(str(number)), 2)
