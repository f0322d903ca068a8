"""The declared form: what the document says, value by value, before any rule looks at it.

The JSON of a form is ``ziping.form/1``; its schema is in ``docs/reference/form.schema.json``.
"""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from ziping.model.language import Text
from ziping.model.place import Places

SCHEMA: Final = "ziping.form/1"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)


def printed_number(value: object) -> object:
    """Turn the digits of a number into a Decimal that keeps every printed zero; refuse anything inexact."""
    if value is None or (isinstance(value, Decimal) and value.is_finite()):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    message = '不是按原样写出的数，应为数字文本（如 "87.57"）或 null'
    raise ValueError(message)


def number_text(value: Decimal) -> str:
    """Return the digits as printed, never in scientific notation."""
    return format(value, "f")


Number = Annotated[
    Decimal,
    BeforeValidator(printed_number),
    PlainSerializer(number_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_NUMBER.pattern}$", "examples": ["20.00"]}),
]
"""An exact number as printed: ``Decimal("20.00")`` prints as 20.00."""


class Kind(StrEnum):
    """What is evaluated: 项目支出, 部门整体支出 or 转移支付."""

    PROJECT = "project"
    DEPARTMENT = "department"
    TRANSFER = "transfer"


class MoneyUnit(StrEnum):
    """The unit of every amount in the fund table."""

    YUAN = "元"
    WAN = "万元"
    YI = "亿元"

    @property
    def fen(self) -> int:
        """Return how many 分 one unit is."""
        return {MoneyUnit.YUAN: 100, MoneyUnit.WAN: 1_000_000, MoneyUnit.YI: 10_000_000_000}[self]


class FundSource(StrEnum):
    """Which row of the fund table: 年度资金总额, 当年财政拨款, 上年结转资金, 其他资金, any other."""

    TOTAL = "total"
    APPROPRIATION = "appropriation"
    CARRY_OVER = "carry_over"
    OTHER = "other"
    UNCLASSIFIED = "unclassified"


class _Declared(BaseModel):
    """Whatever a document declares never changes after it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class Fund(_Declared):
    """One row of the fund table. Amounts are in the form's money unit, the rate in percent."""

    source: FundSource
    label: str
    initial_budget: Number | None = None
    full_year_budget: Number | None = None
    executed: Number | None = None
    points: Number | None = None
    execution_rate: Number | None = None
    score: Number | None = None


class Goal(_Declared):
    """年度总体目标: the expected goal and what happened."""

    expected: str | None = None
    actual: str | None = None


class Indicator(_Declared):
    """One row of the indicator table; ``points`` is 分值, ``score`` is 得分."""

    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    target: str | None = None
    actual: str | None = None
    points: Number | None = None
    score: Number | None = None
    deviation: str | None = None


class Total(_Declared):
    """总分: the points and the score of the whole form."""

    points: Number | None = None
    score: Number | None = None


class ProblemKind(StrEnum):
    """Why a value of a reading deserves a second look."""

    MARKUP = "markup"
    """Markup such as ``<p>`` stood in the text and was removed."""
    NOT_A_NUMBER = "not-a-number"
    """A cell that holds a number holds something else; the value is null."""
    MISSING = "missing"
    """A part of the form is not there."""
    DOUBTFUL = "doubtful"
    """The value was inferred, or two readings were possible."""
    ARITHMETIC = "arithmetic"
    """The value contradicts the form's own arithmetic."""
    NOT_COUNTED = "not-counted"
    """A number that cannot be right or is beyond what is counted; no rule calculates with it."""
    NOTICE = "notice"
    """Nothing is wrong: the reader left something out on purpose."""
    NOT_UNDERSTOOD = "not-understood"
    """A row or cell stands in the form that no layout understands."""


class Problem(_Declared):
    """Something that was not read, or is not to be trusted: where, the raw text, and a sentence."""

    pointer: str
    """JSON pointer of the value or its row; empty for the whole form."""
    kind: ProblemKind
    raw: str | None = None
    message: str
    message_en: str | None = None
    """The sentence in English; forms of others have none."""

    @classmethod
    def of(cls, kind: ProblemKind, pointer: str, message: Text, raw: str | None = None) -> Self:
        """Return the problem that the sentence tells in both languages."""
        return cls(pointer=pointer, kind=kind, raw=raw, message=message.zh, message_en=message.en)

    @property
    def text(self) -> Text:
        """Return the sentence; a form of others has it in one language only."""
        return Text(self.message, self.message_en or self.message)


class Form(_Declared):
    """One self-evaluation form as declared, with the place of every value."""

    schema_: Annotated[Literal["ziping.form/1"], Field(alias="schema")] = SCHEMA
    kind: Kind = Kind.PROJECT
    title: str | None = None
    year: int | None = None
    project: str | None = None
    project_code: str | None = None
    competent_department: str | None = None
    implementing_unit: str | None = None
    money_unit: MoneyUnit | None = None
    funds: tuple[Fund, ...] = ()
    goal: Goal = Goal()
    indicators: tuple[Indicator, ...] = ()
    total: Total = Total()
    grade: str | None = None
    places: Places = Field(default_factory=Places)
    problems: tuple[Problem, ...] = ()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read one JSON object of the schema; raise ``pydantic.ValidationError`` where it is not one."""
        return cls.model_validate_json(text)

    def to_json(self) -> str:
        """Write one line of JSON in the schema."""
        return self.model_dump_json(by_alias=True)

    @property
    def fund_total(self) -> Fund | None:
        """Return the row 年度资金总额, or None where the form has none."""
        return next((fund for fund in self.funds if fund.source is FundSource.TOTAL), None)


class SourcedForm(BaseModel):
    """A form together with the document it came from and its number in it, from 1."""

    model_config = ConfigDict(frozen=True)

    source: str
    number: int
    form: Form
