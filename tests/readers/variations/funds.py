"""Fund tables of another kind: sources as columns, income beside outlay, and what transfers add below."""

from typing import Final

from tests.readers.variations.drawing import Drawing, Values
from tests.readers.variations.sheet import Box, shares

_SOURCES: Final = (("中央", "2.00"), ("省、地", "3.50"), ("本级", None), ("其他", "1.00"))
_AMOUNTS_BEHIND_LABELS: Final = (
    ("一般公共预算", "1873.66"),
    ("基本支出", "1500.16"),
    ("政府性基金拨款", "0"),
    ("项目支出", "373.50"),
)
_KINDS: Final = {"中央": "unclassified", "省、地": "unclassified", "本级": "unclassified", "其他": "other"}


def by_source(drawing: Drawing) -> None:
    """Draw one row of amounts below the sources as headings."""
    first = drawing.sheet.height
    total = _total(drawing)
    headings = [*(label for label, _ in _SOURCES), "合计", "执行数", "执行率", "分值", "得分"]
    row = [*(text or "" for _, text in _SOURCES)]
    for label, amount in _SOURCES:
        drawing.say_fund(_KINDS[label], label, full_year_budget=amount)
    names = {
        "full_year_budget": "full_year_budget",
        "executed": "executed",
        "execution_rate": "execution_rate",
        "points": "points",
        "score": "score",
    }
    drawing.say_fund("total", "合计", **{name: total[field] for name, field in names.items()})
    row += [total[field] or "" for field in names.values()]
    drawing.sheet.row(*headings, start=1)
    drawing.sheet.row(*row, start=1)
    drawing.fund_side(first)


def income_beside_outlay(drawing: Drawing) -> None:
    """Draw the total, and below it the kinds of income and of outlay with their amounts in the cells of the labels."""
    first = drawing.sheet.height
    fields = ["initial_budget", "full_year_budget", "executed", "points", "execution_rate", "score"]
    labels = ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    total = _total(drawing)
    drawing.sheet.row(*labels, start=1)
    drawing.sheet.row("年度资金总额", *(total[field] or "" for field in fields), start=1)
    drawing.say_fund("total", "年度资金总额", **{field: total[field] for field in fields})
    drawing.sheet.row("按收入性质分：", "按支出性质分：", start=1)
    for left, right in (
        ("其中：一般公共预算：1873.66", "其中：基本支出：1,500.16"),
        ("政府性基金拨款：0", "项目支出：373.50"),
        ("其他资金：", ""),
    ):
        drawing.sheet.row(left, right, start=1)
    for label, amount in _AMOUNTS_BEHIND_LABELS:
        drawing.say_fund("unclassified", label, full_year_budget=amount)
    drawing.fund_side(first)


def with_management(drawing: Drawing) -> None:
    """Draw the funds of a transfer and what it says of their management."""
    first = drawing.sheet.height
    edges = shares(4, 1)
    for texts in (("", "全年预算数（A）", "全年执行数（B）", "执行率（B/A×100%）"), *_transfer_rows(drawing)):
        row = drawing.sheet.height
        for text, (left, right) in zip(texts, edges, strict=True):
            drawing.sheet.put(Box(text, row, left, 1, right - left))
    drawing.fund_side(first)
    first = drawing.sheet.height
    drawing.sheet.row("", "情况说明", "存在问题和改进措施", start=1)
    for label in ("分配科学性", "下达及时性", "拨付合规性", "使用规范性", "执行准确性", "预算绩效管理情况"):
        drawing.sheet.row(label, "按规定分配、下达和使用资金。", "无", start=1)
    drawing.sheet.put(Box("资金管理情况", first, 0, drawing.sheet.height - first, 1))


def _transfer_rows(drawing: Drawing) -> list[tuple[str, ...]]:
    total = _total(drawing)
    names = ("full_year_budget", "executed", "execution_rate")
    drawing.say_fund("total", "年度资金总额", **{name: total[name] for name in names})
    drawing.say_fund(
        "unclassified", "中央补助", **{name: total[name] for name in ("full_year_budget", "executed")}
    )
    amounts = [total[name] or "" for name in names]
    return [
        ("年度资金总额：", *amounts),
        ("其中：中央补助", *amounts[:2], ""),
        ("地方资金", "", "", ""),
        ("其他资金", "", "", ""),
    ]


def _total(drawing: Drawing) -> Values:
    found: Values = next(fund for fund in drawing.form["funds"] if fund["source"] == "total")
    return found
