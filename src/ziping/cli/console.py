"""What every command shares: the language spoken, where output goes, how documents are gone through."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.progress import track

from ziping.app.documents import Document, files_in
from ziping.app.forms import open_each
from ziping.model.form import SourcedForm
from ziping.model.language import Language, Text
from ziping.readers.sandbox import Wanted

OUTCOME_CLEAN: Final = 0
OUTCOME_ERRORS: Final = 1
OUTCOME_UNREADABLE: Final = 2
_PIPED_WIDTH: Final = 240
"""Columns of a table that is piped to a file or another program."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """The language of this run and the consoles it speaks through."""

    language: Language = Language.ZH

    def say(self, text: Text) -> str:
        """Return the text in the language of this run."""
        return text.to(self.language)

    def named(self, label: Text, value: Text | str) -> str:
        """Return a label and what it labels."""
        said = self.say(value) if isinstance(value, Text) else value
        return self.say(Text(f"{label.zh}：{said}", f"{label.en}: {said}"))

    def aside(self, said: str) -> str:
        """Return what stands in brackets behind something."""
        return self.say(Text(f"（{said}）", f" ({said})"))


_spoken = Speaking()


def speaking(context: typer.Context, lang: Language | None) -> Speaking:
    """Return what the run speaks: as its command says, else as said before the command, else Chinese."""
    global _spoken  # noqa: PLW0603 — the outermost door must complain in the language of the run
    root = context.find_root()
    _spoken = Speaking(lang or root.obj or Language.ZH)
    return _spoken


def console(*, stderr: bool = False) -> Console:
    """Return a console that keeps long Chinese lines whole when the output is piped."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PIPED_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=not stream.isatty())


def complain(text: Text) -> None:
    """Print one sentence to the standard error."""
    console(stderr=True).print(_spoken.say(text), style="red", markup=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a run read: the forms of all documents, and the sentences about those that could not be read."""

    documents: tuple[Document, ...]

    @property
    def forms(self) -> tuple[SourcedForm, ...]:
        """All forms, document by document."""
        return tuple(form for document in self.documents for form in document.forms)

    @property
    def unread(self) -> tuple[Text, ...]:
        """What was said of documents that could not be read."""
        return tuple(document.error.text for document in self.documents if document.error)

    def outcome(self, *, errors: bool = False) -> int:
        """Return the exit status of the run."""
        if self.unread:
            return OUTCOME_UNREADABLE
        return OUTCOME_ERRORS if errors else OUTCOME_CLEAN


def opened(
    paths: Sequence[Path],
    speaking: Speaking,
    seen: Callable[[Document], None] | None = None,
    *,
    keep_persons: bool = False,
    tables: bool = False,
) -> Opened:
    """Open documents with a progress bar when there are several, complaining about each that cannot be read.

    ``seen`` is given every document with what its reader saw of it, which is then forgotten. With ``tables``, tables of forms are
    opened too.
    """
    files = tuple(files_in(paths))
    wanted = Wanted(shown=seen is not None, keep_persons=keep_persons)
    each: Iterable[Iterable[Document]] = open_each(files, workers=cores(), wanted=wanted, tables=tables)
    if len(files) > 1:
        title = speaking.say(Text("读取", "reading"))
        bar = console(stderr=True)
        each = track(each, title, total=len(files), console=bar, disable=not bar.is_terminal, transient=True)
    found = Opened(tuple(_kept(document, seen) for documents in each for document in documents))
    for text in found.unread:
        complain(text)
    return found


def _kept(document: Document, seen: Callable[[Document], None] | None) -> Document:
    if seen is None:
        return document
    seen(document)
    return replace(document, sight=None)


def cores() -> int:
    """Return how many processes this machine runs at once."""
    return os.cpu_count() or 1
