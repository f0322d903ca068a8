"""Forms as people look for them: what they may see, what is theirs to do, and words to search by."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from ziping.model.language import Text
from ziping.web.organisations.models import Organisation, Role
from ziping.web.organisations.rights import Person, memberships, organisations_of, within
from ziping.web.records.lookups import Holds
from ziping.web.records.models import Record, State
from ziping.web.records.workflow import CLOSED, LEVELS, REVIEWERS

TABS: Final = {
    "todo": Text("待办", "To do"),
    "sent": Text("已送审", "Sent"),
    "returned": Text("被退回", "Returned"),
    "done": Text("已办结", "Done"),
    "all": Text("全部", "All"),
}
ORDERS: Final = {
    "project": "project",
    "unit": "unit__name",
    "year": "task__year",
    "state": "state",
    "total": "total",
    "computed": "computed_total",
    "grade": "grade",
    "rate": "execution_rate",
    "budget": "budget",
    "errors": "errors",
    "warnings": "warnings",
    "changed": "updated_at",
}
"""Columns that a list can be sorted by."""
_TURNS: Final = {State.DRAFT: (Role.FILLER,), **REVIEWERS}
"""Whose turn it is in each state."""
SHOWN: Final = (
    "project",
    "unit_id",
    "task_id",
    "state",
    "returned",
    "total",
    "computed_total",
    "grade",
    "execution_rate",
    "budget",
    "errors",
    "warnings",
    "updated_at",
)
"""What a list reads of a form: all of it stands in one index, so that no form is opened to be listed."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person looks for; empty texts and None ask for nothing."""

    tab: str = "todo"
    words: str = ""
    task: int | None = None
    place: int | None = None
    """An organisation: its forms and those of everything below it."""
    state: str = ""
    grade: str = ""
    has_errors: bool = False
    rule: str = ""
    """The code of a check that failed."""
    order: str = "-changed"

    @property
    def narrows(self) -> bool:
        """Tell whether anything but the tab is asked for."""
        asked = (self.words, self.task, self.place, self.state, self.grade, self.has_errors, self.rule)
        return any(asked)


def visible(person: Person) -> QuerySet[Record]:
    """Return the forms that the person may see."""
    return Record.objects.filter(_in_units(person))


def _in_units(person: Person, roles: Iterable[Role] | None = None) -> Q:
    """Return the condition that a form is of a unit that the person may see; none for one who sees all of them."""
    if roles is None and _sees_everything(person):
        return Q()
    return Q(unit__in=organisations_of(person, roles).order_by().values("pk"))


def _sees_everything(person: Person) -> bool:
    """Tell whether no form lies outside what the person may see; asked for once in a request."""
    known: bool | None = getattr(person, "seen_everything", None)
    if known is None and all(it.organisation.kind == Organisation.Kind.UNIT for it in memberships(person)):
        known = False
    if known is None:
        outside = Organisation.objects.exclude(within(person, "path")).order_by()
        known = not Record.objects.filter(unit__in=outside.values("pk")).exists()
        person.seen_everything = known  # type: ignore[union-attr]
    return known


def todo(person: Person) -> Q:
    """Return the condition that the next step is the person's: drafts of clerks, forms before reviewers."""
    mine = Q(pk__in=[])
    for state in _turns(person):
        mine |= Q(state=state) & _in_units(person, _TURNS[state])
    return mine


def _turns(person: Person) -> list[State]:
    """Return the states in which a form may wait for the person."""
    held = {it.role for it in memberships(person)}
    return [state for state, roles in _TURNS.items() if held.intersection(roles)]


def tab(person: Person, name: str) -> QuerySet[Record]:
    """Return the forms of one tab of the list."""
    held = visible(person)
    return {
        "todo": lambda: Record.objects.filter(todo(person)),
        "sent": lambda: held.filter(state__in=LEVELS).exclude(todo(person)),
        "returned": lambda: held.filter(state=State.DRAFT, returned=True),
        "done": lambda: held.filter(state__in=CLOSED),
    }.get(name, lambda: held)()


def counts(person: Person) -> dict[str, int]:
    """Return how many forms each tab holds, from a look at an index."""
    held = {(state, returned): count for state, returned, count in _by_state(visible(person))}
    by_state: Counter[str] = Counter()
    for (state, _), count in held.items():
        by_state[state] += count
    mine = _mine(person, by_state)
    return {
        "todo": mine.total(),
        "sent": sum(by_state[it] - mine[it] for it in LEVELS),
        "returned": held.get((State.DRAFT, True), 0),
        "done": sum(by_state[it] for it in CLOSED),
        "all": by_state.total(),
    }


def _mine(person: Person, by_state: Counter[str]) -> Counter[str]:
    """Return how many forms wait for the person in each state; who has one role sees what he has to do."""
    if len(memberships(person)) == 1:
        return Counter({state: by_state[state] for state in _turns(person)})
    mine: Counter[str] = Counter()
    for state, _, count in _by_state(Record.objects.filter(todo(person))):
        mine[state] += count
    return mine


def _by_state(held: QuerySet[Record]) -> Iterable[tuple[str, bool, int]]:
    return held.order_by().values_list("state", "returned").annotate(count=Count("*"))


def found(person: Person, sought: Sought) -> QuerySet[Record]:
    """Return the forms that a person looks for, in the order asked for, only as far as a list shows them."""
    held = tab(person, sought.tab)
    for word in unicodedata.normalize("NFKC", sought.words).split()[:8]:
        held = held.filter(_says(word))
    if sought.task:
        held = held.filter(task=sought.task)
    if sought.place:
        place = organisations_of(person).filter(pk=sought.place).first()
        below = Organisation.objects.filter(path__startswith=place.path if place else "none")
        held = held.filter(unit__in=below.values("pk"))
    for name in ("state", "grade"):
        if value := getattr(sought, name):
            held = held.filter(**{name: value})
    if sought.has_errors:
        held = held.filter(errors__gt=0)
    if sought.rule:
        held = held.filter(codes__has_key=sought.rule)
    column = ORDERS.get(sought.order.removeprefix("-"), "updated_at")
    return held.order_by(f"{'-' if sought.order.startswith('-') else ''}{column}", "pk").only(*SHOWN)


def _says(word: str) -> Q:
    """Return the condition that a word, be it of one or two characters, stands in project, code or unit."""
    how = "icontains" if word.lower() != word.upper() else Holds.lookup_name
    units = Organisation.objects.filter(Q((f"name__{how}", word)) | Q((f"code__{how}", word)))
    said = Q((f"project__{how}", word)) | Q((f"project_code__{how}", word))
    return said | Q(unit__in=units.order_by().values("pk")) if units.exists() else said
