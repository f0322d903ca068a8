"""D04 指标值只有笼统的词."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.model.quantity import QuantityKind
from ziping.rules.facts.rows import distinct, numbered, targets

_HOW: Final = "持续|逐步|逐渐|不断|明显|显著|有效|进一步|稳步|大幅|较大|较为|较|全面|切实|长期|基本|充分|积极|得到|有所|更加"
_WHAT: Final = (
    "有效|及时|良好|完善|提升|提高|改善|增强|加强|促进|推动|推进|推广|健全|合格|优良|优秀|较好|好|高|满意|规范|合理"
    "|显著|明显|保障|优化|改进|增加|扩大|完备|到位|充分|稳定|有序|顺利|精良|达标"
)
_VAGUE: Final = f"^(?:{_HOW})*(?:{_WHAT})+[性度]?$"


def _worded() -> Expr:
    return indicator.target_kind == QuantityKind.WORDS


@fact(Level.FORM, over=Level.INDICATOR)
def vague_rows() -> Expr:
    """List the rows whose target is nothing but a vague word; null where no target is in words."""
    vague = indicator.index.filter(_worded() & indicator.target_words.str.contains(_VAGUE))
    return given(_worded().any(), vague.implode())


@check(
    code="D04",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("指标值只有笼统的词", "Targets of nothing but vague words"),
    reason=Text(
        "定性的指标值也应当可以衡量，要写明做到什么程度算完成。整格只有“有效”“及时”“逐步完善”这类词的，合并为一条报告。",
        "A qualitative target must be measurable too. Cells that say nothing but 有效, 及时, 逐步完善 and the like are reported together.",
    ),
    message=Text(
        "第 {rows} 项指标的年度指标值只写“{targets:text}”，没有可以衡量的标准",
        "the targets of indicators {rows} only say “{targets:text}”, without a standard",
    ),
    fix=Text(
        "写明可衡量的标准，如时限、达标条件、比上年提高多少",
        "name a standard that can be measured: a date, a condition, a change against last year",
    ),
    at=("indicators.*.target",),
    cites=(cite("mof-2021-101", "setting"),),
)
def vague_words() -> Verdict:
    """Fail when the whole text of a target is a vague word."""
    texts = distinct(targets().list.gather(vague_rows()))
    return Verdict(
        fails=vague_rows().list.len() > 0,
        facts={"rows": numbered(vague_rows()), "targets": texts},
        rows=vague_rows(),
    )
