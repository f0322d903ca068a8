"""Templates made for a test, and the subjects that fill them."""

from collections.abc import Sequence
from typing import Final

from tests.writers.report.building import assessed
from ziping.model.assessment import Assessment
from ziping.writers.report.overview import overview
from ziping.writers.review import REVIEW, Letterhead, Subject, Template
from ziping.writers.review.fields import scope
from ziping.writers.review.package import DOCUMENT, Filled

_WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(*runs: str) -> str:
    """Return a paragraph in which Word has cut the text into these runs."""
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of cells with one paragraph each."""
    lines = (f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid/>{''.join(lines)}</w:tbl>"


def template(*blocks: str, name: str = "复核意见.docx") -> Template:
    """Return an office's template with this text."""
    text = f"<w:document {_WORD}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
    members = {**REVIEW.template.members, DOCUMENT: text.encode()}
    return Template.opened(name, Template(name, members).packed)


def about(held: Sequence[Assessment] = (), **said: str) -> Subject:
    """Return what a document about these forms, else the twelve real ones, is about."""
    return Subject(overview(held or assessed()), Letterhead(**said))


def filled(made: Template, subject: Subject | None = None) -> Filled:
    """Fill a template without pictures."""
    return made.filled(scope(subject or about(), {}))
