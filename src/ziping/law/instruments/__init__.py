"""The documents that rules cite: one TOML file each, named by its key.

``confirmed = true`` is said only of an article whose official text, or a public copy of it, was read.
"""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from ziping.model.finding import Citation
from ziping.model.language import Text


class UnknownCitationError(LookupError):
    """A rule cites a document or article that ``law/instruments`` does not hold."""


class _Said(BaseModel):
    """A text in both languages as it stands in TOML."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str

    def text(self) -> Text:
        """Return it as the text that people are shown."""
        return Text(self.zh, self.en)


class Article(BaseModel):
    """One article, in our words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    label: _Said
    says: _Said
    confirmed: bool


class Instrument(BaseModel):
    """A document by number, with the articles that rules cite."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    number: str
    title: str
    title_en: str
    issuer: str
    issued: date | None = None
    note: str = ""
    article: tuple[Article, ...]

    def cite(self, article: str) -> Citation:
        """Return the article as a citation; raise ``UnknownCitationError`` where there is none."""
        for found in self.article:
            if found.key == article:
                label, says = found.label.text(), found.says.text()
                return Citation(
                    self.key, article, self.name, label, says, found.confirmed, law=bool(self.issuer)
                )
        message = f"{self.key} has no article {article!r}"
        raise UnknownCitationError(message)

    @property
    def name(self) -> str:
        """Return number and title as a citation shows them; what nobody issued has no title marks."""
        return f"{self.number}《{self.title}》" if self.issuer else self.title


@cache
def instruments() -> dict[str, Instrument]:
    """Return every document by its key."""
    sources = (path for path in files(__name__).iterdir() if path.name.endswith(".toml"))
    found = (Instrument.model_validate(tomllib.loads(path.read_text("utf-8"))) for path in sources)
    return {instrument.key: instrument for instrument in sorted(found, key=lambda it: it.key)}


def cite(instrument: str, article: str) -> Citation:
    """Return the citation of an article; raise ``UnknownCitationError`` where it is not in the data."""
    try:
        return instruments()[instrument].cite(article)
    except KeyError as unknown:
        message = f"no instrument {instrument!r}"
        raise UnknownCitationError(message) from unknown
