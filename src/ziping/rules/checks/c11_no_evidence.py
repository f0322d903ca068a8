"""C11 得分没有佐证资料."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text


@check(
    code="C11",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("得分没有佐证资料", "A score without evidence"),
    reason=Text(
        "单位对自评结果的真实性负责，有得分的指标要有佐证资料。随表保存了佐证资料目录、而本项一件也没有时报告；"
        "没有佐证资料目录的，不报告。",
        "Units answer for what they fill in, and what is scored has evidence. Reported where evidence is kept with the form and this "
        "indicator has none; not where no evidence is kept at all.",
    ),
    message=Text(
        "“{name:text}”得 {score:points} 分，没有佐证资料",
        "“{name:text}” earned {score:points} points and has no evidence",
    ),
    fix=Text("补充统计台账、验收单、问卷等佐证资料", "add records, acceptance reports or questionnaires"),
    at=("actual", "score"),
    cites=(cite("mof-2020-10", "21"), cite("practice", "evidence")),
)
def no_evidence() -> Verdict:
    """Fail when points were earned and nothing is attached."""
    return Verdict(
        fails=given(indicator.evidence.is_not_null(), (indicator.evidence == 0) & (indicator.score > 0)),
        facts={"name": indicator.level3, "score": indicator.score},
    )
