"""Write the official forms of many documents into a folder or one ZIP file, name by name.

A run that was stopped goes on where it was: what was made from the same form in the same way is not made again. A file
that somebody changed since is left alone unless the order says otherwise.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from ziping.app.documents import Document
from ziping.app.folder import Folder, Outcome, Written, failed
from ziping.app.journal import Journal, digest
from ziping.app.naming import Names, path_of
from ziping.app.output import written_whole
from ziping.engine.frames import frames
from ziping.engine.run import evaluate
from ziping.engine.scoresheet import score_sheets
from ziping.law import Profile
from ziping.model.assessment import ScoreSheet
from ziping.model.errors import ZipingError
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.rules import catalogue
from ziping.writers import Layout, Sheet, Writer, computed_form, layout, layout_for, writer
from ziping.writers.archive import member

ZIP_NAME: Final = "绩效自评表.zip"


class NoFormatError(ZipingError):
    """An order without any format."""

    def __init__(self) -> None:
        """Say how formats are named."""
        super().__init__(
            Text("没有指明格式；例：--to docx,pdf", "no format was named; for instance: --to docx,pdf")
        )


@dataclass(frozen=True)
class Order:
    """What is to be written: the formats, the layout (else each form's own), whose scores, and where."""

    formats: tuple[Writer, ...]
    folder: Path
    layout: Layout | None = None
    profile: Profile | None = None
    computed: bool = False
    zipped: bool = False
    force: bool = False

    @property
    def needs_scores(self) -> bool:
        """Tell whether the rules have to be asked: for computed forms, and for the formulas of workbooks."""
        return self.computed or any(it.name == "xlsx" for it in self.formats)


def formats_named(names: str) -> tuple[Writer, ...]:
    """Return the writers of ``docx,pdf``, each once; raise ``UnknownFormatError`` for one that does not exist."""
    return tuple(writer(name) for name in named(names))


def named(names: str) -> tuple[str, ...]:
    """Return the names between commas, each once; raise ``NoFormatError`` where there is none."""
    wanted = dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip())
    if not wanted:
        raise NoFormatError
    return tuple(wanted)


def layout_named(key: str | None) -> Layout | None:
    """Return the layout of that name, None for each form's own; raise ``UnknownLayoutError``."""
    return layout(key) if key else None


def write_forms(documents: Iterable[Document], order: Order) -> Iterator[Written]:
    """Write document after document; raise ``UnwritableError`` where the folder takes nothing at all."""
    with _target(order) as target:
        names = Names()
        for document in documents:
            if document.error:
                yield Written(Outcome.FAILED, error=document.error)
            yield from _document(document.forms, order, names, target)


def _document(
    forms: Sequence[SourcedForm], order: Order, names: Names, target: "Folder | _Zip"
) -> Iterator[Written]:
    scored: Sequence[ScoreSheet | None] = [None] * len(forms)
    if order.needs_scores and forms:
        scored = scores_of(forms, order.profile)
    for entry, scores in zip(forms, scored, strict=True):
        name = names.give(entry.form)
        sheet = _sheet(entry, scores, order)
        for made_by in order.formats:
            yield target.put(f"{name}.{made_by.name}", _origin(sheet, made_by), partial(made_by.write, sheet))


def one_file(
    entry: SourcedForm, made_by: Writer, *, printed_in: Layout, profile: Profile, computed: bool = False
) -> tuple[str, bytes]:
    """Return the name and the bytes of one form in one format."""
    order = Order((made_by,), Path(), layout=printed_in, profile=profile, computed=computed)
    scores = scores_of([entry], profile)[0] if order.needs_scores else None
    return f"{path_of(entry.form).name}.{made_by.name}", made_by.write(_sheet(entry, scores, order))


def scores_of(forms: Sequence[SourcedForm], profile: Profile | None = None) -> list[ScoreSheet]:
    """Return the scores of forms, worked out together; no check is asked, for writing shows no findings."""
    return score_sheets(evaluate(frames(forms, profile), catalogue(), checks=()))


def _sheet(entry: SourcedForm, scores: ScoreSheet | None, order: Order) -> Sheet:
    form, used = entry.form, order.layout or layout_for(entry.form)
    if order.computed and scores is not None:
        return Sheet(computed_form(form, scores), used, scores, computed=True)
    return Sheet(form, used, scores)


@contextmanager
def _target(order: Order) -> Iterator["Folder | _Zip"]:
    if not order.zipped:
        yield Folder(Journal(order.folder), force=order.force)
        return
    path = order.folder / ZIP_NAME
    with written_whole(path) as held, ZipFile(held, "w", ZIP_DEFLATED) as packed:
        yield _Zip(path, packed)


@dataclass(frozen=True)
class _Zip:
    """Members of one archive, which is made anew each time."""

    path: Path
    packed: ZipFile

    def put(self, name: str, origin: str, make: Callable[[], bytes]) -> Written:
        """Add one member."""
        del origin
        try:
            self.packed.writestr(member(name), make())
        except ZipingError as error:
            return failed(self.path / name, error)
        return Written(Outcome.WRITTEN, self.path / name)


def _origin(sheet: Sheet, made_by: Writer) -> str:
    """Return what tells whether a file would be made the same again."""
    parts = sheet.form.to_json(), sheet.layout.model_dump_json(), repr(sheet.scores), str(sheet.computed)
    return digest("\n".join((made_by.name, *parts)).encode())
