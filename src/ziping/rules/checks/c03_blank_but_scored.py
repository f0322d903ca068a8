"""C03 没有完成值却有得分."""

from ziping.engine.catalogue import Verdict, check
from ziping.engine.columns import given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.rules.facts.parents import parent


@check(
    code="C03",
    level=Level.INDICATOR,
    severity=Severity.ERROR,
    title=Text("没有完成值却有得分", "A score without an actual value"),
    reason=Text(
        "得分要有实际完成值作依据。下面另列“其中”各行的汇总指标（包括带★的），完成值可以填在分项里，不报告。",
        "A score rests on an actual value. Rows that head 其中 rows, or are starred, may leave it to those rows and are not reported.",
    ),
    message=Text(
        "实际完成值空白，得分 {score:points} 分", "the actual value is blank, the score is {score:points}"
    ),
    fix=Text(
        "补填实际完成值；没有完成的，得分改为 0 并说明原因",
        "fill in the actual value, or score 0 and say why",
    ),
    at=("actual", "score"),
    cites=(cite("mof-notice", "truth"), cite("mof-2020-10", "16")),
)
def blank_but_scored() -> Verdict:
    """Fail when points were given and the actual value is blank or a dash."""
    return Verdict(
        fails=given((indicator.score > 0) & ~parent(), indicator.actual_kind == QuantityKind.BLANK),
        facts={"score": indicator.score},
    )
