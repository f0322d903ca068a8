"""An office's own rules as TOML files: read, compiled, tried on their own examples, or refused with the reason."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ziping.engine.catalogue import Catalogue, Check, Fact, Verdict
from ziping.engine.columns import given
from ziping.engine.frames import frames
from ziping.engine.plan import FRAME, UnresolvedColumnError
from ziping.engine.run import evaluate
from ziping.engine.wording import gaps
from ziping.model.errors import ZipingError
from ziping.model.finding import Citation, Level, Severity
from ziping.model.form import Form, SourcedForm
from ziping.model.language import Text
from ziping.rules.own.language import Condition, ConditionError, compiled, condition
from ziping.rules.own.names import Kind

_SPECS: Final = {
    Kind.MONEY: "money",
    Kind.POINTS: "points",
    Kind.SHARE: "rate",
    Kind.NUMBER: "number",
    Kind.TEXT: "text",
}


class InvalidRuleError(ZipingError):
    """An own rule is refused: which file, which line, why."""

    def __init__(self, path: Path, line: int, code: str, why: str) -> None:
        """Say where it stands and what is wrong."""
        place = f"{path} 第 {line} 行"
        super().__init__(
            Text(f"{place}：规则 {code} 未载入：{why}", f"{path}:{line}: rule {code} refused: {why}")
        )


class MissingRulesError(ZipingError):
    """The file or folder of own rules is not there."""

    def __init__(self, path: Path) -> None:
        """Name it."""
        super().__init__(
            Text(f"{path}：没有这个规则文件或文件夹", f"{path}: no such file or folder of rules")
        )


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Example(_Strict):
    """A form for which the rule must answer as said."""

    expect: Literal["fail", "pass", "skip"]
    form: dict[str, Any]


class _Rule(_Strict):
    """One rule as it stands in a file."""

    code: Annotated[str, Field(pattern=r"^[G-RT-Z][0-9]{2,3}$")]
    level: Literal["form", "indicator", "fund"]
    severity: Severity
    title: str
    when: str | None = None
    fails: str
    facts: dict[str, str] = {}
    message: str
    fix: str
    source: Annotated[str, Field(min_length=2)]
    at: tuple[str, ...]
    example: Annotated[tuple[_Example, ...], Field(min_length=2)]


def with_own_rules(held: Catalogue, path: Path) -> Catalogue:
    """Return the catalogue with the rules of a file or folder; raise ``InvalidRuleError`` where one is wrong."""
    if not path.exists():
        raise MissingRulesError(path)
    for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
        for number, entry in enumerate(_entries(file)):
            held = _with(held, file, number, entry)
    return held


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        held = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InvalidRuleError(path, 1, "", str(wrong)) from wrong
    rules = held.get("rule", [])
    if not isinstance(rules, list) or set(held) - {"rule"}:
        raise InvalidRuleError(path, 1, "", "文件里只能有 [[rule]]")
    return rules


def _line(path: Path, number: int) -> int:
    """Return the line at which the rule of that number begins."""
    starts = [
        at
        for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.match(r"\s*\[\[rule\]\]", line)
    ]
    return starts[number] if number < len(starts) else 1


def _with(held: Catalogue, path: Path, number: int, entry: Mapping[str, Any]) -> Catalogue:
    code = str(entry.get("code", ""))
    try:
        rule = _Rule.model_validate(entry)
        _refuse_repeated(rule, held)
        check, facts = _check(rule, path)
        made = Catalogue({**held.facts, **{it.column: it for it in facts}}, {**held.checks, code: check})
        _try_examples(rule, check, made)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise InvalidRuleError(path, _line(path, number), code, why) from wrong
    except (ConditionError, UnresolvedColumnError) as wrong:
        raise InvalidRuleError(path, _line(path, number), code, str(wrong)) from wrong
    return made


def _refuse_repeated(rule: _Rule, held: Catalogue) -> None:
    if rule.code in held.checks:
        message = "编号已经有了"
        raise ConditionError(message)


def _check(rule: _Rule, path: Path) -> tuple[Check, tuple[Fact, ...]]:
    level = Level(rule.level)
    fails = condition(rule.fails, rule.code, level)
    when = condition(rule.when, f"{rule.code}_when", level) if rule.when else None
    named = {name: compiled(text, f"{rule.code}_{name}", level) for name, text in rule.facts.items()}
    message, fix = (_worded(text, named) for text in (rule.message, rule.fix))
    verdict = Verdict(
        fails=fails.value.value if when is None else given(when.value.value, fails.value.value),
        facts={name: made.value.value for name, made in named.items()},
    )
    check = Check(
        code=rule.code,
        level=level,
        severity=rule.severity,
        title=Text(rule.title, rule.title),
        reason=Text(f"本单位自定规则：{rule.fails}", f"own rule: {rule.fails}"),
        message=message,
        fix=fix,
        at=rule.at,
        cites=(_citation(rule),),
        parameters=(),
        since=None,
        until=None,
        verdict=verdict,
        module=str(path),
    )
    parts: list[Condition] = [fails, *([when] if when else []), *named.values()]
    return check, tuple(fact for part in parts for fact in part.facts)


def _citation(rule: _Rule) -> Citation:
    source = Text(rule.source, rule.source)
    return Citation("own", rule.code, "", source, source, confirmed=False)


def _worded(sentence: str, facts: Mapping[str, Condition]) -> Text:
    """Give every gap the unit of its fact; a gap without a fact is refused."""
    text = Text(sentence, sentence)
    if unknown := set(gaps(text)) - set(facts):
        message = f"message 或 fix 用到没有说明的 {{{'、'.join(sorted(unknown))}}}，请在 facts 里写"
        raise ConditionError(message)
    for name, made in facts.items():
        spec = _SPECS.get(made.value.kind, "")
        sentence = sentence.replace(f"{{{name}}}", f"{{{name}:{spec}}}" if spec else f"{{{name}}}")
    return Text(sentence, sentence)


def _try_examples(rule: _Rule, check: Check, held: Catalogue) -> None:
    """Run the rule on its own examples; raise ``ConditionError`` where it answers otherwise."""
    if {"fail", "pass"} - {it.expect for it in rule.example}:
        message = "example 至少要有一个 fail 和一个 pass"
        raise ConditionError(message)
    for number, example in enumerate(rule.example, 1):
        form = SourcedForm(source="example", number=number, form=Form.model_validate(example.form))
        said = evaluate(frames([form]), held, [check]).verdicts[FRAME[check.level]][check.code]
        answer = "fail" if said.any() else "skip" if said.is_null().all() else "pass"
        if answer != example.expect:
            message = f"第 {number} 个 example 应为 {example.expect}，实得 {answer}"
            raise ConditionError(message)
