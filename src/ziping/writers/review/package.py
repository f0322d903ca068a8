"""A template as a Word package: opened, checked name by name, filled in, and packed again with its pictures."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ziping.writers.archive import archive
from ziping.writers.review import drawing
from ziping.writers.review.checking import BrokenTemplateError, check, check_line
from ziping.writers.review.scope import Picture, Scope
from ziping.writers.review.word import WORD, Element, fill
from ziping.writers.sheet import MADE

DOCUMENT: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_LARGEST: Final = 64 * 1024 * 1024
_OWN: Final = {
    "[Content_Types].xml": "review/content-types.xml",
    "_rels/.rels": "docx/package.rels",
    "word/_rels/document.xml.rels": "review/document.rels",
    "word/styles.xml": "review/styles.xml",
    "word/settings.xml": "docx/settings.xml",
    "word/fontTable.xml": "docx/fontTable.xml",
    "word/footer1.xml": "review/footer.xml",
}


@dataclass(frozen=True)
class Template:
    """A checked template; ``name`` is the file that a message about it names."""

    name: str
    members: Mapping[str, bytes]

    @classmethod
    def opened(cls, name: str, data: bytes) -> "Template":
        """Open a Word document as a template; raise ``BrokenTemplateError`` with the place and the reason."""
        made = cls(name, _unpacked(name, data))
        made.check()
        return made

    def check(self) -> None:
        """Look at every name in the text, in headers and in footers."""
        for member, root in self.texts():
            if member == DOCUMENT:
                check(self.name, _body(self.name, root))
            else:
                for paragraph in root.iter(f"{WORD}p"):
                    check_line(self.name, "页眉页脚", paragraph, plain=True)

    def texts(self) -> Iterator[tuple[str, Element]]:
        """Yield the parts that hold names: the text, headers and footers."""
        for member, data in self.members.items():
            if member == DOCUMENT or member.startswith(("word/header", "word/footer")):
                yield member, _parsed(self.name, member, data)

    @property
    def title(self) -> str:
        """Return the title of what is written from it: the file's name without its ending."""
        return self.name.removesuffix(".docx")

    @property
    def packed(self) -> bytes:
        """Return the template as a file for Word."""
        return archive(self.members.items())

    def filled(self, scope: Scope) -> "Filled":
        """Fill in all names."""
        pictures: list[Picture] = []

        def draw(picture: Picture) -> Element:
            pictures.append(picture)
            return drawing.run(picture, len(pictures))

        texts = dict(self.texts())
        try:
            for member, root in texts.items():
                fill(_body(self.name, root) if member == DOCUMENT else root, scope, draw)
        except KeyError as name:
            raise BrokenTemplateError(
                self.name, "", f"{{{{{name.args[0]}}}}} 用在了没有这项内容的地方"
            ) from None
        return Filled(self, texts, tuple(pictures))


@dataclass(frozen=True)
class Filled:
    """A template with its names filled in and its pictures still to be drawn."""

    template: Template
    texts: Mapping[str, Element]
    pictures: tuple[Picture, ...]

    @property
    def body(self) -> Element:
        """Return the text."""
        return _body(self.template.name, self.texts[DOCUMENT])

    @cached_property
    def styles(self) -> Element | None:
        """Return the styles, where the document has any."""
        data = self.template.members.get(STYLES)
        return None if data is None else _parsed(self.template.name, STYLES, data)

    def docx(self) -> bytes:
        """Return the document with its pictures as bitmaps, which every version of Word shows."""
        members: dict[str, bytes] = dict(self.template.members)
        members |= {name: serialised(root) for name, root in self.texts.items()}
        if self.pictures:
            members[_TYPES] = drawing.with_type(members[_TYPES])
            members[_RELATIONS] = drawing.with_relations(members[_RELATIONS], len(self.pictures))
            members |= {drawing.member(number): drawing.png(it) for number, it in enumerate(self.pictures, 1)}
        return archive(members.items())


def serialised(root: Element) -> bytes:
    """Return the XML of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@cache
def built_in(name: str, title: str) -> Template:
    """Return a template of ziping's own: its text, and the parts that all of them share."""
    core = _part("docx/core.xml").decode().format(title=title, keywords="", made=f"{MADE.isoformat()}Z")
    members = {target: _part(source) for target, source in _OWN.items()}
    return Template(
        f"{title}.docx",
        {**members, "docProps/core.xml": core.encode(), DOCUMENT: _part(f"review/{name}.xml")},
    )


def _part(name: str) -> bytes:
    return files("ziping.writers").joinpath("parts", *name.split("/")).read_bytes()


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(data)) as packed:
            if sum(it.file_size for it in packed.infolist()) > _LARGEST:
                raise BrokenTemplateError(name, "", "展开后超过 64 MB")
            members = {it.filename: packed.read(it) for it in packed.infolist()}
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        raise BrokenTemplateError(name, "", "不是 Word 文档（.docx）；请用 Word 另存为 .docx") from error
    if DOCUMENT not in members:
        raise BrokenTemplateError(name, "", "不是 Word 文档（.docx）；请用 Word 另存为 .docx")
    return members


def _parsed(name: str, member: str, data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise BrokenTemplateError(
            name, f"{member} 第 {line} 行", "不是完好的 XML；请用 Word 打开并重新保存"
        ) from error


def _body(name: str, document: Element) -> Element:
    body = document.find(f"{WORD}body")
    if body is None:
        raise BrokenTemplateError(name, DOCUMENT, "没有正文；请用 Word 打开并重新保存")
    return body
