"""What a page is told of a form: when it opens, after every edit, and when it asks for what others changed."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from ziping.model.assessment import Assessment
from ziping.model.form import FundSource
from ziping.web.filling import figures
from ziping.web.filling.found import panel
from ziping.web.filling.sheet import FilledTable, filled_table, values
from ziping.web.filling.words import SOURCES, words
from ziping.web.pages.compiled import written
from ziping.web.pages.templatetags.ziping import spoken
from ziping.web.records import workflow
from ziping.web.records.assessing import assess_among_siblings, assess_while_typing, is_stale, keep_figures
from ziping.web.records.models import Record
from ziping.web.records.moves import Move
from ziping.web.records.operations import Edited
from ziping.web.records.review import standing
from ziping.web.reports.papers import KINDS
from ziping.writers import writers
from ziping.writers.review import FORMATS

Answer = dict[str, Any]


def assessed(record: Record) -> Assessment:
    """Return what the rules say of a form, and keep the figures that lists show."""
    found = assess_among_siblings(record)
    if is_stale(record):
        keep_figures(record, found)
    return found


def state_of(record: Record, filled: FilledTable, found: Assessment) -> Answer:
    """Return what changes from edit to edit."""
    language = spoken()
    asked = figures.asks(found).items()
    return {
        "version": record.version,
        "shape": filled.shape,
        "values": values(record, filled),
        "computed": {pointer: asdict(it) for pointer, it in figures.computed_values(found).items()},
        "marks": figures.marks(found),
        "sources": [it.source.value for it in record.form.funds],
        "asks": {
            pointer: " ".join(dict.fromkeys(it.to(language) for it in texts)) for pointer, texts in asked
        },
    }


def opened(request: HttpRequest, record: Record, found: Assessment) -> Answer:
    """Return what the page of a form shows when it opens, with the state that its script begins with."""
    may_edit = workflow.may_edit(request.user, record)
    filled = filled_table(record, editable=may_edit)
    state = {
        **state_of(record, filled, found),
        "form": str(record.pk),
        "person": request.user.pk,
        "editable": may_edit,
        "words": words(spoken()),
    }
    return {
        "table": written("filling/table", filled=filled),
        "found": written("filling/found", **panel(found)),
        "may_edit": may_edit,
        "state": state,
        "formats": list(writers()),
        "reports": KINDS.items() if workflow.reviews(request.user, record) else (),
        "report_formats": FORMATS,
        "sources": [(it.value, SOURCES[it]) for it in FundSource],
    }


def answer(request: HttpRequest, record: Record, moves: Iterable[Move], *, shape: str) -> Answer:
    """Return the state of a form to a page that saw that shape of it, and did not see its rows move like that."""
    editable = workflow.may_edit(request.user, record)
    filled = filled_table(record, editable=editable)
    found = assess_while_typing(record)
    keep_figures(record, found)
    told = state_of(record, filled, found)
    told["moves"] = [it._asdict() for it in moves]
    told["editable"] = editable
    told["found"] = written("filling/found", **panel(found))
    way = {"standing": standing(request.user, record, found), "may_waive": False}
    told["standing"] = written("records/standing", record=record, review=way)
    if shape != filled.shape:
        told["table"] = written("filling/table", filled=filled)
    return told


def outcome(done: Edited) -> Answer:
    """Return what became of each cell of an edit."""
    language = spoken()
    return {
        "saved": done.saved,
        "refused": [{"pointer": pointer, "message": text.to(language)} for pointer, text in done.refused],
        "conflicts": [
            {"pointer": it.pointer, "value": it.value, "by": it.by, "at": it.at.isoformat() if it.at else ""}
            for it in done.conflicts
        ],
    }
