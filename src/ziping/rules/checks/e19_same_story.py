"""E19 实际完成情况与另一张表雷同."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


@check(
    code="E19",
    level=Level.BATCH,
    severity=Severity.WARNING,
    title=Text("实际完成情况与另一张表雷同", "The results are told as in another form"),
    reason=Text(
        "每个项目做的事不同，实际完成情况不会一样。与同批审核的其他表逐一比对，不计空格、标点和年份：与别的项目或别的单位的文字大部分"
        "相同，或者与本项目其他年度的文字一字不差的，报告。本项目各年度沿用格式而更新了数字的、四十个字以内的，不报告。",
        "Projects do different things and tell different results. Compared with all other forms of the same run, without blanks, "
        "punctuation and years: reported where the text is mostly that of another project or unit, or word for word that of the project "
        "in another year. A text of which only the figures changed from year to year, and one of less than forty characters, is not.",
    ),
    message=Text(
        "实际完成情况与{unit:text} {year} 年度“{project:text}”的文字有 {share:share} 相同",
        "the results have {share:share} of their text in common with “{project:text}” of {unit:text}, {year}",
    ),
    fix=Text(
        "按本项目本年度的实际情况重写；确属同一件事的，说明两张表的关系",
        "write what this project did this year; where both are one thing, say how the two forms are related",
    ),
    at=("goal.actual",),
    parameters=("alike_from",),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "21"), cite("practice", "one-text")),
)
def same_story() -> Verdict:
    """Fail when another form holds as much of the text as the profile lets pass, or more."""
    said = {
        name: form.twin.struct.field(name)
        for name in ("share", "source", "number", "year", "unit", "project")
    }
    return Verdict(fails=given(said["share"].is_not_null(), said["share"] >= profile.alike_from), facts=said)
