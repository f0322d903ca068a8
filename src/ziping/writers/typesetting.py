"""Typst, which sets everything that becomes pages or bitmaps; what a text says arrives as data and is never markup."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from typst import Compiler, TypstError

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.writers.fonts import fonts

if TYPE_CHECKING:
    from typst import PDFStandard

_STANDARDS: Final[list["PDFStandard"]] = ["a-2a", "ua-1"]
_DENSITY: Final = 200
"""Dots of an inch of a bitmap."""
_NO_GLYPH: Final = re.compile(r'the text `"(.+?)"` could not be displayed with font `"(.+?)"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


class UnsetError(ZipingError):
    """Typst could not set something or left something out."""

    def __init__(self, why: str) -> None:
        """Pass on what Typst says."""
        super().__init__(
            Text(
                f"PDF 未能排出：{why}；请改用 docx 或 html",
                f"the PDF could not be set: {why}; use docx or html",
            )
        )


class MissingGlyphError(ZipingError):
    """The font has no shape for a character, which an archive file may not leave out."""

    def __init__(self, character: str, font: str) -> None:
        """Name the character with its number, since it may be invisible."""
        code = "、".join(f"U+{ord(it):04X}" for it in character)
        super().__init__(
            Text(
                f"字体 {font} 里没有“{character}”（{code}），PDF 未生成；请改正这个字，或改用 docx、html",
                f"the font {font} lacks “{character}” ({code}), no PDF was made; mend it, or write docx or html",
            )
        )


class SeveralPagesError(UnsetError):
    """A bitmap was asked for and there is more than one page."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("一张图排成了不止一页")


def pdf(template: bytes, inputs: dict[str, str]) -> bytes:
    """Set pages as an archive file with tags; raise ``MissingGlyphError`` or ``UnsetError`` where it cannot be."""
    try:
        made, warnings = _compiler().compile_with_warnings(
            input=template, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS
        )
    except TypstError as error:
        raise _refusal(error.message) from error
    if warnings or not isinstance(made, bytes):
        raise UnsetError("；".join(it.message for it in warnings))
    return made


def png(template: bytes, inputs: dict[str, str]) -> bytes:
    """Set one page as a bitmap."""
    try:
        made = _compiler().compile(input=template, format="png", ppi=_DENSITY, sys_inputs=inputs)
    except TypstError as error:
        raise _refusal(error.message) from error
    if not isinstance(made, bytes):
        raise SeveralPagesError
    return made


@cache
def _compiler() -> Compiler:
    return Compiler(font_paths=fonts())


def _refusal(said: str) -> ZipingError:
    """Return the error for what Typst says: most often a character that the font does not have."""
    found = _NO_GLYPH.search(said)
    if found is None:
        return UnsetError(said)
    escaped = _ESCAPED.fullmatch(found[1])
    return MissingGlyphError(chr(int(escaped[1], 16)) if escaped else found[1], found[2])
