"""How a rule is written down, and how the rules of a package are found.

A rule is a function without arguments that returns Polars expressions; its decorator says what it means, how much it
weighs, what it is shown as and what it rests on. Calling a fact or a score gives the column that it fills, so one
rule uses another by its name.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from types import ModuleType
from typing import Final

import polars as pl

from ziping.engine.columns import Expr
from ziping.model.finding import Citation, Level, Severity
from ziping.model.language import Text

ALWAYS: Final = "always"
"""The case of a score that has one formula."""


@dataclass(frozen=True)
class Fact:
    """A named column that rules share. With ``over`` it sums up the rows of a lower level for each form.

    A ``reading`` depends on one text of its row and on nothing else: it is worked out once for each distinct text.
    """

    name: str
    level: Level
    value: Expr
    over: Level | None
    module: str
    meaning: str
    reading: bool = field(default=False, kw_only=True)

    @property
    def column(self) -> str:
        """Return the column's name, e.g. ``indicator.achievement``."""
        return f"{self.level.value}.{self.name}"

    def __call__(self) -> Expr:
        """Return the column as an expression."""
        return pl.col(self.column)


@dataclass(frozen=True)
class Computation:
    """What a score comes from: the value, the facts that its formula shows, and which of its formulas applies."""

    value: Expr
    facts: Mapping[str, Expr] = field(default_factory=dict)
    case: Expr = field(default_factory=lambda: pl.lit(ALWAYS))


@dataclass(frozen=True)
class Score(Fact):
    """A fact that stands beside a declared value: what it should be, and how that is worked out."""

    code: str
    title: Text
    formulas: Mapping[str, Text]
    """The calculation in words for each case; one named ``always`` where there is only one."""
    case: Expr
    facts: Mapping[str, Expr]
    at: tuple[str, ...]
    parameters: tuple[str, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True)
class Verdict:
    """True fails, False passes, null does not apply; and the facts that the message needs.

    For a finding about a whole form ``rows`` lists the indicators that it points at, and ``pointers`` any cells
    beside those of ``at``.
    """

    fails: Expr
    facts: Mapping[str, Expr] = field(default_factory=dict)
    rows: Expr | None = None
    pointers: Expr | None = None


@dataclass(frozen=True, eq=False)
class Check:
    """A rule that finds something: its code for ever, what it says, where it points, and what it rests on."""

    code: str
    level: Level
    severity: Severity
    title: Text
    reason: Text
    message: Text
    fix: Text
    at: tuple[str, ...]
    cites: tuple[Citation, ...]
    parameters: tuple[str, ...]
    since: int | None
    until: int | None
    verdict: Verdict
    module: str


def fact(level: Level, *, over: Level | None = None) -> Callable[[Callable[[], Expr]], Fact]:
    """Make a function a fact: a column of that level, named like the function."""

    def decorate(function: Callable[[], Expr]) -> Fact:
        meaning = inspect.getdoc(function) or ""
        return Fact(function.__name__, level, function(), over, function.__module__, meaning)

    return decorate


def reading(level: Level) -> Callable[[Callable[[], Expr]], Fact]:
    """Make a function a fact that is read out of one text alone, directly or through other readings of that text.

    Patterns and lists of words belong here: they cost most, and the same names, units and reasons stand in many rows.
    """

    def decorate(function: Callable[[], Expr]) -> Fact:
        return replace(fact(level)(function), reading=True)

    return decorate


def score(
    *,
    code: str,
    level: Level,
    title: Text,
    formula: Text | Mapping[str, Text],
    at: tuple[str, ...],
    cites: tuple[Citation, ...],
    parameters: tuple[str, ...] = (),
) -> Callable[[Callable[[], Computation]], Score]:
    """Make a function a score: what the declared value should be, with the formula that explains it."""

    def decorate(function: Callable[[], Computation]) -> Score:
        made = function()
        return Score(
            name=function.__name__,
            level=level,
            value=made.value,
            over=None,
            module=function.__module__,
            meaning=inspect.getdoc(function) or "",
            code=code,
            title=title,
            formulas={ALWAYS: formula} if isinstance(formula, Text) else formula,
            case=made.case,
            facts=made.facts,
            at=at,
            parameters=parameters,
            cites=cites,
        )

    return decorate


def check(  # noqa: PLR0913 — the parts of a check, all named
    *,
    code: str,
    level: Level,
    severity: Severity,
    title: Text,
    reason: Text,
    message: Text,
    fix: Text,
    at: tuple[str, ...],
    cites: tuple[Citation, ...],
    parameters: tuple[str, ...] = (),
    since: int | None = None,
    until: int | None = None,
) -> Callable[[Callable[[], Verdict]], Check]:
    """Make a function a check. ``at`` names the cells a finding points at; the first one is where it is marked."""

    def decorate(function: Callable[[], Verdict]) -> Check:
        return Check(
            code=code,
            level=level,
            severity=severity,
            title=title,
            reason=reason,
            message=message,
            fix=fix,
            at=at,
            cites=cites,
            parameters=parameters,
            since=since,
            until=until,
            verdict=function(),
            module=function.__module__,
        )

    return decorate


@dataclass(frozen=True)
class Catalogue:
    """All rules of a package: facts by column, checks and scores by code."""

    facts: Mapping[str, Fact]
    checks: Mapping[str, Check]

    @property
    def scores(self) -> Mapping[str, Score]:
        """The scores by code."""
        found = {it.code: it for it in self.facts.values() if isinstance(it, Score)}
        return dict(sorted(found.items()))


class DuplicateRuleError(ValueError):
    """Two rules carry the same code or fill the same column."""


_RULES: Final = (Fact, Check)


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def discover(*packages: ModuleType) -> Catalogue:
    """Collect the rules of every module below the packages; raise ``DuplicateRuleError`` where two collide."""
    facts: dict[str, Fact] = {}
    checks: dict[str, Check] = {}
    for module in chain.from_iterable(map(_modules, packages)):
        for rule in vars(module).values():
            if isinstance(rule, _RULES) and rule.module == module.__name__:
                _add(rule, facts, checks)
    return Catalogue(dict(sorted(facts.items())), dict(sorted(checks.items())))


def _add(rule: Fact | Check, facts: dict[str, Fact], checks: dict[str, Check]) -> None:
    known: Mapping[str, Fact | Check] = checks if isinstance(rule, Check) else facts
    key = rule.code if isinstance(rule, Check) else rule.column
    if key in known:
        message = f"{key} is defined in {known[key].module} and in {rule.module}"
        raise DuplicateRuleError(message)
    if isinstance(rule, Check):
        checks[key] = rule
    else:
        facts[key] = rule
