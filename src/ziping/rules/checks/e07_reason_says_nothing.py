"""E07 失分原因只写“无”或套话."""

from typing import Final

from ziping.engine.catalogue import Verdict, check, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.reason_words import reason_text
from ziping.rules.facts.reasons import says_nothing
from ziping.rules.facts.scoring import lost, unexplained

_GENERIC: Final = """
    客观原因 客观因素 受客观条件影响 受客观因素影响 由于客观原因 因客观原因 工作原因 工作需要 工作安排 特殊原因 特殊情况 其他原因 其他
    历史原因 实际情况 根据实际情况 按实际情况 存在偏差 有偏差 未达标 未完成 未达到目标 未达到预期目标 还需改进 有待提高 有待加强 进一步完善
    进一步加强 进一步提高 加强管理 继续努力 详见附件 见附件 见说明 同上
"""
"""Whole texts that would fit any indicator of any project."""


@reading(Level.INDICATOR)
def generic_reason() -> Expr:
    """Whether the whole reason would fit any indicator of any project."""
    text = reason_text().str.strip_chars_end("。.；;，,")
    return text.is_in(_GENERIC.split()).fill_null(value=False)


@check(
    code="E07",
    level=Level.INDICATOR,
    severity=Severity.WARNING,
    title=Text("失分原因只写“无”或套话", "A reason that is none, or fits anything"),
    reason=Text(
        "失了分就有偏差，原因一栏写“无”“暂无”“0”等于没有说明；整格只有“客观原因”“未完成”“有待提高”这类放在哪里都行的话，也是一样。",
        "Where points are lost there is a deviation; 无, 暂无 or 0 explain nothing, nor does a cell of 客观原因, 未完成 or 有待提高 alone.",
    ),
    message=Text(
        "分值 {points:points}，得分 {score:points}，偏差原因只写“{deviation:text}”",
        "{score:points} of {points:points} points, and the reason only says “{deviation:text}”",
    ),
    fix=Text(
        "写明失分的具体原因和改进措施；没有偏差的，核对得分",
        "give the reason and a measure, or correct the score where nothing was missed",
    ),
    at=("deviation", "score", "points"),
    cites=(cite("mof-2020-10", "11"),),
)
def reason_says_nothing() -> Verdict:
    """Fail when points were lost and the reason is none, or one that fits anything."""
    return Verdict(
        fails=given(lost() & ~unexplained(), says_nothing() | generic_reason()),
        facts={"points": indicator.points, "score": indicator.score, "deviation": indicator.deviation},
    )
