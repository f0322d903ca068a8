"""What published forms call things beyond the national vocabulary: one file here for each authority or kind of form.

A new province is a new file; nothing else is edited. A label may be given with or without brackets and blanks.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from ziping.model.form import FundSource
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, TARGET_PARTS

Names = dict[str, tuple[str, ...]]
"""Field → labels."""

FIELDS: Final = {
    "head": frozenset({*(term.name for term in HEAD), "year"}),
    "fund_columns": frozenset(term.name for term in FUND_COLUMNS),
    "fund_rows": frozenset(source.value for source in FundSource),
    "goal_columns": frozenset(term.name for term in GOAL_COLUMNS),
    "indicator_columns": frozenset(term.name for term in INDICATOR_COLUMNS),
    "target_parts": frozenset(term.name for term in TARGET_PARTS),
}
"""The fields that a part of a vocabulary may give labels to."""


class Vocabulary(BaseModel):
    """The labels of one file; see ``common.toml`` for what each part means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seen: str
    """Where the labels were seen."""
    head: Names = {}
    funds: tuple[str, ...] = ()
    fund_columns: Names = {}
    fund_rows: Names = {}
    goal: tuple[str, ...] = ()
    goal_columns: Names = {}
    indicators: tuple[str, ...] = ()
    indicator_columns: Names = {}
    target_parts: Names = {}
    total: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    other_columns: tuple[str, ...] = ()
    """Columns that are no data of the form."""
    other_fields: tuple[str, ...] = ()
    """Fields of the heading that are no data of the form."""
    other_tables: tuple[str, ...] = ()
    """Labels at the left edge that open a part which is no data of the form."""
    foot: tuple[str, ...] = ()
    """Labels below the form."""

    @field_validator(*FIELDS)
    @classmethod
    def _known(cls, names: Names, info: ValidationInfo) -> Names:
        """Refuse labels of a field that a form does not have."""
        if strange := names.keys() - FIELDS[info.field_name or ""]:
            message = f"没有字段 {'、'.join(sorted(strange))}，可用：{'、'.join(sorted(FIELDS[info.field_name or '']))}"
            raise ValueError(message)
        return names


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return every vocabulary, in the order of the file names."""
    entries = sorted(files(__name__).iterdir(), key=lambda entry: entry.name)
    found = (entry.read_text("utf-8") for entry in entries if entry.name.endswith(".toml"))
    return tuple(Vocabulary.model_validate(tomllib.loads(text)) for text in found)
