"""Defects of single indicators: cells of a row as they should not be, everything else as it follows from them.

Where nothing else is said the row keeps its points and earns all of them.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from random import Random
from typing import Final

from ziping.app.synthesis.building import Sketch, added_up, with_row
from ziping.app.synthesis.defects import Defect, Spoilt, asked, half_done, row_of, sort_of
from ziping.app.synthesis.words import Sort
from ziping.model.form import Form, Indicator

Cells = Mapping[str, object]
Spell = Callable[[Indicator, Sketch], Cells]
Which = Sort | str
"""A sort of indicator, or the first level at which it stands."""


def _row(random: Random, sketch: Sketch, form: Form, which: Which, cell: str, spell: Spell) -> Spoilt:
    """Spoil one row."""
    if isinstance(which, Sort):
        index, row = row_of(random, form, which)
    else:
        index, row = next(it for it in enumerate(form.indicators) if it[1].level1 == which)
    changed = {"score": row.points, "deviation": None} | dict(spell(row, sketch))
    return Spoilt(added_up(with_row(form, index, **changed), sketch), f"/indicators/{index}/{cell}")


def _defect(which: Which, cell: str, spell: Spell | Cells) -> Defect:
    told: Spell = spell if callable(spell) else lambda _row, _sketch: spell
    spoil = partial(_row, which=which, cell=cell, spell=told)
    return which if isinstance(which, Sort) else None, spoil


def _less(row: Indicator, by: str) -> Decimal:
    return (row.points or Decimal(0)) - Decimal(by)


def _named(level3: str, target: str, actual: str) -> Cells:
    return {"level3": level3, "target": target, "actual": actual}


def _half(deviation: str) -> Spell:
    return lambda row, sketch: {**half_done(row, sketch), "deviation": deviation}


def _overshot(row: Indicator, _: Sketch) -> Cells:
    target, unit = asked(row)
    return {"level3": f"线上{row.level3}", "actual": f"{target * 2}{unit}"}


def _other_unit(row: Indicator, _: Sketch) -> Cells:
    target, _unit = asked(row)
    return {"target": f"≥{target}人次", "actual": f"{target + 1}人"}


def _on_every(
    _: Random, sketch: Sketch, form: Form, *, cell: str, spell: Callable[[Indicator], Cells]
) -> Spoilt:
    """Spoil every row that asks for a number."""
    spoilt = form
    numbered = [
        index for index, row in enumerate(form.indicators) if sort_of(row) not in {Sort.WORDS, Sort.NONE}
    ]
    for index in numbered:
        row = form.indicators[index]
        changed = {"score": row.points, "deviation": None} | dict(spell(row))
        spoilt = with_row(spoilt, index, **changed)
    return Spoilt(added_up(spoilt, sketch), f"/indicators/{numbered[0]}/{cell}")


def _no_quality(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    rows = tuple(
        it.model_copy(update={"level2": "时效指标"}) if it.level2 == "质量指标" else it
        for it in form.indicators
    )
    return Spoilt(added_up(form.model_copy(update={"indicators": rows}), sketch), "/indicators")


def _other_people(_: Random, __: Sketch, form: Form) -> Spoilt:
    """Ask people of whom nothing else speaks, the goal neither."""
    index = next(index for index, it in enumerate(form.indicators) if it.level1 == _ASKED)
    return Spoilt(with_row(form, index, level3="退役军人满意度"), f"/indicators/{index}/level3")


def _output_again(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    """Let a benefit be an output once more."""
    rows = form.indicators
    output, row = next((index, it) for index, it in enumerate(rows) if it.level2 == "数量指标")
    benefit = next(index for index, it in enumerate(rows) if it.level1 == "效益指标")
    again = {name: getattr(row, name) for name in ("level3", "target", "actual", "deviation")}
    part = (row.score or Decimal(0)) / (row.points or Decimal(1)) * (rows[benefit].points or Decimal(0))
    again["score"] = part.quantize(Decimal("0.01"))
    return Spoilt(added_up(with_row(form, benefit, **again), sketch), f"/indicators/{output}/level3")


def _empty_row(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    rows = (
        *form.indicators,
        Indicator(level1="满意度指标", level2="服务对象满意度指标", level3="……", actual="—"),
    )
    return Spoilt(
        added_up(form.model_copy(update={"indicators": rows}), sketch), f"/indicators/{len(rows) - 1}/level3"
    )


def _level_points(_: Random, sketch: Sketch, form: Form) -> Spoilt:
    first = form.indicators[0].level1
    points = sum((it.points or Decimal(0) for it in form.indicators if it.level1 == first), Decimal(5))
    rows = tuple(
        it.model_copy(update={"level1": f"{first}（{points:f}分）"}) if it.level1 == first else it
        for it in form.indicators
    )
    return Spoilt(added_up(form.model_copy(update={"indicators": rows}), sketch), "/indicators/0/level1")


_ASKED: Final = "满意度指标"
_BENEFIT: Final = "效益指标"

ROWS: Final[Mapping[str, Defect]] = {
    "A03": (None, _level_points),
    "A17": _defect(Sort.CEILING, "actual", _named("项目总成本", "≤9.99万元", "0.03万元")),
    "B04": _defect(
        Sort.COUNT,
        "score",
        lambda row, _: {"actual": f"{asked(row)[0]}{asked(row)[1]}", "score": _less(row, "1")},
    ),
    "B05": _defect(Sort.WORDS, "score", lambda row, _: {"actual": "达成指标", "score": _less(row, "0.5")}),
    "B08": _defect(Sort.COUNT, "actual", _overshot),
    "B16": _defect(
        Sort.WORDS,
        "score",
        lambda row, _: {
            "actual": "达成指标",
            "score": _less(row, "0.1"),
            "deviation": "活动推迟，扣90%。下一步提前落实场地",
        },
    ),
    "B17": _defect(
        "产出指标",
        "score",
        {**_named("新建社区服务站", "≥3个", "3个"), "deviation": "已经完工，尚未组织竣工验收"},
    ),
    "C01": (
        None,
        partial(_on_every, cell="actual", spell=lambda row: {"actual": (row.target or "").lstrip("≥≤")}),
    ),
    "C04": _defect(Sort.RATE, "actual", lambda row, _: {"actual": row.target}),
    "C06": _defect(Sort.COUNT, "actual", _other_unit),
    "C08": _defect(Sort.WORDS, "actual", lambda row, _: {"actual": row.target}),
    "C09": _defect(
        Sort.WORDS,
        "score",
        lambda _, sketch: {
            "level1": "产出指标",
            "level2": "时效指标",
            "level3": "工作完成时间",
            "target": f"{sketch.year}年11月30日前",
            "actual": f"{sketch.year}年12月15日",
        },
    ),
    "C10": _defect(
        Sort.WORDS,
        "actual",
        lambda _, sketch: {"target": "12月底前", "actual": f"{sketch.year - 1}年11月30日"},
    ),
    "C12": _defect(_ASKED, "actual", {"actual": "100%，未收到群众投诉"}),
    "C13": _defect(_ASKED, "actual", lambda row, _: {"actual": f"{asked(row)[0]}%"}),
    "D01": _defect(Sort.COUNT, "target", {"target": "9", "actual": "9场"}),
    "D02": (
        None,
        partial(
            _on_every, cell="target", spell=lambda _: {"target": "按年度计划节点完成", "actual": "达成指标"}
        ),
    ),
    "D03": _defect(_BENEFIT, "target", _named("社会效益明显", "≥95%", "96%")),
    "D04": _defect(Sort.WORDS, "target", {"target": "有效提升", "actual": "达成指标"}),
    "D05": _defect(
        Sort.COUNT,
        "level3",
        {
            "level1": "产出指标",
            "level2": "质量指标",
            "level3": "举办培训场次",
            "target": "≥9场",
            "actual": "10场",
        },
    ),
    "D06": _defect("产出指标", "level3", _named("预算执行率", "≥95%", "96%")),
    "D07": (None, _output_again),
    "D09": (None, _other_people),
    "D10": _defect(
        Sort.CEILING,
        "target",
        {"level1": "成本指标", "level2": "经济成本指标", **_named("项目总成本", "≥100万元", "100万元")},
    ),
    "D12": (None, _no_quality),
    "D16": _defect(Sort.COUNT, "target", {"target": "≥0件", "actual": "43件"}),
    "D17": _defect(Sort.WORDS, "target", {"target": "符合相关规定", "actual": "达成指标"}),
    "D20": _defect("产出指标", "level3", _named("科目调整次数", "≤10次", "2次")),
    "D22": _defect(_BENEFIT, "level3", _named("全市安全度汛", "安全", "达成指标")),
    "D23": _defect("产出指标", "target", _named("资金支付率", "=100%", "100%")),
    "D24": _defect(_ASKED, "target", _named("办事群众满意度", "≤90%", "88%")),
    "D25": _defect(_ASKED, "target", _named("参加人员满意度", "≥110%", "110%")),
    "D26": _defect(Sort.COUNT, "level3", _named("举办培训场次和参训人数", "≥10", "10")),
    "E05": _defect(Sort.COUNT, "deviation", _half("下一步提前落实场地")),
    "E07": _defect(Sort.COUNT, "deviation", _half("无。")),
    "E08": _defect(Sort.COUNT, "deviation", _half("已完成年度目标")),
    "E09": _defect(Sort.COUNT, "deviation", {"deviation": "部分场次未按期举办，进度滞后"}),
    "E18": (None, _empty_row),
}
"""By code: the sort of indicator that the form must have, and what spoils it."""
