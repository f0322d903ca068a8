"""Reads a document: the extractor that bids most gives the grids, the layout that bids most gives the forms."""

from dataclasses import dataclass
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.readers.checksum import adds_up
from ziping.readers.discovery import all_layouts, extractors
from ziping.readers.extract import Extractor
from ziping.readers.extract.text import EXTRACTOR as PLAIN_TEXT
from ziping.readers.extract.text import is_plain
from ziping.readers.garbling import is_garbled
from ziping.readers.grid import Grid, Source
from ziping.readers.kinds import kind_of
from ziping.readers.notices import with_notices
from ziping.readers.page_ends import mended
from ziping.readers.persons import without_persons
from ziping.readers.sections import PART_LABELS, what_is_there

_LOOKED_AT: Final = 200

TYPES: Final = Text(
    "PDF、Word（DOCX、DOC）、Excel（XLSX、XLS）、WPS、OpenDocument、OFD、网页、文本、扫描图片（PNG、JPEG），或装有这些文件的 ZIP",
    "PDF, Word (DOCX, DOC), Excel (XLSX, XLS), WPS, OpenDocument, OFD, a web page, text, "
    "a scanned picture (PNG, JPEG), or a ZIP of such files",
)
"""What can be read, for whoever came with something else."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The forms of one document, in the order in which they stand in it."""

    source: str
    forms: tuple[Form, ...]


class EmptyFileError(ZipingError):
    """There is nothing in the file."""


class UnsupportedTypeError(ZipingError):
    """No extractor knows the type of the file."""


class NoFormError(ZipingError):
    """The document can be read but holds no self-evaluation form."""


def read(source: Source, *, keep_persons: bool = False) -> Reading:
    """Return the forms of the document, or raise the ``ZipingError`` that says what is wrong with it."""
    read = readings(source, keep_persons=keep_persons)
    forms = tuple(form for _, held in read for form in held)
    if not forms:
        raise no_form(source, tuple(grid for grid, _ in read))
    return Reading(source.name, forms)


def readings(source: Source, *, keep_persons: bool = False) -> tuple[tuple[Grid, tuple[Form, ...]], ...]:
    """Return the grids of the document, each with the forms in it, if there are any.

    Persons are left out of both unless they are asked for.
    """
    if not source.data.strip():
        raise EmptyFileError(
            Text(
                "{name}：文件是空的；请换用有内容的文件",
                "{name}: the file is empty; give one with content",
            ).fill(name=source.name)
        )
    grids = extractor_of(source).grids(source)
    if not keep_persons:
        grids = map(without_persons, grids)
    return tuple((grid, with_notices(forms_of(grid), grid)) for grid in grids)


def forms_of(grid: Grid) -> tuple[Form, ...]:
    """Return the forms in the grid as the layout reads them that bids most.

    Where its reading does not add up, the other layouts are heard too, unless there were true cells to read; one of
    them is believed only where more of its forms add up, for a form that was filled in wrongly adds up in none.
    """
    grid = mended(grid)
    is_sure = any(cell.table for row in grid.rows for cell in row)
    bids = sorted(((layout.likes(grid), layout) for layout in all_layouts()), key=lambda bid: -bid[0])
    readings: list[tuple[Form, ...]] = []
    for forms in (layout.forms(grid) for bid, layout in bids if bid > 0):
        if forms and (all(map(adds_up, forms)) or (is_sure and any(form.indicators for form in forms))):
            return forms
        readings.append(forms)
    return max(readings, key=lambda forms: (sum(map(adds_up, forms)), bool(forms)), default=())


def extractor_of(source: Source) -> Extractor:
    """Return the extractor that bids most; for a short text the others are not even loaded."""
    if is_plain(source):
        return PLAIN_TEXT
    best = max(extractors(), key=lambda extractor: extractor.likes(source))
    if best.likes(source) > 0:
        return best
    kind = kind_of(source.data) or Text("二进制文件", "a binary file")
    raise UnsupportedTypeError(
        Text(
            "{name}：这是{kind.zh}，不能读取；请换用 {types.zh}",
            "{name}: this is {kind.en}, which cannot be read; give {types.en}",
        ).fill(name=source.name, kind=kind, types=TYPES)
    )


def no_form(source: Source, grids: tuple[Grid, ...]) -> NoFormError:
    """Say what the document lacks to be a form: text at all, text in its right encoding, or parts of a form."""
    texts = [cell.text for grid in grids for row in grid.rows for cell in row if cell.text.strip()]
    if not texts:
        said = Text(
            "{name}：文件里没有任何文字；请换用填好的自评表",
            "{name}: there is no text in the file; give a form that is filled in",
        )
    elif is_garbled("\n".join(texts[:_LOOKED_AT])):
        said = Text(
            "{name}：文字是乱码，像是用错误的编码打开后又保存的；请换用原始文件",
            "{name}: the text is garbled, as if it was opened in a wrong encoding and saved; use the original document",
        )
    else:
        said = _lacking(grids)
    return NoFormError(said.fill(name=source.name))


def _lacking(grids: tuple[Grid, ...]) -> Text:
    present = {part for grid in grids for part in what_is_there(grid)}
    absent = [
        label for part, label in PART_LABELS.items() if part not in present or present == {*PART_LABELS}
    ]
    zh, en = "、".join(t.zh for t in absent), ", no ".join(t.en for t in absent)
    return Text(
        f"{{name}}：没有找到绩效自评表：缺少{zh}；请确认文件内容，或换用表格的原始文件",
        f"{{name}}: no self-evaluation form found: there is no {en}; check the file or use the original document",
    )
