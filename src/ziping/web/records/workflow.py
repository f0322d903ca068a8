"""The way of a form as a table: which step leads from where to where, and who may take it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ziping.model.language import Text
from ziping.web.organisations.models import Role
from ziping.web.organisations.rights import Person, has_role
from ziping.web.records.models import Record, State
from ziping.web.tasks.models import Task


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, the states it is taken from, the roles that may take it."""

    name: str
    label: Text
    sources: tuple[State, ...]
    roles: dict[State, tuple[Role, ...]]
    """Whose step it is in each state."""
    needs_reason: bool = False


REVIEWERS: Final[dict[State, tuple[Role, ...]]] = {
    State.UNIT: (Role.UNIT_REVIEWER,),
    State.DEPARTMENT: (Role.DEPARTMENT_REVIEWER,),
    State.FINANCE: (Role.FINANCE_REVIEWER,),
}
LEVELS: Final = (State.UNIT, State.DEPARTMENT, State.FINANCE)
CLOSED: Final = frozenset({State.APPROVED, State.PUBLISHED})
"""Nothing in the form is changed any more."""
_DECIDERS: Final = (Role.FINANCE_REVIEWER, Role.DEPARTMENT_REVIEWER)

SUBMIT: Final = Step(
    "submit", Text("提交", "submit"), (State.DRAFT,), {State.DRAFT: (Role.FILLER, Role.UNIT_REVIEWER)}
)
WITHDRAW: Final = Step("withdraw", Text("撤回", "withdraw"), LEVELS, dict.fromkeys(LEVELS, (Role.FILLER,)))
APPROVE: Final = Step("approve", Text("审核通过", "approve"), LEVELS, REVIEWERS)
RETURN: Final = Step("return", Text("退回", "return"), LEVELS, REVIEWERS, needs_reason=True)
UNAPPROVE: Final = Step(
    "unapprove",
    Text("撤销审定", "take approval back"),
    (State.APPROVED,),
    {State.APPROVED: _DECIDERS},
    needs_reason=True,
)
PUBLISH: Final = Step("publish", Text("公开", "publish"), (State.APPROVED,), {State.APPROVED: _DECIDERS})
STEPS: Final = {it.name: it for it in (SUBMIT, WITHDRAW, APPROVE, RETURN, UNAPPROVE, PUBLISH)}


def may(person: Person, step: Step, record: Record) -> bool:
    """Tell whether the person may take the step with the form as it stands."""
    state = State(record.state)
    return state in step.sources and has_role(person, record.unit, *step.roles[state])


def steps_for(person: Person, record: Record) -> list[Step]:
    """Return the steps that the person may take now."""
    return [step for step in STEPS.values() if may(person, step, record)]


def may_edit(person: Person, record: Record) -> bool:
    """Tell whether the person may change cells: a clerk of the unit, while it is a draft."""
    return record.state == State.DRAFT and has_role(person, record.unit, Role.FILLER)


REVIEWING: Final = (Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER)


def reviews(person: Person, record: Record) -> bool:
    """Tell whether the person reviews the form at any level, whoever has it now."""
    return has_role(person, record.unit, *REVIEWING)


def may_waive(person: Person, record: Record) -> bool:
    """Tell whether the person may take an error upon himself: a reviewer, while nothing is approved."""
    return record.state not in CLOSED and reviews(person, record)


def levels(task: Task) -> list[State]:
    """Return the levels of review that forms of the task pass, in order."""
    skipped: Iterable[bool] = (task.skip_unit_review, task.skip_department_review, task.skip_finance_review)
    return [level for level, is_skipped in zip(LEVELS, skipped, strict=True) if not is_skipped]


def target(step: Step, record: Record) -> State:
    """Return the state that the step leads to, passing over levels that the task leaves out."""
    passed = levels(record.task)
    if step is UNAPPROVE:
        return passed[-1] if passed else State.DRAFT
    if step is PUBLISH:
        return State.PUBLISHED
    if step in (RETURN, WITHDRAW):
        return State.DRAFT
    order = [State.DRAFT, *LEVELS]
    at = order.index(State(record.state))
    return next((level for level in passed if order.index(level) > at), State.APPROVED)
