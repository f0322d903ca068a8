"""Follows the first two columns of the indicator table, whose labels span rows and may be broken or lost."""

from dataclasses import dataclass, replace
from typing import Final

from ziping.model.form import ProblemKind
from ziping.model.language import Text
from ziping.model.place import Place
from ziping.model.template import LEVELS
from ziping.readers.cleaning import cell_text, joined
from ziping.readers.draft import Draft
from ziping.readers.labels import Group, named

_ALL: Final = frozenset(LEVELS) | frozenset(label for labels in LEVELS.values() for label in labels)


@dataclass
class Label:
    """One label cell that may go on below a page end; all rows that it spans share it."""

    pieces: list[str]
    place: Place
    printed: bool = True
    """Whether the document has the cell; else it was inferred."""

    @property
    def text(self) -> str:
        """Return the label in one piece."""
        return joined(self.pieces)

    def goes_on_with(self, piece: str) -> bool:
        """Tell whether this is the upper part of a label and the piece its next part."""
        text = self.text
        return not is_level(text) and any(label.startswith(text + piece) for label in _ALL)


def is_level(text: str) -> bool:
    """Tell whether the text is a label of either level in full."""
    return named(text, Group.LEVEL1) is not None or named(text, Group.LEVEL2) is not None


def parent(level2: str) -> str | None:
    """Return the first level under which the national template has the second level."""
    name = named(level2, Group.LEVEL2)
    return next((level1 for level1, children in LEVELS.items() if name in children), None)


@dataclass
class Levels:
    """The labels of both levels that hold for the current row."""

    level1: Label | None = None
    level2: Label | None = None
    inferred: bool = False
    """The row lacks a cell for its first level, and only the second level tells which it is."""

    def now(self) -> "Levels":
        """Return the labels as they hold for one row; what is completed later reaches that row too."""
        return replace(self)

    def enter1(self, raw: str, place: Place) -> None:
        """Take a cell of the first column: the rest of the label above, or a new one, which ends the second level."""
        if not _continued(self.level1, raw):
            self.level1, self.level2, self.inferred = Label([cell_text(raw) or ""], place), None, False

    def enter2(self, raw: str, place: Place) -> None:
        """Take a cell of the second column likewise."""
        if not _continued(self.level2, raw):
            self.level2, self.inferred = Label([cell_text(raw) or ""], place), False

    def infer(self) -> None:
        """Take the first level from the second where its own cell was lost."""
        above = parent(self.level2.text) if self.level2 else None
        if self.level2 and above:
            self.inferred = True
            if not self.is_under(above):
                self.level1 = Label([above], self.level2.place, printed=False)

    def is_under(self, level1: str) -> bool:
        """Tell whether the first level is this one, also under a name of its own: 产出指标(50分), 履职产出."""
        return self.level1 is not None and level1.removesuffix("指标") in self.level1.text

    def put(self, draft: Draft, pointer: str) -> None:
        """Set both levels of an indicator and say where the first one was inferred."""
        for name, label in (("level1", self.level1), ("level2", self.level2)):
            if label:
                draft.put(f"{pointer}/{name}", label.text, label.place)
        if self.level1 and self.level2 and (self.inferred or not self.level1.printed):
            draft.note(
                ProblemKind.DOUBTFUL,
                f"{pointer}/level1",
                Text(
                    f"本行没有印出一级指标，按二级指标“{self.level2.text}”推断为“{self.level1.text}”",
                    f"the row prints no first level; inferred as “{self.level1.text}” from the second level “{self.level2.text}”",
                ),
            )


def _continued(label: Label | None, raw: str) -> bool:
    piece = cell_text(raw) or ""
    if label is None or not label.goes_on_with(piece):
        return False
    label.pieces.append(piece)
    return True
