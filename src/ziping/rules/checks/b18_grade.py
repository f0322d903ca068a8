"""B18 评分等级与总分不符."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import form, given, profile
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.scores.s303_grade import expected_grade

_GRADE = form.grade.str.strip_chars(" \u3000\r\n秀好等级")
"""The grade that is printed: 优秀 is 优."""


@check(
    code="B18",
    level=Level.FORM,
    severity=Severity.ERROR,
    title=Text("评分等级与总分不符", "Grade does not match the total"),
    reason=Text(
        "90 分及以上为优，80 至 90 分为良，60 至 80 分为中，60 分以下为差，下限归本级；各地另有规定的按口径。"
        "没有填等级，或者填的是别的等级名称，不报告。",
        "90 and above is 优, 80 to 90 良, 60 to 80 中, below 60 差, the lower edge included, unless the profile says otherwise. "
        "Nothing is reported without a grade, or with a grade of another scale.",
    ),
    message=Text(
        "总分 {total:points}，等级应为“{expected}”，填报“{declared:text}”",
        "total {total:points}: grade {expected}, declared {declared:text}",
    ),
    fix=Text("等级改为“{expected}”，或更正总分", "change the grade to {expected}, or correct the total"),
    at=("grade", "total.score"),
    parameters=("grades",),
    cites=(cite("mof-2020-10", "18"), cite("mof-grades", "grades")),
)
def grade() -> Verdict:
    """Fail when the declared grade is not the one in whose band the declared total lies."""
    known = profile.grade_names.list.contains(_GRADE)
    facts = {"total": form.total_score, "expected": expected_grade(), "declared": form.grade}
    return Verdict(fails=given(known, expected_grade() != _GRADE), facts=facts)
