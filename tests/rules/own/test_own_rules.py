"""An office's own rules: compiled, tried on their examples, or refused with the line and the reason."""

from contextlib import suppress
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import twelve
from ziping.app.assessing import assess
from ziping.model.finding import Level
from ziping.rules import catalogue, own_rules
from ziping.rules.own.files import InvalidRuleError, MissingRulesError
from ziping.rules.own.language import ConditionError, compiled, condition

GOOD = Path(__file__).with_name("overspent.toml")
TEXT = GOOD.read_text("utf-8")


def test_own_rules_find_what_they_say_beside_those_of_ziping() -> None:
    before = len(catalogue().checks)
    with own_rules(GOOD):
        assert len(catalogue().checks) == before + 2
        (fifth,) = [it for it in assess(twelve()) if it.sourced.form.project == "微信公众号宣传费"]
        (found,) = [it for it in fifth.findings if it.code == "X01"]
    assert found.message.zh == "分值 30.00，完成 300.00%，满分而没有一句说明"
    assert found.cites[0].describe().zh == "本单位2024年自评工作通知（未核对原文）"
    assert found.spots[0].pointer == "/indicators/3/score"
    assert "X01" not in catalogue().checks


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("indicator.points >= 30分", "indicator.pionts >= 30分", 3, "没有 indicator.pionts 这一列"),
        ("indicator.points >= 30分", "indicator.points >= 30%", 3, "分不能与比率比较"),
        ("indicator.points >= 30分", "indicator.points / 0 >= 30分", 3, "除数是零"),
        ("indicator.points >= 30分", "indicator.points >= ", 3, "写法不对"),
        ("indicator.points >= 30分", "__import__(indicator.points)", 3, "没有 __import__ 这个函数"),
        ("indicator.points >= 30分", "indicator.points", 3, "这里要的是一个条件"),
        ("indicator.points >= 30分", "any(indicator.points > 1)", 3, "只用于整张表的规则"),
        ('code = "X01"', 'code = "A01"', 3, "code"),
        ('code = "X02"', 'code = "X01"', 43, "编号已经有了"),
        ('expect = "pass"', 'expect = "fail"', 3, "至少要有一个 fail 和一个 pass"),
        ('actual = "100(人次)"', 'actual = "101(人次)"', 3, "第 2 个 example 应为 pass，实得 fail"),
        ("{points}，", "{weight}，", 3, "没有说明的 {weight}"),
        ('severity = "warning"', 'severity = "deadly"', 3, "severity"),
        ('source = "本单位2024年自评工作通知"', 'sauce = "?"', 3, "source"),
        ("# An office", "office = 1 #", 1, "只能有 [[rule]]"),
        ("[[rule]]", "[[rule", 1, "Expected"),
    ],
)
def test_a_wrong_rule_is_refused_with_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, complaint: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TEXT.replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidRuleError) as refused, own_rules(path):
        pass
    assert f"own.toml 第 {line} 行" in str(refused.value)
    assert complaint in str(refused.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingRulesError, match="没有这个规则文件"), own_rules(tmp_path / "nothing.toml"):
        pass


@given(st.text(max_size=60))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with suppress(ConditionError):
        assert condition(text, "X99", Level.FORM).value.value is not None


def test_a_division_by_a_column_that_is_zero_does_not_apply() -> None:
    made = compiled("form.executed / form.full_year_budget > 50%", "X98", Level.FORM)
    frame = pl.DataFrame({"form.executed": [5, 5], "form.full_year_budget": [0, 8]})
    assert frame.select(made.value.value.alias("said"))["said"].to_list() == [None, True]
