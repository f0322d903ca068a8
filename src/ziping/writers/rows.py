"""A form as rows for spreadsheets and databases: one for each fund row and indicator, one for the total."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ziping.model.form import Form, number_text
from ziping.model.template import FUND_COLUMNS, GRADE, HEAD, INDICATOR_COLUMNS
from ziping.writers.printable import printable

Row = dict[str, str]

_KEY: Final = {"year": "年度", **{term.name: term.label.zh for term in HEAD}}
_NUMBERS: Final = {term.name: term.label.zh for term in FUND_COLUMNS}
_TEXTS: Final = {
    term.name: term.label.zh for term in INDICATOR_COLUMNS if term.name not in {"points", "score"}
}
COLUMNS: Final = {
    **_KEY,
    "part": "部分",
    "number": "序号",
    "label": "资金来源",
    "money_unit": "金额单位",
    **{name: label for name, label in _NUMBERS.items() if name not in {"points", "score"}},
    **_TEXTS,
    "points": _NUMBERS["points"],
    "score": _NUMBERS["score"],
    "grade": GRADE.label.zh,
}
"""The columns with their headings."""


def rows_of(form: Form) -> Iterator[Row]:
    """Yield the rows; what a row does not have is an empty text, as is what the form leaves blank."""
    key = _texts(form, _KEY)
    unit = {"money_unit": form.money_unit.value if form.money_unit else ""}
    for number, fund in enumerate(form.funds, 1):
        yield _row(key, part="项目资金", number=str(number), **unit, **_texts(fund, {"label", *_NUMBERS}))
    for number, indicator in enumerate(form.indicators, 1):
        fields = _texts(indicator, {*_TEXTS, "points", "score"})
        yield _row(key, part="绩效指标", number=str(number), **fields)
    total = _texts(form.total, {"points", "score"})
    yield _row(key, part="总分", number="1", grade=printable(form.grade), **total)


def _row(key: Row, **fields: str) -> Row:
    return {**dict.fromkeys(COLUMNS, ""), **key, **fields}


def _texts(held: object, names: "set[str] | dict[str, str]") -> Row:
    return {name: _text(getattr(held, name)) for name in sorted(names)}


def _text(value: str | int | Decimal | None) -> str:
    if isinstance(value, Decimal):
        return number_text(value)
    return printable(value) if isinstance(value, str) else "" if value is None else str(value)
