"""What the readers say is said in English too: what is left of Chinese in it stands in the document."""

import re
from random import Random

import pytest

from tests.readers.test_variations import ALL, FORMS
from tests.readers.variations.drawing import Drawing
from tests.readers.variations.mutations import mutants
from ziping.model.form import Form, Problem, ProblemKind
from ziping.readers import Source, read
from ziping.readers.reading import forms_of

_QUOTED = re.compile("“.*”", re.DOTALL)
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def chinese(problem: Problem) -> str:
    """Return what is Chinese in the English sentence, but for what it quotes from the document."""
    return "".join(_CHINESE.findall(_QUOTED.sub("", problem.text.en)))


def told(form: Form) -> list[str]:
    return [f"{problem.message}: {found}" for problem in form.problems if (found := chinese(problem))]


@pytest.mark.parametrize("name", ALL)
def test_no_fault_of_a_drawn_form_is_said_in_chinese_only(name: str) -> None:
    drawing = Drawing(ALL[name], FORMS[0])
    random = Random(name)  # noqa: S311 — the same faults at every run
    sheets = [drawing.sheet, *(mutant.sheet for mutant in mutants(drawing, random))]
    assert [said for sheet in sheets for form in forms_of(sheet.grid()) for said in told(form)] == []


def test_a_text_with_faults_is_told_in_english() -> None:
    text = (
        "项目支出绩效自评表\n（2023年度）\n项目名称 绿化\n"
        "项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n年度资金总额 10 10 9 10 80% 9\n"
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
        "产出指标 数量指标 面积 5亩 5亩 50 甲\n总分 100 97\n"
    )
    (form,) = read(Source("form.txt", text.encode())).forms
    assert len(form.problems) > 2
    assert told(form) == []


def test_a_problem_of_another_program_is_told_as_it_came() -> None:
    problem = Problem.model_validate({"pointer": "", "kind": "doubtful", "message": "看不清"})
    assert (problem.text.zh, problem.text.en) == ("看不清", "看不清")
    assert problem.kind is ProblemKind.DOUBTFUL
