"""Write the review of many forms: a report for all, for each unit or for each form, and a return letter for each unit.

A run that was stopped goes on where it was; what somebody changed since is left alone unless the order says otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from ziping.app.assessing import assess
from ziping.app.documents import Document
from ziping.app.folder import Folder, Outcome, Written
from ziping.app.journal import Journal, digest
from ziping.app.naming import Names, path_of
from ziping.app.writing import named
from ziping.law import Profile
from ziping.model.assessment import Assessment
from ziping.model.errors import ZipingError
from ziping.model.finding import Severity
from ziping.model.form import SourcedForm
from ziping.model.language import Text
from ziping.writers.report.overview import overview
from ziping.writers.report.printing import unit
from ziping.writers.review import (
    FORMATS,
    LETTER,
    REVIEW,
    Kind,
    Letterhead,
    Subject,
    Template,
    UnknownFormatError,
    guide,
    kinds,
    write,
)

GUIDE: Final = "模板说明.txt"
_TO_MEND: Final = (Severity.ERROR, Severity.WARNING)


class NoTemplatesError(ZipingError):
    """A folder of templates holds none."""

    def __init__(self, folder: Path) -> None:
        """Name the folder and what is looked for in it."""
        wanted = "、".join(_file(kind) for kind in kinds())
        super().__init__(
            Text(
                f"{folder}：没有模板；文件名应为 {wanted}，可用 --export-templates 导出",
                f"{folder}: holds no template; they are called {wanted}, --export-templates writes them",
            )
        )


class Per(StrEnum):
    """For what a report is written."""

    BATCH = "batch"
    UNIT = "unit"
    FORM = "form"


@dataclass(frozen=True)
class Order:
    """What is to be written, how, and where."""

    formats: tuple[str, ...]
    folder: Path
    per: Per = Per.BATCH
    letters: bool = False
    templates: Path | None = None
    profile: Profile | None = None
    head: Letterhead = field(default_factory=Letterhead)
    force: bool = False


def formats_named(names: str) -> tuple[str, ...]:
    """Return the formats of ``docx,pdf``, each once; raise ``UnknownFormatError`` for one that does not exist."""
    wanted = named(names)
    for name in wanted:
        if name not in FORMATS:
            raise UnknownFormatError(name)
    return wanted


def export_templates(folder: Path, *, force: bool = False) -> Iterator[Written]:
    """Write ziping's own templates and what is to be known about changing them."""
    target = Folder(Journal(folder), force)
    for kind in kinds():
        packed = kind.template.packed
        yield target.put(_file(kind), digest(packed), partial(bytes, packed))
    said = guide().encode("utf-8-sig")
    yield target.put(GUIDE, digest(said), partial(bytes, said))


def review(documents: Iterable[Document], order: Order) -> Iterator[Written]:
    """Assess all forms together and write what was ordered; a broken template is refused before anything is read."""
    templates = {kind: _template(kind, order.templates) for kind in kinds()}
    forms, unread = list[SourcedForm](), list[Text]()
    for document in documents:
        forms.extend(document.forms)
        if document.error:
            unread.append(document.error.text)
            yield Written(Outcome.FAILED, error=document.error)
    target, assessed = Folder(Journal(order.folder), order.force), assess(forms, order.profile)
    papers = list(opinions(assessed, order.per, order.head, unread if order.per is Per.BATCH else ()))
    if order.letters:
        papers.extend(letters(assessed, order.head))
    for paper in papers:
        template = templates[paper.kind]
        for name in order.formats:
            origin = _origin(template, paper.about, name)
            yield target.put(f"{paper.path}.{name}", origin, partial(write, paper.about, template, name))


@dataclass(frozen=True, slots=True)
class Paper:
    """One document that an office hands out: what it is about, and its path without the ending of a format."""

    kind: Kind
    path: PurePosixPath
    about: Subject

    def write(self, name: str) -> bytes:
        """Return it in one of ``FORMATS``, worded by ziping's own template."""
        return write(self.about, self.kind.template, name)


def opinions(
    assessed: Sequence[Assessment], per: Per, head: Letterhead, unread: Sequence[Text] = ()
) -> Iterator[Paper]:
    """Yield the review of all forms, of each unit's or of each."""
    names = Names()
    for path, held in _parts(assessed, per):
        yield Paper(REVIEW, names.unique(path), Subject(overview(held), head, unread))


def letters(assessed: Sequence[Assessment], head: Letterhead) -> Iterator[Paper]:
    """Yield the return letter to each unit whose forms have errors or warnings."""
    names = Names()
    to_mend = [it for entry in assessed if (it := _to_mend(entry)).findings]
    for folder, held in _by_unit(to_mend):
        yield Paper(LETTER, names.unique(folder / LETTER.title), Subject(overview(held), head))


def _file(kind: Kind) -> str:
    return f"{kind.title}.docx"


def _template(kind: Kind, folder: Path | None) -> Template:
    """Return the office's template, ziping's own for one that the office does not have."""
    if folder is None:
        return kind.template
    if not any((folder / _file(it)).is_file() for it in kinds()):
        raise NoTemplatesError(folder)
    path = folder / _file(kind)
    return Template.opened(path.name, path.read_bytes()) if path.is_file() else kind.template


def _parts(assessed: Sequence[Assessment], per: Per) -> Iterator[tuple[PurePosixPath, Sequence[Assessment]]]:
    match per:
        case Per.BATCH:
            yield PurePosixPath(REVIEW.title), assessed
        case Per.UNIT:
            for folder, held in _by_unit(assessed):
                yield folder / REVIEW.title, held
        case Per.FORM:
            for entry in assessed:
                path = path_of(entry.sourced.form)
                yield path.with_name(f"{path.name} {REVIEW.title}"), [entry]


def _by_unit(assessed: Sequence[Assessment]) -> Iterator[tuple[PurePosixPath, Sequence[Assessment]]]:
    """Yield the forms of each unit with its folder, which is the first part of their paths."""
    held: dict[str, list[Assessment]] = defaultdict(list)
    for entry in assessed:
        held[unit(entry.sourced)].append(entry)
    for entries in held.values():
        yield PurePosixPath(path_of(entries[0].sourced.form).parts[0]), entries


def _to_mend(entry: Assessment) -> Assessment:
    """Leave out what is only worth knowing: nobody has to answer it."""
    return replace(entry, findings=tuple(it for it in entry.findings if it.severity in _TO_MEND))


def _origin(template: Template, about: Subject, name: str) -> str:
    """Return what tells whether a document would be made the same again."""
    forms = [row.assessment for row in about.overview.rows]
    parts = (
        *(it.sourced.form.to_json() for it in forms),
        *(repr((it.sourced.source, it.sourced.number, it.scores, it.findings, it.finance)) for it in forms),
        repr((about.head, about.unread, name)),
        *(f"{member} {digest(data)}" for member, data in template.members.items()),
    )
    return digest("\n".join(parts).encode())
