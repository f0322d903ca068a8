"""Tags that every template has: both languages in one place, and numbers as people write them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.translation import get_language

from ziping.model.language import Language, Text

register = template.Library()


def spoken() -> Language:
    """Return the language of the request at hand."""
    return Language.EN if get_language() == "en" else Language.ZH


@register.simple_tag
def say(zh: str, en: str) -> str:
    """Say one thing in the person's language: ``{% say "提交" "Submit" %}``."""
    return Text(zh, en).to(spoken())


@register.filter
def said(text: Text | str) -> str:
    """Return a text in the person's language."""
    return text.to(spoken()) if isinstance(text, Text) else text


@register.filter
def control(field: BoundField) -> str:
    """Write the control of a field of allauth: its label stands above it and nowhere else; who sent it wrong begins there."""
    attrs: dict[str, str | bool] = {"placeholder": ""}
    if field.name == next(iter(field.form.errors), None):
        attrs["autofocus"] = True
    return field.as_widget(attrs=attrs)


def here(request: HttpRequest) -> str:
    """Return the address of the page; where something was sent, of the page that it was sent from."""
    if request.META.get("REQUEST_METHOD") == "POST":
        return str(request.META.get("HTTP_REFERER", "/"))
    return request.get_full_path()


@register.filter
def hundredths(value: int | None) -> str:
    """Write hundredths as a number with two decimals; a dash for what is unknown."""
    return "—" if value is None else f"{Decimal(value).scaleb(-2):.2f}"


@register.filter
def basis_points(value: int | None) -> str:
    """Write basis points as percent."""
    return "—" if value is None else f"{Decimal(value).scaleb(-2):.2f}%"


@register.filter
def ten_thousands(value: int | None) -> str:
    """Write 分 as 万元 with two decimals."""
    return "—" if value is None else f"{Decimal(value).scaleb(-6):,.2f}"


@register.filter
def plus(value: int, more: int) -> int:
    """Return the sum: where things stand in a picture."""
    return value + more


@register.filter
def minus(value: int, less: int) -> int:
    """Return the difference."""
    return value - less


@register.filter
def times(value: int, by: int) -> int:
    """Return the product."""
    return value * by


@register.filter
def at(held: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 — whatever the mapping holds
    """Return what a mapping holds under a key that is known only here."""
    return held[key]
