"""E10 文字里留有别的年度或单位."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, form, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text

_YEAR: Final = "(?:^|[。；;\n])(?:[0-9][、.．])?(20[0-9]{2})年"
"""A year with which a sentence opens: 2022年共举办…, but not 完成2022年度评价, 获得2022年银鸽奖."""
_PLACE: Final = "省|市|区|县|州|旗"
_BODY: Final = "委员会|中心|学校|大学|学院|医院|协会|局|厅|馆|站"
_ANOTHER: Final = rf"(?:^|[“《，。,将把])(\p{{Han}}+?(?:{_PLACE})\p{{Han}}+?(?:{_BODY}))"
"""A body named with its place at the opening of a clause or in quotation marks, as the one that the text is about."""
_THIS_YEAR: Final = ["本年", "今年", "当年"]
_WITH: Final = "与 和 同 向 对 为 由 及 配合 协助 委托 联合 组织 支持 邀请"
_PROJECT: Final = r"(?:[。；;\n“《]|通过|实施|开展|本项目为|^)+(\p{Han}[^,，。；;：:”》\n]*?(?:项目|专项|经费))(?:[，,。；;：:”》]|按|已|的|实施)"
"""A project named as the one that the text is about: 通过实施业务培训项目，业务培训项目按计划实施."""


@fact(Level.FORM)
def goal_texts() -> Expr:
    """What the goal expects and what was done, one after the other, without blanks."""
    texts = pl.concat_str(form.goal_expected, form.goal_actual, separator="\n", ignore_nulls=True)
    return texts.str.replace_all(" ", "", literal=True)


@reading(Level.FORM)
def opening_year() -> Expr:
    """The year with which the first dated sentence opens; null where no sentence does."""
    return goal_texts().str.extract(_YEAR)


@reading(Level.FORM)
def named_body() -> Expr:
    """The body that the goal names with its place, unless it is mentioned beside others."""
    named = form.goal_expected.str.extract(_ANOTHER)
    return pl.when(~named.str.contains_any(_WITH.split())).then(named)


@reading(Level.FORM)
def named_project() -> Expr:
    """The project that the texts name as their own."""
    return goal_texts().str.extract(_PROJECT)


@reading(Level.FORM)
def this_year_named() -> Expr:
    """Whether the texts speak of this year without its number."""
    return goal_texts().str.contains_any(_THIS_YEAR)


@fact(Level.FORM)
def other_year() -> Expr:
    """The earlier year with which a sentence opens, where the form's own is never mentioned."""
    own = pl.concat_str(form.year.cast(pl.String), pl.lit("年"))
    another = (opening_year() < form.year.cast(pl.String)) & ~goal_texts().str.contains(own, literal=True)
    return pl.when(another & ~this_year_named()).then(pl.concat_str(opening_year(), pl.lit("年")))


@fact(Level.FORM)
def other_body() -> Expr:
    """The body of the same place and sort as the unit that the goal names instead of it."""
    unit, named = form.implementing_unit, named_body()
    alike = (unit.str.head(2) == named.str.head(2)) & (unit.str.tail(2) == named.str.tail(2))
    own = pl.concat_str(unit, form.competent_department, ignore_nulls=True)
    return pl.when(alike & ~own.str.contains(named, literal=True)).then(named)


@fact(Level.BATCH)
def other_project() -> Expr:
    """The project of another form of the unit and year that the texts name instead of their own."""
    own = form.project.str.replace_all(" ", "", literal=True)
    named, every = (pl.concat_str(form.batch, name, separator="\n") for name in (named_project(), own))
    another = named.is_in(every.drop_nulls().implode()) & (named_project() != own)
    return pl.when(another & ~goal_texts().str.contains(own, literal=True)).then(named_project())


@check(
    code="E10",
    level=Level.BATCH,
    severity=Severity.WARNING,
    title=Text("文字里留有别的年度、单位或项目", "Another year, body or project in the text"),
    reason=Text(
        "沿用旧表或借用他表的文字时，容易留下原来的年度、单位、项目。句首写的是以前年度而全文没有提到本年度的，目标里写的是同地同类的"
        "另一个单位的，或文字写的是本单位另一张表的项目而没有提到本项目的，报告；提到评价对象、合作单位、所获奖项的不报告。",
        "Texts taken over from another form tend to keep its year, body or project. Reported where sentences open with an earlier year and "
        "this one is never mentioned, where the goal is about another body of the same place and sort, or where the text is about the "
        "project of another form of the unit. Partners, prizes and projects that were evaluated are not reported.",
    ),
    message=Text(
        "文字写的是“{named:text}”，与本表的“{own:text}”不符",
        "the text is about “{named:text}”, the form about “{own:text}”",
    ),
    fix=Text(
        "核对是否沿用了其他表的文字，改为本年度、本单位、本项目的情况",
        "check whether the text was taken over, and write of this year, body and project",
    ),
    at=("goal.expected", "goal.actual"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21")),
)
def another_name() -> Verdict:
    """Fail when the texts are about another year, body or project than the form."""
    own_year = pl.concat_str(form.year.cast(pl.String), pl.lit("年"))
    own = (
        pl.when(other_year().is_not_null())
        .then(own_year)
        .when(other_body().is_not_null())
        .then(form.implementing_unit)
        .otherwise(form.project)
    )
    named = pl.coalesce(other_year(), other_body(), other_project())
    written = goal_texts().str.len_bytes() > 0
    return Verdict(fails=given(written, named.is_not_null()), facts={"named": named, "own": own})
