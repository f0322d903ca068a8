"""E05 只写原因或只写措施."""

from typing import Final

import polars as pl

from ziping.engine.catalogue import Verdict, check, fact, reading
from ziping.engine.columns import Expr, given, indicator
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.reason_words import reason_text
from ziping.rules.facts.rows import numbered
from ziping.rules.facts.scoring import lost

_CAUSE: Final = """
    因 由于 鉴于 受 导致 致使 造成 疫情 不足 不够 不高 不到 不力 不强 不及 不理想 未 没有 尚 仍 需 有待 有限 缺 延迟 推迟 滞后 延期
    少于 低于 高于 晚于 多于 早于 冲突 压缩 临时 恶劣 台风 暴雨 退出 流失 离职 撤并 改革 减少 下降 偏 较低 较少 较慢 调整 变化 变动 困难 原因 取消 影响 超过 超出 差距 薄弱 难度
"""
_MEASURE: Final = """
    将 下步 下一步 今后 后续 进一步 继续 持续 加强 加大 加快 改进 完善 措施 建议 督促 力争 确保 优化 提前 扩大 拓宽 拓展 强化 落实
    安排 补考 补办 补齐 催办 督办 整改 约谈 调剂 追回 加班 赶工 协调 沟通 申请 重新 修订 争取 探索 推进 细化 充分 严格 做好 跟踪 注重 计划 拟 明年 下年 次年
"""
_OPENING: Final = "进一步 持续 继续 加强 加大 加快 强化 优化 完善 改进 提高 提升 拓宽 拓展 扩大 推进 下一步 下步 今后 将 严格 落实"
_AT_ONCE: Final = 3


@reading(Level.INDICATOR)
def tells_cause() -> Expr:
    """Whether the reason gives a cause."""
    return reason_text().str.contains_any(_CAUSE.split())


@reading(Level.INDICATOR)
def tells_measure() -> Expr:
    """Whether the reason gives a measure."""
    return reason_text().str.contains_any(_MEASURE.split())


@reading(Level.INDICATOR)
def opens_with_measure() -> Expr:
    """Whether the reason opens with a measure."""
    return reason_text().str.head(_AT_ONCE).str.contains_any(_OPENING.split())


def _rows(condition: Expr) -> Expr:
    return indicator.index.filter(lost() & condition)


@fact(Level.FORM, over=Level.INDICATOR)
def without_measure() -> Expr:
    """List the rows that lost points and give a cause but no measure."""
    return _rows(tells_cause() & ~tells_measure())


@fact(Level.FORM, over=Level.INDICATOR)
def without_cause() -> Expr:
    """List the rows that lost points, open with a measure and give no cause."""
    return _rows(opens_with_measure() & ~tells_cause())


@fact(Level.FORM, over=Level.INDICATOR)
def reasons_given() -> Expr:
    """Whether a row that lost points gives a reason."""
    return (lost() & reason_text().is_not_null()).any()


def _said(before: str, measure: str, cause: str) -> Expr:
    """Say of which rows what is missing."""
    parts = (
        pl.when(rows.list.len() > 0).then(
            pl.concat_str(
                pl.lit(before), numbered(rows).cast(pl.List(pl.String)).list.join("、"), pl.lit(words)
            )
        )
        for rows, words in ((without_measure(), measure), (without_cause(), cause))
    )
    return pl.concat_str(parts, separator="；", ignore_nulls=True)


@check(
    code="E05",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("只写了原因或只写了措施", "A cause without a measure, or a measure without a cause"),
    reason=Text(
        "“偏差原因分析及改进措施”一栏要写两样：为什么没有完成，下一步怎么改。只有其中一样的，合并为一条报告；"
        "看不出写的是哪一样的，不报告。",
        "The column asks for two things: why the target was missed, and what will be done. Rows with only one are reported together; "
        "texts of which neither can be told are not.",
    ),
    message=Text("{said}", "{said_en}"),
    fix=Text(
        "补全没有完成的具体原因和可以检查的改进措施",
        "give both the cause and a measure that can be checked",
    ),
    at=("indicators.*.deviation",),
    cites=(cite("mof-2020-10", "11"),),
)
def half_a_reason() -> Verdict:
    """Fail when a reason speaks of a cause alone, or of a measure alone."""
    rows = pl.concat_list(without_measure(), without_cause())
    return Verdict(
        fails=given(reasons_given(), rows.list.len() > 0),
        facts={
            "said": _said("第 ", " 项指标只写了原因，没有改进措施", " 项指标只写了措施，没有原因"),
            "said_en": _said("indicators ", " give no measure", " give no cause"),
        },
        rows=rows,
    )
