"""Forms as hypothesis makes them: long texts, 48 indicators, blanks, odd units, full-width characters."""

from decimal import Decimal

from hypothesis import strategies as st

from ziping.model.form import Form, Fund, FundSource, Goal, Indicator, Kind, MoneyUnit, Total
from ziping.model.template import LEVELS

LETTERS = st.sampled_from(
    list("的一是在绩效项目资金年度完成率提高服务对象满意ＡＢ１２（）ABCxyz𠮷㎡≥％、，。“”《》&<>\"'—")
)
NAMES = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: f"甲{text}")
PROSE = st.one_of(st.none(), NAMES, st.text(LETTERS, min_size=50, max_size=400).map(lambda text: f"乙{text}"))
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


def _funds(rows: list[dict[str, Decimal | None]]) -> tuple[Fund, ...]:
    named = zip(FUND_ROWS, rows, strict=False)
    return tuple(Fund.model_validate({"source": s, "label": label, **row}) for (s, label), row in named)


FUNDS = st.lists(
    st.fixed_dictionaries(
        {
            "initial_budget": AMOUNTS,
            "full_year_budget": AMOUNTS,
            "executed": AMOUNTS,
            "points": POINTS,
            "execution_rate": POINTS,
            "score": POINTS,
        }
    ),
    min_size=1,
    max_size=4,
).map(_funds)


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
