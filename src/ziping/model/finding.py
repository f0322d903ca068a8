"""What the rules say of a form: findings, scores beside the declared ones, and where each comes from."""

from dataclasses import dataclass
from enum import StrEnum

from ziping.model.language import Text
from ziping.model.place import Place


class Severity(StrEnum):
    """How much a finding weighs; worst first in ``rank``."""

    ERROR = "error"
    """Wrong by arithmetic or by rule, whatever the reason."""
    WARNING = "warning"
    """Needs an explanation or a second look."""
    NOTE = "note"
    """Worth knowing; often a habit of the place, not a fault."""

    @property
    def rank(self) -> int:
        """Return 0 for the worst."""
        return list(Severity).index(self)

    @property
    def label(self) -> Text:
        """Name the severity."""
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.NOTE: Text("提示", "note"),
}


class Level(StrEnum):
    """What a rule looks at: a row of a table, a form, the forms of a unit and year, or those of a project over years."""

    INDICATOR = "indicator"
    FUND = "fund"
    FORM = "form"
    BATCH = "batch"
    YEARS = "years"
    """A form beside those of other years of its project."""
    INDICATOR_YEARS = "indicator-years"
    """An indicator beside the one of its name in other years of the project."""

    @property
    def label(self) -> Text:
        """Name the level."""
        return _LEVEL_LABELS[self]


_LEVEL_LABELS = {
    Level.INDICATOR: Text("逐项指标", "indicator row"),
    Level.FUND: Text("资金行", "fund row"),
    Level.FORM: Text("整张表", "form"),
    Level.BATCH: Text("同单位同年度各表", "forms of one unit and year"),
    Level.YEARS: Text("同一项目各年度", "one project over years"),
    Level.INDICATOR_YEARS: Text("同一指标各年度", "one indicator over years"),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document that a rule rests on. ``confirmed`` only when the official text was read."""

    instrument: str
    article: str
    document: str
    """Number and title, e.g. 财预〔2020〕10号《项目支出绩效评价管理办法》."""
    label: Text
    """Such as 第十六条."""
    says: Text
    """What it says, in our words."""
    confirmed: bool
    law: bool = True
    """Whether it is a document at all: practice has no text that could be compared."""

    @property
    def key(self) -> str:
        """Return ``instrument#article``, the citation's name in data."""
        return f"{self.instrument}#{self.article}"

    def describe(self) -> Text:
        """Name document and article, and say so where the official text was not compared."""
        return self._named(self.document)

    def brief(self) -> Text:
        """Name the document by its number alone, where it has one: 财预〔2020〕10号第十六条."""
        number, _, _ = self.document.partition("《")
        return self._named(number or self.document)

    def _named(self, document: str) -> Text:
        zh, en = f"{document}{self.label.zh}", f"{document} {self.label.en}"
        return (
            Text(zh, en)
            if self.confirmed or not self.law
            else Text(f"{zh}（未核对原文）", f"{en} (not confirmed)")
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a form: its JSON pointer, what is printed there, and where that stood in the document."""

    pointer: str
    row: Text
    """The row of the table that the cell stands in; empty for a cell of the form itself."""
    column: Text
    raw: str | None
    place: Place | None

    @property
    def label(self) -> Text:
        """Name the cell as a person would: 指标2「参加会议」实际完成值."""
        return Text(f"{self.row.zh}{self.column.zh}", f"{self.row.en}{self.column.en}")


@dataclass(frozen=True, slots=True)
class FormKey:
    """Which form is meant: the document, its number in it, and what it calls itself."""

    source: str
    number: int
    year: int | None
    project: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found: everything that a person needs to look it up and mend it."""

    code: str
    severity: Severity
    level: Level
    form: FormKey
    spots: tuple[Spot, ...]
    title: Text
    message: Text
    fix: Text
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: a label, and the value with its place or origin."""

    label: Text
    value: Text
    origin: Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a score or a finding came about, line by line."""

    code: str
    title: Text
    subject: str
    """The form's project, or the row of the table that it is about."""
    inputs: tuple[Step, ...]
    result: Text
    """The calculation with its numbers filled in; of a check, what it says."""
    parameters: tuple[Step, ...]
    """What the profile says, each with its source."""
    cites: tuple[Citation, ...]
    fails: bool | None = None
    """Of a check: whether it fails or passes; None where it does not apply, and for scores."""
