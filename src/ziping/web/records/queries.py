"""Forms as people look for them: what they may see, what is theirs to do, and words to search by."""

from typing import Final

from django.db.models import Q, QuerySet

from ziping.model.language import Text
from ziping.web.organisations.models import Role
from ziping.web.organisations.rights import Person, within
from ziping.web.records.models import Record, State
from ziping.web.records.workflow import REVIEWERS

TABS: Final = (
    ("todo", Text("待办", "to do")),
    ("sent", Text("已送审", "sent")),
    ("returned", Text("被退回", "returned")),
    ("done", Text("已办结", "done")),
    ("all", Text("全部", "all")),
)


def visible(person: Person) -> QuerySet[Record]:
    """Return the forms that the person may see."""
    return Record.objects.filter(within(person, "unit__path"))


def todo(person: Person) -> Q:
    """Return the condition that the next step is the person's: drafts of clerks, forms before reviewers."""
    mine = Q(state=State.DRAFT) & within(person, "unit__path", [Role.FILLER])
    for state, roles in REVIEWERS.items():
        mine |= Q(state=state) & within(person, "unit__path", roles)
    return mine


def tab(person: Person, name: str) -> QuerySet[Record]:
    """Return the forms of one tab of the list."""
    held = visible(person)
    done = Q(state__in=[State.APPROVED, State.PUBLISHED])
    return {
        "todo": lambda: held.filter(todo(person)),
        "sent": lambda: held.exclude(todo(person)).exclude(done | Q(state=State.DRAFT)),
        "returned": lambda: held.filter(state=State.DRAFT, returned=True),
        "done": lambda: held.filter(done),
    }.get(name, lambda: held)()
