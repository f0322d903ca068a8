"""The articles that the findings cite, document by document, each with the codes that cite it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.law.instruments import instruments
from ziping.model.assessment import Assessment
from ziping.model.finding import Citation


@dataclass(frozen=True, slots=True)
class Source:
    """One cited article."""

    citation: Citation
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A cited document with its articles."""

    name: str
    sources: tuple[Source, ...]


def anchor(citation: Citation) -> str:
    """Return the name of the article in the report."""
    return f"source-{citation.instrument}-{citation.article}"


def documents(assessments: Sequence[Assessment]) -> tuple[Document, ...]:
    """Return what the findings cite: what was issued first, what is only practice last."""
    codes: dict[Citation, set[str]] = defaultdict(set)
    for finding in (it for entry in assessments for it in entry.findings):
        for citation in finding.cites:
            codes[citation].add(finding.code)
    held: dict[str, list[Source]] = defaultdict(list)
    for citation in sorted(codes, key=_order):
        held[citation.document].append(Source(citation, tuple(sorted(codes[citation]))))
    return tuple(Document(name, tuple(sources)) for name, sources in held.items())


def _order(citation: Citation) -> tuple[bool, str, int]:
    known = instruments().get(citation.instrument)
    articles = [article.key for article in known.article] if known else []
    place = articles.index(citation.article) if citation.article in articles else len(articles)
    return (not (known and known.issuer), citation.instrument, place)
