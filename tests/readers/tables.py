"""Forms as tab-separated text, to be varied as published forms vary."""

from decimal import Decimal
from typing import Final

from ziping.model.form import Form, Problem, number_text
from ziping.readers import Source, read

HEAD: Final = (
    "财政项目支出绩效自评表\n(2023年度)\n项目名称\t绿化养护\t\t\n主管部门\t市园林局\t实施单位\t市公园\n"
)
FUNDS: Final = (
    "项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "\t年度资金总额\t100.00\t100.00\t90.00\t10\t90%\t9\n"
    "\t其中:当年财政拨款\t100.00\t100.00\t90.00\t-\t90%\t-\n"
)
GOAL: Final = "年度总体目标\t预期目标\t\t\t实际完成情况\n\t养护绿地\t\t\t已养护绿地\n"
COLUMNS: Final = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
ROWS: Final = (
    "产出指标\t数量指标\t养护面积\t≥50亩\t50亩\t50\t50\t\n"
    "效益指标\t社会效益指标\t环境改善\t改善\t改善\t30\t28\t居民意见多\n"
    "满意度指标\t服务对象满意度指标\t游客满意度\t≥90%\t92%\t10\t10\t\n"
)
TOTAL: Final = "总分\t\t\t\t\t100\t97\t\n"
WHOLE: Final = HEAD + FUNDS + GOAL + COLUMNS + ROWS + TOTAL


def forms(text: str | bytes) -> tuple[Form, ...]:
    return read(Source("given.txt", text if isinstance(text, bytes) else text.encode())).forms


def form(text: str) -> Form:
    (only,) = forms(text)
    return only


def printed(*values: Decimal | None) -> list[str | None]:
    """Return the numbers as they stand in the document."""
    return [None if value is None else number_text(value) for value in values]


def problems(text: str) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.kind.value) for problem in form(text).problems]


def problem_at(text: str, pointer: str) -> Problem:
    (only,) = (problem for problem in form(text).problems if problem.pointer == pointer)
    return only
