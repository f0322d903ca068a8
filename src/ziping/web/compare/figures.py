"""The figures of the pictures: worked out from what is kept of each form, never from the forms themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from ziping.model.finding import Severity
from ziping.model.language import Text
from ziping.rules import catalogue
from ziping.web.records.models import Record

FIELDS: Final = (
    "pk", "project", "unit_id", "unit__name", "total", "computed_total", "execution_rate", "grade", "errors", "warnings", "codes",
)  # fmt: skip
BAND: Final = 500
"""Width of a bar of the spread, in hundredths of a point."""
LOWEST: Final = 5000
"""Everything below 50 points is one bar."""
MOST_POINTS: Final = 2000
"""Dots in the picture of rates and totals; of more forms, every so many is drawn."""
LEAST_SHOWN: Final = 8000
"""An axis of the picture begins here, in hundredths, unless a form lies below."""
_FULL: Final = 10_000

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many forms have a total in a band; ``low`` in points, heights in per cent of the highest bar."""

    low: int
    declared: int
    computed: int
    declared_height: int
    computed_height: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a check fails: in how many forms and how many times; ``width`` in per cent of the most frequent."""

    code: str
    title: Text
    severity: Severity
    forms: int
    times: int
    width: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's forms; means in hundredths, errors per form in hundredths."""

    pk: int
    name: str
    forms: int
    declared: int | None
    computed: int | None
    difference: int | None
    errors: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A form by its execution rate and declared total, on a field of 1000 by 1000."""

    pk: str
    project: str
    x: int
    y: int
    rate: int
    total: int
    faulty: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The part of 0 to 100 in which the dots lie: it ends at 100 and begins with ``low``."""

    low: int

    @property
    def lines(self) -> list[tuple[int, int]]:
        """Return five lines: how far along the field, in per cent, and what stands there."""
        return [(place, self.low + place * (100 - self.low) // 100) for place in range(0, 101, 20)]

    def place(self, value: int) -> int:
        """Tell how far along the field a value in hundredths lies, in thousandths; what is above 100 lies at the end."""
        return (min(value, _FULL) - 100 * self.low) * 10 // (100 - self.low)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the page shows."""

    forms: int
    faulty: int
    declared: int | None
    computed: int | None
    bars: list[Bar]
    rules: list[Rule]
    units: list[Unit]
    rates: Axis
    totals: Axis
    dots: list[Dot]
    every: int
    """One dot stands for so many forms."""


def figures(records: QuerySet[Record]) -> Figures:
    """Work out the figures of the forms asked for."""
    rows = list(records.values(*FIELDS))
    every = -(-len(rows) // MOST_POINTS) or 1
    drawn = [it for it in rows[::every] if it["execution_rate"] is not None and it["total"] is not None]
    rates, totals = _axis(it["execution_rate"] for it in drawn), _axis(it["total"] for it in drawn)
    return Figures(
        forms=len(rows),
        faulty=sum(bool(row["errors"]) for row in rows),
        declared=_mean(row["total"] for row in rows),
        computed=_mean(row["computed_total"] for row in rows),
        bars=_bars(rows),
        rules=_rules(rows),
        units=_units(rows),
        rates=rates,
        totals=totals,
        dots=_dots(drawn, rates, totals),
        every=every,
    )


def _mean(values: Iterable[int | None]) -> int | None:
    known = [it for it in values if it is not None]
    return (2 * sum(known) + len(known)) // (2 * len(known)) if known else None


def _bands(rows: Sequence[Row], name: str) -> Counter[int]:
    held = (row[name] for row in rows if row[name] is not None)
    return Counter(max(LOWEST - BAND, min(it, _FULL - 1) // BAND * BAND) for it in held)


def _bars(rows: Sequence[Row]) -> list[Bar]:
    declared, computed = _bands(rows, "total"), _bands(rows, "computed_total")
    most = max([*declared.values(), *computed.values()], default=1)
    bands = range(LOWEST - BAND, _FULL, BAND)
    return [
        Bar(
            low // 100, declared[low], computed[low], 100 * declared[low] // most, 100 * computed[low] // most
        )
        for low in bands
    ]


def _rules(rows: Sequence[Row]) -> list[Rule]:
    forms: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for row in rows:
        forms.update(row["codes"].keys())
        times.update(row["codes"])
    known = catalogue().checks
    most = max(forms.values(), default=1)
    return [
        Rule(code, known[code].title, known[code].severity, count, times[code], 100 * count // most)
        for code, count in sorted(forms.items(), key=lambda it: (-it[1], it[0]))
        if code in known
    ]


def _units(rows: Sequence[Row]) -> list[Unit]:
    held: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        held[row["unit_id"], row["unit__name"]].append(row)
    units = [_unit(pk, name, theirs) for (pk, name), theirs in held.items()]
    return sorted(units, key=lambda it: (-it.errors, -abs(it.difference or 0), it.name))


def _unit(pk: int, name: str, rows: Sequence[Row]) -> Unit:
    declared, computed = _mean(row["total"] for row in rows), _mean(row["computed_total"] for row in rows)
    difference = None if declared is None or computed is None else declared - computed
    errors = 100 * sum(row["errors"] for row in rows) // len(rows)
    return Unit(pk, name, len(rows), declared, computed, difference, errors)


def _axis(values: Iterable[int]) -> Axis:
    return Axis(max(0, min([LEAST_SHOWN, *values]) // 2000 * 20))


def _dots(rows: Sequence[Row], rates: Axis, totals: Axis) -> list[Dot]:
    return [
        Dot(
            str(row["pk"]),
            row["project"],
            x=rates.place(row["execution_rate"]),
            y=1000 - totals.place(row["total"]),
            rate=row["execution_rate"],
            total=row["total"],
            faulty=bool(row["errors"]),
        )
        for row in rows
    ]
