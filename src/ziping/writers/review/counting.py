"""What the pictures of a review count."""

from collections import Counter
from typing import Final

from ziping.writers.report.overview import Overview

KINDS: Final = {
    "A": "计算和资金",
    "B": "得分与完成情况",
    "C": "完成值",
    "D": "指标和指标值",
    "E": "文字说明",
}
"""What a rule looks at, by the first letter of its code."""
_OWN: Final = "本单位自定"


def by_kind(overview: Overview) -> dict[str, Counter[str]]:
    """Count findings by what their rule looks at, and by severity; kinds without any are left out."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*KINDS.values(), _OWN)}
    for finding in (it for row in overview.rows for it in row.assessment.findings):
        counts[KINDS.get(finding.code[:1], _OWN)][finding.severity] += 1
    return {name: held for name, held in counts.items() if held}


def by_grade(overview: Overview) -> list[tuple[str, int, int]]:
    """Count forms by the grade that they declare, and by the one that the rules give, the best first."""
    declared = Counter(row.grade for row in overview.rows if row.grade)
    computed = Counter(it for row in overview.rows if (it := row.assessment.scores.computed_grade))
    names = [name for name, _ in overview.axis.grades] or sorted(declared | computed)
    return [(name, declared[name], computed[name]) for name in names]
