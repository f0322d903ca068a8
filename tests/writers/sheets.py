"""Sheets as the tests write them: the twelve real forms with their scores, a department and a transfer payment."""

from functools import cache

from tests.samples import real, twelve
from ziping.app.writing import scores_of
from ziping.model.assessment import ScoreSheet
from ziping.model.form import Form, FundSource, Kind, SourcedForm
from ziping.writers import Layout, Sheet, computed_form, layout_for


@cache
def scores() -> tuple[ScoreSheet, ...]:
    """Return the scores of the twelve forms, worked out together."""
    return tuple(scores_of(twelve()))


def score_of(form: Form) -> ScoreSheet:
    """Return the scores of one form alone."""
    return scores_of([SourcedForm(source="one", number=1, form=form)])[0]


def real_sheets() -> list[Sheet]:
    """Return the twelve forms in their own layouts."""
    pairs = zip(twelve(), scores(), strict=True)
    return [Sheet(entry.form, layout_for(entry.form), sheet) for entry, sheet in pairs]


def computed_sheets() -> list[Sheet]:
    """Return the twelve forms with ziping's own scores."""
    return [
        Sheet(computed_form(it.form, it.scores), it.layout, it.scores, computed=True)
        for it in real_sheets()
        if it.scores
    ]


def department() -> Form:
    """Return a form of a whole department, made from a real one."""
    form = real("2023/7")
    return form.model_copy(
        update={
            "kind": Kind.DEPARTMENT,
            "title": "部门整体支出绩效自评表",
            "project": "某市商务局",
            "implementing_unit": None,
        }
    )


def transfer() -> Form:
    """Return a form of a transfer payment, made from a real one: no points, no scores."""
    form = real("2023/3")
    sources = (FundSource.TOTAL, FundSource.UNCLASSIFIED, FundSource.UNCLASSIFIED, FundSource.OTHER)
    labels = ("年度资金总额", "中央财政资金", "地方资金", "其他资金")
    bare = {"points": None, "score": None}
    funds = (
        fund.model_copy(update={**bare, "initial_budget": None, "source": source, "label": label})
        for fund, source, label in zip(form.funds, sources, labels, strict=True)
    )
    return Form(
        kind=Kind.TRANSFER,
        title="就业补助资金转移支付区域绩效目标自评表",
        year=2022,
        project="就业补助资金",
        competent_department="人力资源社会保障部",
        implementing_unit="某市人力资源和社会保障局",
        money_unit=form.money_unit,
        funds=tuple(funds),
        goal=form.goal,
        indicators=tuple(it.model_copy(update=bare) for it in form.indicators),
    )


def any_sheets() -> list[Sheet]:
    """Return one sheet for each kind of form and each layout of its own."""
    held = [real("2023/3"), real("2020/1"), department(), transfer()]
    return [Sheet(form, layout_for(form), score_of(form)) for form in held]


def in_layout(form: Form, used: Layout) -> Sheet:
    """Return a form in a layout, unscored."""
    return Sheet(form, used)
