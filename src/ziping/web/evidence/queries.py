"""The evidence of a form as people look at it: by indicator, wherever its rows have moved to."""

from dataclasses import dataclass, field

from ziping.engine import spots
from ziping.model.language import Text
from ziping.web.evidence.models import Evidence
from ziping.web.records.changes import where_now
from ziping.web.records.models import Record

WHOLE = Text("整张表", "the whole form")
GONE = Text("已删除的指标", "indicators that were removed")


@dataclass(slots=True)
class Shelf:
    """The files of one indicator, or of the form."""

    pointer: str
    label: Text
    files: list[Evidence] = field(default_factory=list)


def shelves(record: Record, *, with_empty: bool = True) -> list[Shelf]:
    """Return a shelf for each indicator and one for the form; one more where files lost their row."""
    rows = range(len(record.content.get("indicators") or ()))
    form = record.form
    held = [Shelf("", WHOLE), *(_shelf(row, spots.raw(form, _pointer(row))) for row in rows)]
    known = {it.pointer: it for it in held}
    gone = Shelf("#", GONE)
    for it in record.evidence.filter(removed_at=None).select_related("by", "event"):
        known.get(_where(record, it), gone).files.append(it)
    return [it for it in (*held, gone) if it.files or (with_empty and it is not gone)]


def _shelf(row: int, name: str | None) -> Shelf:
    return Shelf(_pointer(row), Text(f"指标{row + 1} {name or ''}", f"indicator {row + 1} {name or ''}"))


def _pointer(row: int) -> str:
    return f"/indicators/{row}/level3"


def _where(record: Record, evidence: Evidence) -> str:
    if not evidence.pointer:
        return ""
    (now,) = where_now(record, evidence.event.number, [evidence.pointer])
    return now or "#"
