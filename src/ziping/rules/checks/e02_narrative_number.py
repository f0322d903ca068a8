"""E02 文字与指标表的数不一致."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.mentions import mentioned_words
from ziping.rules.facts.recounted import recounted, retold


@check(
    code="E02",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("文字与指标表的数不一致", "Narrative and table give different figures"),
    reason=Text(
        "总体目标的实际完成情况里写到某项指标的数，应当与指标表的实际完成值一致。“近”“约”“超过”“余”按其意思比较；"
        "单位不同、写了不止一个数、说的是计划或上年的，不报告。",
        "A figure that the narrative gives for an indicator agrees with the table. 近, 约, 超过 and 余 are taken at their meaning; other "
        "units, several figures, plans and last year's figures are not compared.",
    ),
    message=Text(
        "总体目标的实际完成情况写“{said}”，指标表填 {actual:text}",
        "the narrative says “{said}”, the table {actual:text}",
    ),
    fix=Text("核对统计台账，把两处改成一致的数", "check the records and give the same figure in both places"),
    at=("actual", "goal.actual"),
    cites=(cite("mof-notice", "truth"), cite("practice", "narrative")),
)
def narrative_number() -> Verdict:
    """Fail when the only figure beside the indicator's name is not its actual value."""
    return Verdict(
        fails=given(recounted().is_not_null(), ~retold()),
        facts={"said": mentioned_words(), "actual": indicator.actual},
    )
