"""What a writer is given: the form to be printed, its layout, and, where they were worked out, its scores."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from ziping.law import Profile, Rounding, profile, roundings
from ziping.model.assessment import ScoreSheet
from ziping.model.form import Form
from ziping.writers.building import table_of
from ziping.writers.layout import Layout
from ziping.writers.printable import printable
from ziping.writers.table import Table

MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 — the date written into every file, so that the same form gives the same bytes

_MOST: Final = 200
"""Characters of a property of the file."""


@dataclass(frozen=True)
class Sheet:
    """A form on its way to paper. ``computed`` says that its scores are ziping's and no longer the declared ones."""

    form: Form
    layout: Layout
    scores: ScoreSheet | None = None
    computed: bool = False

    @cached_property
    def table(self) -> Table:
        """The official table, the same for every format."""
        return table_of(self.form, self.layout, self.note)

    @property
    def note(self) -> str:
        """Say below a computed form whose scores these are; a declared form has no note."""
        if not self.computed or self.scores is None:
            return ""
        return (
            f"本表得分、总分和等级由 ziping 按“{self.scores.profile_label.zh}”口径测算，不是单位填报数。"
            f"取位：{self.scores.rounding.zh}。"
        )

    @property
    def title(self) -> str:
        """Title and year, as the file's properties have them; these are short, whatever the form says."""
        return f"{self.table.title} {self.table.year}".strip()[:_MOST]

    @property
    def keywords(self) -> tuple[str, ...]:
        """The words under which the file is found: year, project and unit."""
        form = self.form
        held = (form.year and str(form.year), form.project, form.implementing_unit)
        return tuple(printable(it)[:_MOST] for it in held if it)

    @property
    def profile(self) -> Profile | None:
        """The profile by which the scores were worked out."""
        return profile(self.scores.profile) if self.scores else None

    @property
    def rounding(self) -> Rounding | None:
        """The convention by which the form prints its rate and score."""
        said = self.scores.rounding if self.scores else None
        return next((known for known in roundings() if known.text == said), None)
