"""What ziping says to people, in Chinese first and in English second."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """The languages in which ziping speaks."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in both languages, said in one place."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Return the text in that language."""
        return self.zh if language is Language.ZH else self.en

    def fill(self, **values: object) -> "Text":
        """Return the text with its ``{named}`` gaps filled in both languages."""
        return Text(self.zh.format(**values), self.en.format(**values))

    @classmethod
    def joined(cls, texts: "Iterable[Text]") -> Self:
        """Return several texts as one list."""
        held = tuple(texts)
        return cls("；".join(it.zh for it in held), "; ".join(it.en for it in held))

    def __str__(self) -> str:
        """Return the Chinese text, the first language of every user."""
        return self.zh
