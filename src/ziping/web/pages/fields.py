"""Forms that were sent and not taken: the page comes again with what was typed, and each field says what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.contrib import messages
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.web.fields import WrongFieldsError
from ziping.web.pages.templatetags.ziping import said

KEY: Final = "ziping.refused"


@dataclass(frozen=True, slots=True)
class Refused:
    """Which form of the page it was, what was typed, and what is wrong with each field."""

    form: str
    given: QueryDict
    wrong: Mapping[str, Text]
    told: set[str] = field(default_factory=set)
    """The fields beside which the page says what is wrong."""


def refused(
    request: HttpRequest,
    error: ZipingError,
    page: Callable[..., HttpResponse],
    *place: object,
    form: str = "",
    about: Mapping[type[ZipingError], str] | None = None,
) -> HttpResponse:
    """Show the page again that the form stands on; ``place`` is what its address holds.

    ``form`` names the form where the page has several, ``about`` the field of each kind of error that names none itself.
    """
    wrong = _wrong(error, about or {})
    if not wrong:
        messages.error(request, said(error.text))
    held = request.META[KEY] = Refused(form, request.POST, wrong)
    request.method = "GET"
    response = page(request, *place)
    if untold := [text for name, text in wrong.items() if name not in held.told]:
        # The page has no such field by now: it says so on top.
        for text in untold:
            messages.error(request, said(text))
        response = page(request, *place)
    return response


def _wrong(error: ZipingError, about: Mapping[type[ZipingError], str]) -> Mapping[str, Text]:
    if isinstance(error, WrongFieldsError):
        return error.wrong
    name = next((name for kind, name in about.items() if isinstance(error, kind)), "")
    return {name: error.text} if name else {}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one form of a page, as templates write them: as it was sent where it was refused, else as it stands."""

    form: str
    refused: Refused | None

    def given(self, name: str, otherwise: object = "") -> str:
        """Return what was typed into a field; else what the field holds."""
        value = self.refused.given.get(name, "") if self.refused else otherwise
        return "" if value is None else str(value)

    def box(self, name: str, value: str, empty: object = None) -> SafeString:
        """Tick a box, or choose a button, unless it is to be ``empty``."""
        is_ticked = value in self.refused.given.getlist(name) if self.refused else not empty
        return flatatt({"checked": is_ticked})

    def mark(self, name: str, hint: str = "") -> SafeString:
        """Mark a control: which sentences belong to it, that it is wrong, and that one begins at the first wrong one.

        ``hint`` is the id of what explains the field even where nothing is wrong.
        """
        wrong = self.refused.wrong if self.refused else {}
        told = f"{hint} {self._fault_id(name) if name in wrong else ''}".strip()
        marks: dict[str, object] = {"aria-describedby": told} if told else {}
        if name in wrong:
            marks |= {"aria-invalid": "true", "autofocus": name == next(iter(wrong))}
        return flatatt(marks)

    def fault(self, name: str) -> SafeString | str:
        """Say what is wrong with a field, if anything is."""
        if self.refused is None or name not in self.refused.wrong:
            return ""
        self.refused.told.add(name)
        text = said(self.refused.wrong[name])
        return format_html('<p class="fault" id="{}">{}</p>', self._fault_id(name), text)

    def _fault_id(self, name: str) -> str:
        return f"{self.form}-{name}-fault"


def fields(request: HttpRequest | None, form: str = "") -> Fields:
    """Return the fields of a form of the page; ``form`` names it where the page has several."""
    held = request.META.get(KEY) if request else None
    return Fields(form, held if isinstance(held, Refused) and held.form == form else None)
