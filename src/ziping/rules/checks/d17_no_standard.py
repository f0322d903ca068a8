"""D17 指标值既不是数，也不是标准."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.rules.facts.rows import distinct, numbered, targets

_NO_STANDARD: Final = (
    "^(?:是否|有无|能否)|^[^《》]{0,8}(?:符合|满足|达到|执行|遵守)(?:相关|有关|各项|预期|既定|预定|规定|工作|项目)?的?"
    "(?:相关|有关)?(?:规定|要求|目标|效果|标准|规范|制度|政策|文件)$|^(?:严格)?按照?(?:相关|有关)?(?:规定|要求|制度|标准)"
    "(?:要求)?(?:执行|完成|开展|实施|办理|落实)?$|^是[/／]否$"
)
"""是否完成, 符合相关规定, 达到相关要求, 按要求完成; not 符合《…》 or 符合国家一级标准."""


@fact(Level.FORM, over=Level.INDICATOR)
def standardless_rows() -> Expr:
    """List the rows whose target names no standard; null where no target is in words."""
    worded = indicator.target_kind == QuantityKind.WORDS
    found = indicator.index.filter(worded & indicator.target_words.str.contains(_NO_STANDARD))
    return given(worded.any(), found.implode())


@check(
    code="D17",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("指标值既不是数，也不是标准", "Targets that are neither a number nor a standard"),
    reason=Text(
        "指标值要能判断做到没有。整格写“是否完成”“符合相关规定”“达到相关要求”的，没有说是哪个规定、什么要求，合并为一条报告；"
        "写明文件名称、等级的，不报告。",
        "A target must let one tell whether it was met. Cells that only say whether it is done, 符合相关规定 or 达到相关要求 do not say by "
        "which rule or how much; they are reported together. A named document or grade is a standard.",
    ),
    message=Text(
        "第 {rows} 项指标的年度指标值只写“{targets:text}”，没有说明标准是什么",
        "the targets of indicators {rows} only say “{targets:text}”, without naming the standard",
    ),
    fix=Text(
        "写明具体数值、等级或文件条款，如“符合《…》第…条”“≥95%”",
        "give a number, a grade or the clause that is meant",
    ),
    at=("indicators.*.target",),
    cites=(cite("mof-2021-101", "setting"),),
)
def no_standard() -> Verdict:
    """Fail when the whole text of a target is a question, or a rule that is not named."""
    return Verdict(
        fails=standardless_rows().list.len() > 0,
        facts={
            "rows": numbered(standardless_rows()),
            "targets": distinct(targets().list.gather(standardless_rows())),
        },
        rows=standardless_rows(),
    )
