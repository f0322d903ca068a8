"""E17 表头不完整或填错."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import Expr, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.form import Kind
from ziping.model.language import Text

_MONEY: Final = ["万元", "亿元", "金额单位", "单位：元"]


_OF_ANOTHER_YEAR: Final = form.title.str.contains("20", literal=True) & ~form.title.str.contains(
    form.year.cast(pl.String), literal=True
)
_FAULTS: Final = (
    ("project", form.project.is_null(), Text("没有填写项目名称", "no project is named")),
    (
        "implementing_unit",
        form.implementing_unit.is_null(),
        Text("没有填写实施单位", "no unit is named"),
    ),
    (
        "competent_department",
        form.competent_department.is_null(),
        Text("没有填写主管部门", "no competent department is named"),
    ),
    ("year", form.year.is_null(), Text("没有年度", "there is no year")),
    ("title", _OF_ANOTHER_YEAR, Text("表名的年度与本表年度不同", "the title is of another year")),
    (
        "title",
        ~form.title.str.contains("自评", literal=True),
        Text("表名不是自评表", "the title is not that of a self-evaluation"),
    ),
    (
        "project",
        (form.project == form.implementing_unit),
        Text("项目名称与实施单位相同", "project and unit have the same name"),
    ),
    (
        "implementing_unit",
        form.implementing_unit.str.contains_any(_MONEY),
        Text("实施单位填成了金额或金额单位", "the unit is an amount of money"),
    ),
)
"""The cell, what is wrong with it, and how that is said."""


def _listed(*words: str) -> Expr:
    """Return, of one word for each fault, those that are found."""
    found = [pl.when(fault).then(pl.lit(word)) for (_, fault, _), word in zip(_FAULTS, words, strict=True)]
    return pl.concat_list(found).list.drop_nulls()


@check(
    code="E17",
    level=Level.FORM,
    severity=Severity.NOTE,
    title=Text("表头不完整或填错", "The head of the form is incomplete or wrong"),
    reason=Text(
        "表头写明哪个单位、哪个项目、哪一年度。空着的，或者年度、表名、单位填到别处的，一并提示；只检查项目自评表。",
        "The head says whose form it is, of which project and year. Blanks, another year, another title and cells filled in at the wrong "
        "place are pointed out together; only forms of projects are looked at.",
    ),
    message=Text("表头：{what}", "head of the form: {what_en}"),
    fix=Text("补填或更正表头", "fill in or correct the head"),
    at=(),
    cites=(cite("mof-2020-10", "26"), cite("mof-2020-10", "annex-1")),
)
def head() -> Verdict:
    """Fail when anything in the head is missing or wrong."""
    return Verdict(
        fails=given(
            form.kind == Kind.PROJECT,
            pl.any_horizontal(fault for _, fault, _ in _FAULTS).fill_null(value=False),
        ),
        facts={
            "what": _listed(*(words.zh for _, _, words in _FAULTS)),
            "what_en": _listed(*(words.en for _, _, words in _FAULTS)),
        },
        pointers=_listed(*(f"/{cell}" for cell, _, _ in _FAULTS)),
    )
