"""From failed rows to findings that a person can read."""

from collections.abc import Sequence
from typing import Any

from ziping.engine.catalogue import Check
from ziping.engine.run import Evaluation
from ziping.engine.spots import Pointing, spots
from ziping.engine.wording import fill
from ziping.model.finding import Finding, FormKey
from ziping.model.form import SourcedForm


def form_key(sourced: SourcedForm) -> FormKey:
    """Name a form by its document, its number in it, and what it calls itself."""
    form = sourced.form
    return FormKey(sourced.source, sourced.number, form.year, form.project, form.implementing_unit)


def findings(evaluation: Evaluation, sourced: Sequence[SourcedForm]) -> list[Finding]:
    """Return the findings of every form, form by form, the worst first."""
    found = [
        (row["form"], _finding(failure.check, row, sourced[row["form"]]))
        for failure in evaluation.failures
        for row in failure.rows.iter_rows(named=True)
    ]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _finding(check: Check, row: dict[str, Any], sourced: SourcedForm) -> Finding:
    form = sourced.form
    facts = {name.removeprefix("fact."): value for name, value in row.items() if name.startswith("fact.")}
    return Finding(
        code=check.code,
        severity=check.severity,
        level=check.level,
        form=form_key(sourced),
        spots=spots(form, Pointing(check.level, check.at, row["index"], row["rows"], row["pointers"])),
        title=check.title,
        message=fill(check.message, facts, form.money_unit),
        fix=fill(check.fix, facts, form.money_unit),
        cites=check.cites,
    )
