"""Drawing forms, and scoring them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.db.models import QuerySet

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.accounts.models import User
from ziping.web.fields import WrongFieldsError, fault_of, fault_of_reason
from ziping.web.organisations.models import Organisation, Role
from ziping.web.organisations.rights import Person, has_role, within
from ziping.web.records.changes import where_now
from ziping.web.records.history import add_event
from ziping.web.records.models import Record, State
from ziping.web.sampling.drawing import Candidate, Method, Stratum, draw, fingerprint
from ziping.web.sampling.models import Draw, Drawn, Mark
from ziping.web.tasks.models import Task

_SHARES = range(1, 101)
_LONGEST_SEED = 64


class NothingToDrawError(ZipingError):
    """There is no form that could be drawn."""


class BadOrderError(WrongFieldsError):
    """An order of a draw that cannot be followed."""


class ScoreError(WrongFieldsError):
    """A score that finance cannot give."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn."""

    task: Task
    method: Method
    seed: str
    share: int


def population(task: Task) -> QuerySet[Record]:
    """Return the forms that can be drawn: those that their units have sent."""
    return Record.objects.filter(task=task).exclude(state=State.DRAFT)


def candidates(task: Task) -> list[Candidate]:
    """Return what each form's chance depends on."""
    held = population(task).select_related("unit__parent").defer("content", "approved")
    return [
        Candidate(str(it.pk), _department(it.unit), it.budget, it.errors, it.warnings)
        for it in held.iterator()
    ]


def _department(unit: Organisation) -> str:
    return unit.parent.name if unit.parent else unit.name


def may_review(person: Person, task: Task) -> bool:
    """Tell whether the person may draw forms of the task and score them."""
    return has_role(person, task.owner, Role.FINANCE_REVIEWER)


@transaction.atomic
def make_draw(order: Order, *, actor: User, at: datetime) -> Draw:
    """Draw forms and keep the draw."""
    if not may_review(actor, order.task):
        raise NothingToDrawError(Text("只有财政审核人可以抽查此任务", "only a finance reviewer draws forms"))
    wrong_share = Text("比例须为 1 至 100 的整数", "the share is a whole number from 1 to 100")
    BadOrderError.check(
        share=None if order.share in _SHARES else wrong_share,
        seed=fault_of(order.seed, Text("种子", "the seed"), most=_LONGEST_SEED),
    )
    held = candidates(order.task)
    if not held:
        raise NothingToDrawError(Text("此任务还没有已送审的自评表", "no form of this task was sent yet"))
    lots, _ = draw(order.method, order.seed, order.share, held)
    made = Draw.objects.create(
        task=order.task,
        method=order.method,
        seed=order.seed,
        share=order.share,
        population=fingerprint(held),
        size=len(held),
        by=actor,
        at=at,
    )
    Drawn.objects.bulk_create(
        Drawn(draw=made, record_id=it.key, stratum=it.stratum, lot=it.lot) for it in lots
    )
    return made


def strata(made: Draw) -> tuple[list[Stratum], bool]:
    """Draw again; return the strata, and whether the forms are still those of the draw."""
    held = candidates(made.task)
    _, counted = draw(Method(made.method), made.seed, made.share, held)
    return counted, fingerprint(held) == made.population


def visible_draws(person: User) -> QuerySet[Draw]:
    """Return the draws that the person may see."""
    return Draw.objects.filter(within(person, "task__owner__path", [Role.FINANCE_REVIEWER])).select_related(
        "task", "by"
    )


@transaction.atomic
def mark(  # noqa: PLR0913 — each is one thing that is written down
    drawn: Drawn,
    *,
    pointer: str,
    declared: int | None,
    highest: int | None,
    score: str,
    reason: str,
    codes: list[str],
    actor: User,
    at: datetime,
) -> Mark:
    """Give one row finance's own score; a score other than the declared one needs a reason."""
    given = _hundredths(score, highest)
    missing = Text("与自评得分不同，须说明理由", "a score other than the declared one needs a reason")
    ScoreError.check(reason=fault_of_reason(reason, missing=missing if given != declared else None))
    Drawn.objects.select_for_update().get(pk=drawn.pk)
    held = marks_now(drawn).get(pointer) or Mark(drawn=drawn)
    told = {"from": declared, "to": given, "why": reason}
    held.event = add_event(drawn.record, actor, at, "finance-score", pointer=pointer, **told)
    held.pointer, held.declared, held.score = pointer, declared, given
    held.reason, held.codes, held.by, held.at = reason.strip(), codes, actor, at
    held.save()
    return held


def marks_now(drawn: Drawn) -> dict[str, Mark]:
    """Return the scores by the cells where their rows stand now; those of rows that went out are left out."""
    held: dict[str, Mark] = {}
    for it in drawn.marks.select_related("event"):
        now = it.pointer
        if it.event:
            (now,) = where_now(drawn.record, it.event.number, [it.pointer])
        if now:
            held[now] = it
    return held


def _hundredths(text: str, highest: int | None) -> int:
    try:
        value = Decimal(text.strip()).scaleb(2)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value != value.to_integral_value() or value < 0:
        wrong = Text(f"“{text[:20]}”不是得分，请填至多两位小数的数", f"“{text[:20]}” is not a score")
        raise ScoreError({"score": wrong})
    if highest is not None and value > highest:
        raise ScoreError({"score": Text("得分不能高于分值", "a score is not above the points")})
    return int(value)


@transaction.atomic
def finish(drawn: Drawn, *, actor: User, at: datetime) -> None:
    """Say that the review of a form is done."""
    Drawn.objects.filter(pk=drawn.pk).update(finished_at=at, finished_by=actor)


def recent_marks(*, besides: Drawn, most: int = 500) -> list[Mark]:
    """Return the latest scores that finance gave elsewhere, where checks had failed."""
    held = Mark.objects.exclude(drawn=besides).exclude(codes=[]).select_related("drawn__record")
    return list(held.defer("drawn__record__content", "drawn__record__approved").order_by("-at")[:most])


def like_cases(codes: list[str], recent: list[Mark], most: int = 5) -> list[Mark]:
    """Return those where one of the same checks had failed."""
    wanted = set(codes)
    return [it for it in recent if wanted & set(it.codes)][:most]


def reviewed_total(declared: Mapping[str, int | None], marks: Mapping[str, Mark]) -> int | None:
    """Return the total with finance's scores in place of the declared ones; None where a score is missing."""
    scores = [marks[pointer].score if pointer in marks else value for pointer, value in declared.items()]
    known = [it for it in scores if it is not None]
    return sum(known) if known and len(known) == len(scores) else None
