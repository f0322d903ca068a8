"""The language of an office's own conditions, compiled to the expressions that ziping's own rules are made of.

``indicator.points > 40分 and blank(indicator.deviation)``: columns by name, numbers with their unit, comparisons, and a
few functions. There is no way out of it: no attribute, no call but the listed ones, no evaluation of Python.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

import polars as pl
from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import VisitError

from ziping.engine.catalogue import Fact
from ziping.engine.columns import Expr, blank
from ziping.model.finding import Level
from ziping.rules.own.names import Kind, kinds

_GRAMMAR: Final = r"""
?start: either
?either: both (("or" | "或") both)*
?both: negation (("and" | "且") negation)*
?negation: ("not" | "非") negation -> negated | comparison
?comparison: amount (SIGN amount)?
?amount: part (TERM part)*
?part: atom (FACTOR atom)*
?atom: NUMBER UNIT? -> number
    | STRING -> text
    | NAME "." NAME -> column
    | NAME "(" [either ("," either)*] ")" -> call
    | "(" either ")"
SIGN: "==" | "!=" | "<=" | ">=" | "<" | ">" | "="
TERM: "+" | "-"
FACTOR: "*" | "/"
UNIT: "%" | "分" | "元" | "万元" | "亿元"
NUMBER: /[0-9]+(\.[0-9]+)?/
STRING: /"[^"]*"/
NAME: /[a-z_][a-z0-9_]*/
%ignore /\s+/
"""
_LONGEST: Final = 2000


class ConditionError(ValueError):
    """A condition that cannot be understood: where and why."""


@dataclass(frozen=True)
class Value:
    """A part of a condition: its expression, what it counts, and the plain number it may be.

    A number written without unit takes the unit of what it stands beside.
    """

    value: Expr
    kind: Kind
    plain: Decimal | None = None


_UNITS: Final[Mapping[str, tuple[Kind, int]]] = {
    "%": (Kind.SHARE, 100),
    "分": (Kind.POINTS, 100),
    "元": (Kind.MONEY, 100),
    "万元": (Kind.MONEY, 1_000_000),
    "亿元": (Kind.MONEY, 10_000_000_000),
}
_SCALES: Final[Mapping[Kind, int]] = {
    Kind.SHARE: 100,
    Kind.POINTS: 100,
    Kind.NUMBER: 1_000_000,
    Kind.WHOLE: 1,
}
_SIGNS: Final[Mapping[str, Callable[[Expr, Expr], Expr]]] = {
    "==": lambda one, other: one == other,
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def _scaled(plain: Decimal, kind: Kind) -> Value:
    """Give a plain number the unit of its neighbour."""
    if kind not in _SCALES:
        message = f"{plain} 要写单位（如 5万元），或不能与这一列比较"
        raise ConditionError(message)
    counted = plain * _SCALES[kind]
    if counted != counted.to_integral_value():
        message = f"{plain} 的小数位太多"
        raise ConditionError(message)
    return Value(pl.lit(int(counted), pl.Int64), kind)


def _alike(one: Value, other: Value) -> tuple[Value, Value]:
    """Bring two values to one unit, or say that they cannot be held against each other."""
    if one.plain is not None and other.plain is None:
        one = _scaled(one.plain, other.kind)
    elif other.plain is not None and one.plain is None:
        other = _scaled(other.plain, one.kind)
    if one.kind is not other.kind:
        message = f"{one.kind.label}不能与{other.kind.label}比较或加减"
        raise ConditionError(message)
    return one, other


def _truth(value: Value) -> Expr:
    if value.kind is not Kind.TRUTH:
        message = f"这里要的是一个条件，写的是{value.kind.label}"
        raise ConditionError(message)
    return value.value


def _text(value: Value) -> Expr:
    if value.kind is not Kind.TEXT:
        message = f"这里要的是文字，写的是{value.kind.label}"
        raise ConditionError(message)
    return value.value


@v_args(inline=True)
class _Compiler(Transformer[Token, Value]):
    """Turns the parsed condition into an expression, node by node."""

    def __init__(self, code: str, level: Level) -> None:
        super().__init__()
        self._code = code
        self._level = level
        self.facts: list[Fact] = []

    def number(self, digits: Token, unit: Token | None = None) -> Value:
        if unit is None:
            return Value(pl.lit(None), Kind.NUMBER, Decimal(digits))
        kind, scale = _UNITS[unit]
        counted = Decimal(digits) * scale
        if counted != counted.to_integral_value():
            message = f"{digits}{unit} 的小数位太多"
            raise ConditionError(message)
        return Value(pl.lit(int(counted), pl.Int64), kind)

    def text(self, quoted: Token) -> Value:
        return Value(pl.lit(quoted[1:-1]), Kind.TEXT)

    def column(self, table: Token, name: Token) -> Value:
        full = f"{table}.{name}"
        if full not in kinds():
            message = f"没有 {full} 这一列"
            raise ConditionError(message)
        return Value(pl.col(full), kinds()[full])

    def negated(self, value: Value) -> Value:
        return Value(~_truth(value), Kind.TRUTH)

    def either(self, *values: Value) -> Value:
        return Value(pl.any_horizontal([_truth(it) for it in values]), Kind.TRUTH)

    def both(self, *values: Value) -> Value:
        return Value(pl.all_horizontal([_truth(it) for it in values]), Kind.TRUTH)

    def comparison(self, one: Value, sign: Token, other: Value) -> Value:
        left, right = _alike(one, other)
        return Value(_SIGNS[sign](left.value, right.value), Kind.TRUTH)

    def amount(self, first: Value, *rest: Value | Token) -> Value:
        found = first
        for term, value in zip(rest[::2], rest[1::2], strict=True):
            left, right = _alike(found, _as_value(value))
            total = left.value + right.value if term == "+" else left.value - right.value
            found = Value(total, _countable(left).kind)
        return found

    def part(self, first: Value, *rest: Value | Token) -> Value:
        found = first
        for factor, value in zip(rest[::2], rest[1::2], strict=True):
            found = _times(found, _as_value(value)) if factor == "*" else _by(found, _as_value(value))
        return found

    def call(self, name: Token, *given: Value | None) -> Value:
        arguments = [it for it in given if it is not None]
        if name in _FUNCTIONS:
            count, function = _FUNCTIONS[name]
            return function(*_exactly(name, count, arguments))
        if name in _SUMS:
            (argument,) = _exactly(name, 1, arguments)
            return self._summed(name, argument)
        message = f"没有 {name} 这个函数；可用：{'、'.join([*_FUNCTIONS, *_SUMS])}"
        raise ConditionError(message)

    def _summed(self, name: str, argument: Value) -> Value:
        """Sum up the indicators of a form, as a fact that the condition reads."""
        if self._level is not Level.FORM:
            message = f'{name}(…) 只用于整张表的规则（level = "form"）'
            raise ConditionError(message)
        value, kind = _SUMS[name](argument)
        named = f"own_{self._code.lower()}_{len(self.facts) + 1}"
        made = Fact(named, Level.FORM, value, Level.INDICATOR, __name__, f"{name} of an own condition")
        self.facts.append(made)
        return Value(made(), kind)


def _as_value(value: "Value | Token") -> Value:
    if not isinstance(value, Value):
        message = f"不明白 {value}"
        raise ConditionError(message)
    return value


def _countable(value: Value) -> Value:
    if value.kind in {Kind.TEXT, Kind.TRUTH}:
        message = f"{value.kind.label}不能加减乘除"
        raise ConditionError(message)
    return value


def _times(one: Value, other: Value) -> Value:
    """Multiply by a plain number: the unit stays."""
    value, plain = (one, other.plain) if other.plain is not None else (other, one.plain)
    if plain is None or value.plain is not None:
        message = "乘号一边要是不带单位的数"
        raise ConditionError(message)
    top, bottom = plain.as_integer_ratio()
    return Value(_countable(value).value * top // bottom, value.kind)


def _by(one: Value, other: Value) -> Value:
    """Divide by a plain number, or two values of one kind: a share. By zero: unknown, never an error."""
    if other.plain is not None and one.plain is None:
        if not other.plain:
            message = "除数是零"
            raise ConditionError(message)
        top, bottom = other.plain.as_integer_ratio()
        return Value(_countable(one).value * bottom // top, one.kind)
    left, right = _alike(one, other)
    _countable(left)
    whole = left.value.cast(pl.Int128) * 10_000 // right.value.cast(pl.Int128)
    return Value(pl.when(right.value != 0).then(whole.cast(pl.Int64, strict=False)), Kind.SHARE)


def _exactly(name: str, count: int, arguments: list[Value]) -> list[Value]:
    if len(arguments) != count:
        message = f"{name}(…) 要 {count} 个参数，写了 {len(arguments)} 个"
        raise ConditionError(message)
    return arguments


def _contains(text: Value, part: Value) -> Value:
    return Value(_text(text).str.contains(_text(part), literal=True), Kind.TRUTH)


_FUNCTIONS: Final[Mapping[str, tuple[int, Callable[..., Value]]]] = {
    "blank": (1, lambda text: Value(blank(_text(text)), Kind.TRUTH)),
    "contains": (2, _contains),
    "length": (1, lambda text: Value(_text(text).str.len_chars().cast(pl.Int64), Kind.WHOLE)),
    "known": (1, lambda value: Value(value.value.is_not_null(), Kind.TRUTH)),
}
_SUMS: Final[Mapping[str, Callable[[Value], tuple[Expr, Kind]]]] = {
    "any": lambda it: (_truth(it).any(), Kind.TRUTH),
    "all": lambda it: (_truth(it).all(), Kind.TRUTH),
    "count": lambda it: (_truth(it).sum().cast(pl.Int64), Kind.WHOLE),
    "sum": lambda it: (_countable(it).value.sum(), it.kind),
}


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


@dataclass(frozen=True)
class Condition:
    """A compiled condition, and the facts that it needs beside the rules' own."""

    value: Value
    facts: tuple[Fact, ...]


def compiled(text: str, code: str, level: Level) -> Condition:
    """Compile a condition or a value; raise ``ConditionError`` where it cannot be understood."""
    if len(text) > _LONGEST:
        message = f"条件太长（{len(text)} 字，最多 {_LONGEST} 字）"
        raise ConditionError(message)
    compiler = _Compiler(code, level)
    try:
        value = compiler.transform(_parser().parse(text))
    except UnexpectedInput as wrong:
        message = f"第 {wrong.column} 个字附近写法不对：{wrong.get_context(text, 12).splitlines()[0].strip()}"
        raise ConditionError(message) from wrong
    except VisitError as wrong:
        raise ConditionError(str(wrong.orig_exc)) from wrong
    return Condition(value, tuple(compiler.facts))


def condition(text: str, code: str, level: Level) -> Condition:
    """Compile a condition; raise ``ConditionError`` where it is none."""
    made = compiled(text, code, level)
    _truth(made.value)
    return made
