"""Events in the words of people: what happened, to which cell, from what to what, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ziping.engine import spots
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.web.records import workflow
from ziping.web.records.models import STATE_LABELS, Event, State
from ziping.web.records.moves import ROW_KINDS, move_of

KINDS: Final = {
    "create": Text("建立", "created"),
    "edit": Text("修改", "changed"),
    "add-row": Text("增加行", "row added"),
    "remove-row": Text("删除行", "row removed"),
    "move-row": Text("移动行", "row moved"),
    "attach": Text("上传佐证材料", "evidence added"),
    "detach": Text("取下佐证材料", "evidence taken out"),
    "answer": Text("答复退回意见", "remark answered"),
    "waive": Text("豁免错误", "error waived"),
    **{name: step.label for name, step in workflow.STEPS.items()},
}
_TABLES: Final = {"indicators": Text("指标", "indicator"), "funds": Text("资金来源", "source of funds")}
_NOTHING: Final = Text("", "")


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a page shows it."""

    number: int
    at: datetime
    who: str
    what: Text
    where: Text
    """The cell, or nothing."""
    pointer: str
    before: Text
    after: Text
    why: str
    is_step: bool
    """Whether the form went from one state to another."""


def told(events: Iterable[Event], form: Form) -> list[Told]:
    """Return events in words; cells are called as they are called now."""
    return [_told(it, form) for it in events]


def _told(event: Event, form: Form) -> Told:
    data = event.data
    pointer = str(data.get("pointer", ""))
    is_step = event.kind in workflow.STEPS
    return Told(
        number=event.number,
        at=event.at,
        who=event.actor_name,
        what=KINDS.get(event.kind, Text(event.kind, event.kind)),
        where=_row(event) if event.kind in ROW_KINDS else _cell(form, pointer),
        pointer=pointer,
        before=_value(data.get("from"), is_step=is_step),
        after=_value(data.get("to"), is_step=is_step),
        why=str(data.get("why") or data.get("answer") or ""),
        is_step=is_step,
    )


def _cell(form: Form, pointer: str) -> Text:
    return spots.label(form, pointer) if pointer else _NOTHING


def _row(event: Event) -> Text:
    """Name a row that came, went or moved: by its number then, for by now it may be another's."""
    move, row = move_of(event), event.data.get("row") or {}
    label = _TABLES[move.table]
    name = row.get("level3") or row.get("label") or ""
    to = "" if move.to is None else f" → {move.to + 1}"
    return Text(
        f"{label.zh}{move.row + 1}{to} {name}".rstrip(), f"{label.en} {move.row + 1}{to} {name}".rstrip()
    )


def _value(value: object, *, is_step: bool) -> Text:
    if value is None:
        return _NOTHING
    return STATE_LABELS[State(str(value))] if is_step else Text(str(value), str(value))
