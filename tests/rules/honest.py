"""Honest forms: in as many ways of wording, rounding and scoring as offices have, and without a fault.

Everything is drawn: the profile, the convention of rounding, the spelling of signs, numbers and units, what was asked, what
was done. The points that it earns, the sums, the rate, the total and the grade follow, and each loss has its reason.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite, integers, sampled_from

from ziping.app.synthesis.amounts import Practice, fund_row, hundredths
from ziping.app.synthesis.building import summed
from ziping.law import Profile, profiles, roundings
from ziping.model.form import Form, Fund, FundSource, Goal, Indicator, MoneyUnit

WHOLE = Fraction(1)
REASONS = (
    "部分活动受场地限制推迟，下一步提前落实场地并按季度跟踪进度",
    "服务对象报名人数少于预期；扩大通知范围并增加线上场次",
    "年中预算核减30%，部分任务未能实施，下年按批复规模编制指标",
    "1.设备到货晚于合同约定；2.提前启动采购并约定违约责任",
    "按合同扣除5%质保金后支付，验收推迟，已与承接单位约定补验日期",
)


@dataclass(frozen=True)
class Line:
    """What an indicator asks, what was done, and the part of its points that this earns."""

    levels: tuple[str, str]
    name: str
    target: str
    actual: str
    part: Fraction
    reason: str | None = None
    """A reason that belongs to the loss; else any."""


@dataclass(frozen=True)
class Habit:
    """How a unit scores indicators: the step in hundredths, and whether it rounds half-up, cuts or rounds up."""

    step: int
    way: str

    def score(self, points: int, part: Fraction) -> int:
        """Return what is earned, in hundredths."""
        steps = points * part / self.step
        cut = steps.__floor__()
        if self.way == "cut" or steps == cut:
            return cut * self.step
        return min((cut + (self.way == "up" or steps - cut >= Fraction(1, 2))) * self.step, points)


QUANTITY = ("产出指标", "数量指标")
QUALITY = ("产出指标", "质量指标")
TIME = ("产出指标", "时效指标")
COST = ("成本指标", "经济成本指标")
BENEFIT = ("效益指标", "社会效益指标")
ECONOMY = ("效益指标", "经济效益指标")
SATISFACTION = ("满意度指标", "服务对象满意度指标")
HABITS = sampled_from(
    [Habit(step, way) for step in (1, 10, 50, 100) for way in ("half-up", "cut")] + [Habit(1, "up")]
)
AT_LEAST = ("≥", ">=", "≥ ", "不少于", "不低于", "至少", "＞＝", "")
COUNTS = (
    ("举办培训场次", "场"), ("购置设备数", "台"), ("走访企业数", "家"), ("参训人数", "人"), ("新建道路里程", "公里"),
    ("惠及群众", "人次"), ("绿化面积", "平方米"), ("发放宣传资料数", "册"), ("检测样品数", "批次"), ("补贴发放金额", "万元"),
)  # fmt: skip


@composite
def spelled(draw: DrawFn, number: Fraction | int, unit: str) -> str:
    """Spell a number with its unit: 3000.00(册), 3,000册, 3000 册."""
    value = Decimal(int(number * 100)).scaleb(-2)
    whole = value == value.to_integral_value()
    plain = f"{value:.0f}" if whole else f"{value.normalize():f}"
    figure = draw(sampled_from([plain, f"{value:.2f}", f"{value:,.0f}" if whole else plain]))
    return figure + draw(sampled_from([unit, f"({unit})", f"（{unit}）", f" {unit}"]))


@composite
def least(draw: DrawFn, number: int, unit: str) -> str:
    """Spell a target that more is better than."""
    said = draw(spelled(number, unit))
    behind = draw(st.booleans()) and "(" not in said and "（" not in said
    return f"{said}以上" if behind else draw(sampled_from(AT_LEAST)) + said


@composite
def counted(draw: DrawFn) -> Line:
    """Draw an output that is counted, reached, far exceeded or missed."""
    name, unit = draw(sampled_from(COUNTS))
    target = draw(integers(1, 9_000))
    done = draw(st.one_of(integers(target, target * 3), integers(0, target)))
    before = draw(sampled_from(["", "", "完成", "已完成"]))
    actual = before + draw(spelled(done, draw(sampled_from([unit, unit]))))
    return Line(QUANTITY, name, draw(least(target, unit)), actual, min(Fraction(done, target), WHOLE))


@composite
def rated(draw: DrawFn) -> Line:
    """Draw a share of a whole, or a rate that may exceed 100 %."""
    levels, name, most = draw(
        sampled_from(
            [
                (QUALITY, "设备验收合格率", 100),
                (QUALITY, "任务完成率", 130),
                (ECONOMY, "营业收入增长率", 400),
                (BENEFIT, "政策知晓率", 100),
                (SATISFACTION, "服务对象满意度", 100),
            ]
        )
    )
    target = draw(integers(50, 100)) if most <= 130 else draw(integers(1, 30))
    done = Fraction(draw(st.one_of(integers(target * 100, most * 100), integers(0, target * 100))), 100)
    actual = draw(spelled(done, "%"))
    return Line(levels, name, draw(least(target, "%")), actual, min(done / target, WHOLE))


def exceeded(profile: Profile, times: Fraction) -> Fraction:
    """Return what a ceiling earns that was exceeded so many times over."""
    return 1 / times if profile.parameters.reverse == "ratio" else max(2 - times, Fraction(0))


@composite
def capped(draw: DrawFn, profile: Profile) -> Line:
    """Draw a ceiling, kept or exceeded and scored as the profile says."""
    levels, name, unit = draw(
        sampled_from(
            [(COST, "人均培训成本", "元"), (COST, "项目总成本", "万元"), (TIME, "故障响应时间", "小时")]
        )
    )
    most = draw(integers(1, 800))
    spent = draw(st.one_of(integers(0, most), integers(most + 1, most * 3)))
    part = WHOLE if spent <= most else exceeded(profile, Fraction(spent, most))
    said = draw(spelled(most, unit))
    behind = draw(st.booleans()) and "(" not in said and "（" not in said
    target = f"{said}以内" if behind else draw(sampled_from(["≤", "<=", "不超过", "不高于"])) + said
    return Line(levels, name, target, draw(spelled(spent, unit)), part)


@composite
def unwanted(draw: DrawFn) -> Line:
    """Draw something that should not happen."""
    happened = draw(sampled_from([0, 0, 1, 2]))
    actual = (
        f"{happened}起" if happened else draw(sampled_from(["0起", "0", "零起", "未发生", "无", "0.00(起)"]))
    )
    target = draw(sampled_from(["0起", "零起", "=0起", "0"]))
    return Line(QUALITY, "安全责任事故数", target, actual, Fraction(0) if happened else WHOLE)


@composite
def worded(draw: DrawFn, profile: Profile) -> Line:
    """Draw a quality in words, answered in the same words or by a band of the profile."""
    achieved, partly = (
        edge // 100 for edge in (profile.parameters.achieved_from, profile.parameters.partly_from)
    )
    levels, name, target = draw(
        sampled_from(
            [
                (TIME, "各项工作完成及时性", "及时"),
                (BENEFIT, "公共服务能力提升情况", "有效提升"),
                (BENEFIT, "长效管理机制健全性", "制定管理办法并明确责任人"),
                (QUALITY, "宣传内容审核情况", "审核通过后发布"),
            ]
        )
    )
    band, low, high = draw(
        sampled_from(
            [
                (target, 100, 100),
                ("达成指标", achieved, 100),
                ("达成年度指标", 100, 100),
                ("部分达成指标并具有一定效果", partly, achieved - 1),
                ("未达成指标且效果较差", 0, partly - 1),
            ]
        )
    )
    return Line(levels, name, target, band, Fraction(draw(integers(low, high)), 100))


@composite
def dated(draw: DrawFn, year: int) -> Line:
    """Draw a date that was kept, or missed and scored for it."""
    month = draw(integers(5, 12))
    target = draw(
        sampled_from(
            [f"{year}年{month}月底前", f"{month}月底前", f"{year}年{month}月", f"{year}年12月31日前"]
        )
    )
    done = draw(integers(1, month))
    actual = draw(
        sampled_from([f"{year}年{done}月15日", f"{year}年{done}月", f"{year}.{done}.15", f"{done}月15日"])
    )
    late = Line(TIME, "验收完成时间", f"{year}年5月底前", f"{year}年11月3日", Fraction(7, 10))
    return draw(sampled_from([Line(TIME, "验收完成时间", target, actual, WHOLE)] * 4 + [late]))


@composite
def reduced(draw: DrawFn) -> Line:
    """Draw a target that was set too low and cost points, as the reason says."""
    target, off = draw(integers(5, 60)), draw(integers(1, 40))
    reason = f"完成值高于指标值较多，年初指标值偏低，按偏离度扣{off}%；下年提高指标值"
    part = 1 - Fraction(off, 100)
    return Line(QUANTITY, "编制研究报告数", f"≥{target}篇", f"{target * 2 + 1}篇", part, reason)


def lines(profile: Profile, year: int) -> SearchStrategy[list[Line]]:
    """Draw the indicators of a form in the order of their levels."""
    any_line = st.one_of(
        counted(),
        counted(),
        rated(),
        rated(),
        capped(profile),
        unwanted(),
        worded(profile),
        dated(year),
        reduced(),
    )
    drawn = st.lists(any_line, min_size=2, max_size=12)
    return drawn.map(
        lambda found: sorted(found, key=lambda line: (line.levels[0] != "成本指标", line.levels))
    )


@composite
def funds(draw: DrawFn, practice: Practice) -> tuple[Fund, ...]:
    """Draw a fund table: the total alone, or with its parts."""
    parts = {
        source: (draw(integers(least, 900_000)), draw(integers(least, 900_000)))
        for source, least in (
            (FundSource.APPROPRIATION, 1),
            (FundSource.CARRY_OVER, 0),
            (FundSource.OTHER, 0),
        )
    }
    changed = draw(st.booleans())
    amounts = {
        source: (initial if changed else full, full, draw(integers(0, full)))
        for source, (initial, full) in parts.items()
    }
    initial, full, executed = (sum(column) for column in zip(*amounts.values(), strict=True))
    total = fund_row(FundSource.TOTAL, (initial, full, executed), practice)
    rows = [fund_row(source, row, practice) for source, row in amounts.items()]
    return (total, *rows) if draw(st.booleans()) else (total,)


def divided(total: int, weights: list[int]) -> list[int]:
    """Divide points (hundredths) by weight in half points."""
    halves, whole = total // 50, sum(weights)
    shares = [max(halves * weight // whole, 1) * 50 for weight in weights]
    shares[0] += total - sum(shares)
    return shares


@composite
def indicators(draw: DrawFn, practice: Practice, year: int) -> tuple[Indicator, ...]:
    """Draw the indicators of a form, scored by one habit."""
    drawn, habit = draw(lines(practice.profile, year)), draw(HABITS)
    said = practice.profile.parameters
    weights = draw(st.lists(integers(2, 6), min_size=len(drawn), max_size=len(drawn)))
    points = divided(said.total_points - said.execution_points, weights)
    printed = draw(st.booleans())
    sums: dict[str, int] = {}
    for line, share in zip(drawn, points, strict=True):
        sums[line.levels[0]] = sums.get(line.levels[0], 0) + share
    rows = []
    for line, share in zip(drawn, points, strict=True):
        score, (first, second) = habit.score(share, line.part), line.levels
        rows.append(
            Indicator(
                level1=f"{first}（{hundredths(sums[first])}分）" if printed else first,
                level2=second,
                level3=line.name,
                target=line.target,
                actual=line.actual,
                points=hundredths(share),
                score=hundredths(score),
                deviation=(line.reason or draw(sampled_from(REASONS))) if score < share else None,
            )
        )
    return tuple(rows)


@composite
def forms(draw: DrawFn, practice: Practice, project: str, year: int) -> Form:
    """Draw a form of a unit."""
    rows = draw(indicators(practice, year))
    told = "；".join(f"{row.level3}{row.actual}" for row in rows[:3])
    form = Form(
        title="财政项目支出绩效自评表",
        year=year,
        project=project,
        competent_department="某市某局",
        implementing_unit="某市某中心",
        money_unit=practice.unit,
        funds=draw(funds(practice)),
        goal=Goal(expected=f"实施{project}，完成各项年度任务", actual=f"{project}按计划实施：{told}。"),
        indicators=rows,
    )
    return summed(form, practice.profile)


@composite
def batches(draw: DrawFn) -> tuple[Profile, list[Form]]:
    """Draw the forms of a unit, filled in by one hand: projects of one year, and one of them a year ago."""
    profile = draw(sampled_from(list(profiles().values())))
    unit = draw(sampled_from([MoneyUnit.WAN, MoneyUnit.YUAN]))
    practice = Practice(profile, draw(sampled_from(roundings())), unit, whole=False)
    projects = ("业务培训", "检测设备购置", "信息化运维")[: draw(integers(1, 3))]
    found = [draw(forms(practice, project, 2023)) for project in projects]
    before = [draw(forms(practice, projects[0], 2022))] if draw(st.booleans()) else []
    return profile, [*found, *before]
