"""The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from ziping.engine import spots, wording
from ziping.model import template
from ziping.model.assessment import Assessment
from ziping.model.finding import Severity
from ziping.model.form import MoneyUnit
from ziping.model.language import Language, Text
from ziping.model.place import Place
from ziping.writers.report import overview as picture
from ziping.writers.report import printing, words
from ziping.writers.report.drawing import Drawing, draw, slug
from ziping.writers.report.marks import Group, drawn, groups, tags, tell
from ziping.writers.report.sources import anchor, documents

_SHOWN: Final = 6
"""How many cells a finding lists beside its first; all are marked in the form."""

_PAIRED: Final = frozenset({"execution_rate", "score"})
"""Columns where a computed value may stand beside the declared one: all their cells are set alike."""


@dataclass(frozen=True, slots=True)
class Section:
    """What the report says of one form."""

    row: picture.Row
    drawing: Drawing
    groups: tuple[Group, ...]

    @property
    def assessment(self) -> Assessment:
        """Return the form with its scores and findings."""
        return self.row.assessment

    def cell(self, pointer: str) -> str:
        """Return the anchor of the cell in which a value is drawn."""
        return f"{self.row.anchor}-{slug(drawn(self.assessment.sourced.form, pointer))}"

    def place(self, pointer: str) -> Place | None:
        """Return where a value stood."""
        return spots.place(self.assessment.sourced.form, pointer)

    def by_severity(self) -> list[tuple[Severity, list[Group]]]:
        """Return the groups of findings under their worst severity."""
        sorted_out = [
            (severity, [it for it in self.groups if it.severity is severity]) for severity in Severity
        ]
        return [(severity, held) for severity, held in sorted_out if held]


def html_report(assessments: Sequence[Assessment], *, language: Language, unread: Sequence[Text] = ()) -> str:
    """Write the report: the picture of all forms, every form with its findings, and the sources.

    ``unread`` holds a sentence for each document that could not be read.
    """
    seen = picture.overview(assessments)
    return (
        _environment(language)
        .get_template("report.html.j2")
        .render(
            overview=seen,
            sections=[_section(row) for row in seen.rows],
            documents=documents([row.assessment for row in seen.rows]),
            unread=unread,
        )
    )


def _section(row: picture.Row) -> Section:
    form = row.assessment.sourced.form
    told = tell(row.assessment.findings, row.anchor)
    return Section(row, draw(row.assessment, tags(form, told)), groups(form, told))


@cache
def _environment(language: Language) -> Environment:
    """Make the templates; every expression is escaped and free of what does not print."""
    made = Environment(
        loader=PackageLoader("ziping.writers.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    made.filters |= {
        "t": lambda text: text.to(language),
        "score": printing.score,
        "difference": printing.difference,
        "unit": printing.unit,
        "project": printing.project,
        "anchor": anchor,
        "quoted": wording.text,
        "zip": zip,
    }
    made.globals |= {
        "language": language,
        "words": words,
        "table": template,
        "picture": picture,
        "severities": tuple(Severity),
        "money_unit": _money_unit,
        "slug": slug,
        "SHOWN": _SHOWN,
        "PAIRED": _PAIRED,
        "NOTHING": wording.NOTHING,
    }
    return made


def _finalized(value: object) -> object:
    """Clean what comes from data; what a macro has painted is clean already."""
    return printing.printable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _money_unit(unit: MoneyUnit | None) -> str:
    return f"（{unit.value}）" if unit else ""
