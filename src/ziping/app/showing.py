"""Show documents as their reader saw them: one page for each, to be compared with the original."""

from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath

from ziping.app.documents import Document
from ziping.app.naming import Names, safe_name
from ziping.app.output import write_whole
from ziping.model.language import Language
from ziping.writers.sight.html import html_sight


@dataclass
class Showing:
    """Writes the pages of a run: into the file named, if it is named as one, else into the folder."""

    out: Path
    language: Language
    written: list[Path] = field(default_factory=list)
    _names: Names = field(default_factory=Names)

    def show(self, document: Document) -> None:
        """Write the page of a document of which anything was seen; raise ``UnwritableError``."""
        if document.sight is None:
            return
        page = html_sight(
            document.source,
            [it.form for it in document.forms],
            document.sight,
            language=self.language,
            refusal=document.error.text if document.error else None,
        )
        path = self._path(document.source)
        write_whole(path, page.encode())
        self.written.append(path)

    def _path(self, source: str) -> Path:
        if self.out.suffix.lower() == ".html" and not self.written:
            return self.out
        folder = self.out.parent if self.out.suffix.lower() == ".html" else self.out
        name = self._names.unique(PurePosixPath(safe_name(PurePath(source).name, "document")))
        return folder / f"{name}.html"
