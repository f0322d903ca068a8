"""The catalogue as people look it up: on the command line, in the reference and on pages."""

from dataclasses import dataclass

from ziping.engine.catalogue import Check, Score
from ziping.engine.wording import with_gaps
from ziping.law.profiles import Parameters
from ziping.model.errors import ZipingError
from ziping.model.finding import Citation, Level
from ziping.model.language import Text
from ziping.rules import catalogue


class NoSuchRuleError(ZipingError):
    """A code was given that no rule has."""

    def __init__(self, code: str) -> None:
        """Say where the codes are listed."""
        super().__init__(
            Text(f"没有编号为 {code} 的规则；ziping rules 列出全部", f"no rule {code}; see ziping rules")
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it is described: a check or a score."""

    code: str
    title: Text
    weight: Text
    """The severity of a check; of a score, that it is one."""
    level: Level
    parts: tuple[tuple[Text, Text], ...]
    """What there is to say of it, each with its label."""
    cites: tuple[Citation, ...]


def rulebook() -> list[Rule]:
    """Return every check and every score, checks first, each by its code."""
    rules = catalogue()
    return [*map(_check, rules.checks.values()), *map(_score, rules.scores.values())]


def find_rule(code: str) -> Rule:
    """Return the rule of that code; raise ``NoSuchRuleError`` where there is none."""
    for rule in rulebook():
        if rule.code == code:
            return rule
    raise NoSuchRuleError(code)


def _parameters(names: tuple[str, ...]) -> list[tuple[Text, Text]]:
    named = [Parameters.label(name) for name in names]
    return [(Text("取决于口径", "decided by the profile"), Text.joined(named))] if named else []


def _check(rule: Check) -> Rule:
    parts = [
        (Text("为什么报告", "why"), rule.reason),
        (Text("说法", "message"), with_gaps(rule.message)),
        (Text("改法", "mend"), with_gaps(rule.fix)),
        *_parameters(rule.parameters),
    ]
    return Rule(rule.code, rule.title, rule.severity.label, rule.level, tuple(parts), rule.cites)


def _score(rule: Score) -> Rule:
    formulas = [(Text("算式", "formula"), with_gaps(text)) for text in rule.formulas.values()]
    parts = [*formulas, *_parameters(rule.parameters)]
    return Rule(rule.code, rule.title, Text("得分", "score"), rule.level, tuple(parts), rule.cites)
