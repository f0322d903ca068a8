"""The documents of a review in every format: which templates there are, and what becomes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.writers.fonts import NoChineseFontError, chinese_font, fonts
from ziping.writers.review.fields import scope
from ziping.writers.review.package import Template, built_in
from ziping.writers.review.page import FONT, page
from ziping.writers.review.pdf import pdf
from ziping.writers.review.pictures import pictures
from ziping.writers.review.scope import PICTURE, Picture, kind
from ziping.writers.review.subject import Subject
from ziping.writers.review.word import names_in, text_of
from ziping.writers.review.xlsx import xlsx

FORMATS: Final = ("docx", "pdf", "html", "xlsx")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document; its title is the name of its file and of its template."""

    key: str
    title: str

    @property
    def template(self) -> Template:
        """Return ziping's own template."""
        return built_in(self.key, self.title)


REVIEW: Final = Kind("review", "复核意见")
LETTER: Final = Kind("letter", "退回修改通知")


class UnknownFormatError(ZipingError):
    """A format was asked for in which no review is written."""

    def __init__(self, name: str) -> None:
        """Name the formats that there are."""
        known = "、".join(FORMATS)
        super().__init__(
            Text(
                f"复核意见不能写成 {name}，可用：{known}",
                f"no review is written as {name}; there are: {known}",
            )
        )


class NoPictureFontError(ZipingError):
    """No font of the machine can be set in the pictures of a Word document."""

    def __init__(self) -> None:
        """Say which to install, and that a template without pictures needs none."""
        super().__init__(
            Text(
                "本机没有可用的中文字体，图画不出来；请安装宋体、思源宋体或 Noto Serif CJK SC"
                "（Debian、Ubuntu：apt install fonts-noto-cjk），或从模板里删去图，或改写 html、xlsx",
                "no Chinese font on this machine, pictures cannot be drawn; install SimSun, Source Han Serif or "
                "Noto Serif CJK SC (Debian, Ubuntu: apt install fonts-noto-cjk), take the pictures out of the "
                "template, or write html, xlsx",
            )
        )


def kinds() -> tuple[Kind, ...]:
    """Return all kinds of documents."""
    return REVIEW, LETTER


def write(subject: Subject, template: Template, name: str) -> bytes:
    """Return a document in one of ``FORMATS``."""
    if name == "xlsx":
        return xlsx(subject)
    filled = template.filled(scope(subject, _drawn(template, subject, name)))
    match name:
        case "docx":
            return filled.docx()
        case "pdf":
            return pdf(filled, template.title)
        case _:
            return page(filled, template.title).encode()


def _drawn(template: Template, subject: Subject, name: str) -> Mapping[str, Picture | None]:
    """Draw the pictures of a template that has any; only then a font is needed that is not the reader's."""
    used = {kind(it) for _, root in template.texts() for it in names_in(text_of(root))}
    if PICTURE not in used:
        return {}
    return pictures(subject.overview, FONT if name == "html" else _font(name))


def _font(name: str) -> str:
    """Return the font of pictures; raise ``NoPictureFontError`` where only they need one."""
    try:
        return chinese_font(fonts().families())
    except NoChineseFontError as none:
        raise none if name == "pdf" else NoPictureFontError from None
