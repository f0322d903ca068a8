"""The panel beside the table: totals, then findings by their weight, each with its cells, its rule and its sources."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from ziping.app.rulebook import Rule, rulebook
from ziping.model.assessment import Assessment
from ziping.model.finding import Finding, Severity


@cache
def _rules() -> dict[str, Rule]:
    return {it.code: it for it in rulebook()}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding with the rule behind it."""

    finding: Finding
    rule: Rule | None
    """None where a finding is not of the catalogue, such as a cell that is not counted."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one weight."""

    severity: Severity
    said: tuple[Said, ...]


def panel(found: Assessment) -> dict[str, Any]:
    """Return what the panel shows."""
    groups = [
        Group(
            severity,
            tuple(Said(it, _rules().get(it.code)) for it in found.findings if it.severity is severity),
        )
        for severity in Severity
    ]
    return {"scores": found.scores, "groups": [it for it in groups if it.said]}
