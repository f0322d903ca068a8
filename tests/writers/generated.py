"""Forms as hypothesis makes them: long texts, 48 indicators, blanks, odd units, full-width characters."""

from decimal import Decimal

from hypothesis import strategies as st

from ziping.model.form import Form, Fund, FundSource, Goal, Indicator, Kind, MoneyUnit, Total
from ziping.model.template import LEVELS

LETTERS = st.sampled_from(
    list("的一是在绩效项目资金年度完成率提高服务对象满意ＡＢ１２（）ABCxyz𠮷㎡≥％、，。“”《》&>\"'—")
)
NAMES = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: f"甲{text}乙")
PROSE = st.one_of(
    st.none(), NAMES, st.text(LETTERS, min_size=50, max_size=400).map(lambda text: f"丙{text}丁")
)
VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        ["≥3000.00(册)", "=1.00(个)", ">=80%", "85", "达成指标", "合格", "-1%", "≤5‰", "0起", "@高"]
    ),
    NAMES,
)


def numbers(most: int) -> st.SearchStrategy[Decimal | None]:
    """Return numbers with up to two decimals, or none."""
    places = st.sampled_from([0, 1, 2])
    held = st.tuples(st.integers(0, most * 100), places).map(
        lambda it: Decimal(it[0]).scaleb(-2).quantize(Decimal(1).scaleb(-it[1]))
    )
    return st.one_of(st.none(), held)


AMOUNTS, POINTS = numbers(9_999_999), numbers(100)
LEVEL_PAIRS = st.sampled_from([(one, two) for one, seconds in LEVELS.items() for two in seconds])


def _indicator(levels: tuple[str, str], rest: dict[str, object]) -> Indicator:
    return Indicator.model_validate({"level1": levels[0], "level2": levels[1], **rest})


INDICATORS = st.builds(
    _indicator,
    LEVEL_PAIRS,
    st.fixed_dictionaries(
        {
            "level3": NAMES,
            "target": VALUES,
            "actual": VALUES,
            "points": POINTS,
            "score": POINTS,
            "deviation": PROSE,
        }
    ),
)
FUND_ROWS = (
    (FundSource.TOTAL, "年度资金总额"),
    (FundSource.APPROPRIATION, "当年财政拨款"),
    (FundSource.CARRY_OVER, "上年结转资金"),
    (FundSource.OTHER, "其他资金"),
)


ROW = st.fixed_dictionaries(
    {
        "initial_budget": AMOUNTS,
        "full_year_budget": AMOUNTS,
        "executed": AMOUNTS,
        "points": POINTS,
        "execution_rate": POINTS,
        "score": POINTS,
    }
)


def _funds(spent: Decimal, rows: list[dict[str, Decimal | None]]) -> tuple[Fund, ...]:
    """Return fund rows; the total has an amount at least, for a row without any is no data."""
    held = [{**rows[0], "executed": spent}, *rows[1:]]
    named = zip(FUND_ROWS, held, strict=False)
    return tuple(Fund.model_validate({"source": s, "label": label, **row}) for (s, label), row in named)


FUNDS = st.builds(
    _funds,
    st.integers(0, 10**9).map(lambda it: Decimal(it).scaleb(-2)),
    st.lists(ROW, min_size=1, max_size=4),
)


def forms(kind: Kind = Kind.PROJECT, title: str = "项目支出绩效自评表") -> st.SearchStrategy[Form]:
    """Return forms of a kind."""
    return st.builds(
        Form,
        kind=st.just(kind),
        title=st.just(title),
        year=st.one_of(st.none(), st.integers(2015, 2035)),
        project=NAMES,
        competent_department=st.one_of(st.none(), NAMES),
        implementing_unit=st.one_of(st.none(), NAMES),
        money_unit=st.sampled_from(MoneyUnit),
        funds=FUNDS,
        goal=st.builds(Goal, expected=PROSE, actual=PROSE),
        indicators=st.lists(INDICATORS, max_size=48).map(tuple),
        total=st.builds(Total, points=POINTS, score=POINTS),
        grade=st.sampled_from([None, "优", "良", "中", "差"]),
    )


def adding_up(form: Form) -> Form:
    """Return the form with numbers that add up as an official form's do: readers take sums for proof."""
    funds = form.funds[:1] + tuple(_part(fund) for fund in form.funds[1:])
    sums = {
        name: sum((getattr(it, name) for it in funds[1:]), Decimal(0))
        for name in ("initial_budget", "executed")
    }
    spent = sums["executed"] if len(funds) > 1 and sums["executed"] else Decimal("12.34")
    total = funds[0].model_copy(
        update={
            "initial_budget": sums["initial_budget"] if len(funds) > 1 else spent,
            "full_year_budget": spent,
            "executed": spent,
            "points": Decimal("10.00"),
            "execution_rate": Decimal("100.00"),
            "score": Decimal("10.00"),
        }
    )
    parts = tuple(it.model_copy(update={"full_year_budget": it.executed}) for it in funds[1:])
    if parts and not sums["executed"]:
        parts = (parts[0].model_copy(update={"executed": spent, "full_year_budget": spent}), *parts[1:])
    indicators = _pointed(form.indicators)
    points = sum((it.points or Decimal(0) for it in indicators), Decimal("10.00"))
    score = sum((it.score or Decimal(0) for it in indicators), Decimal("10.00"))
    new = {"funds": (total, *parts), "indicators": indicators, "total": Total(points=points, score=score)}
    return form.model_copy(update=new)


def _part(fund: Fund) -> Fund:
    amounts = {name: getattr(fund, name) or Decimal(0) for name in ("initial_budget", "executed")}
    return fund.model_copy(update={**amounts, "points": None, "score": None, "execution_rate": None})


def _pointed(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Return indicators with ninety points among them, every second one a quarter short."""
    each = Decimal(9000 // max(len(indicators), 1)).scaleb(-2)
    held = [each] * len(indicators)
    if held:
        held[-1] = Decimal("90.00") - each * (len(held) - 1)
    scores = [(it * Decimal("0.75")).quantize(Decimal("0.01")) if i % 2 else it for i, it in enumerate(held)]
    return tuple(
        it.model_copy(update={"points": points, "score": score})
        for it, points, score in zip(indicators, held, scores, strict=True)
    )
