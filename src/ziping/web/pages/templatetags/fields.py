"""Tags of fields: what stands in one, how it is marked where it was refused, and the sentence beside it.

The variable ``asked`` names the form where a page has several: ``{% with asked="change" %}``. Compiled parts call ``fields``.
"""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from ziping.web.pages.fields import Fields, fields

register = template.Library()


def _fields(context: Context) -> Fields:
    return fields(context["request"], str(context.get("asked", "")))


@register.simple_tag(takes_context=True)
def given(context: Context, name: str, otherwise: object = "") -> str:
    """Return what was typed into a field; else what the field holds."""
    return _fields(context).given(name, otherwise)


@register.simple_tag(takes_context=True)
def box(context: Context, name: str, value: str, empty: object = None) -> SafeString:
    """Tick a box, or choose a button, unless it is to be ``empty``."""
    return _fields(context).box(name, value, empty)


@register.simple_tag(takes_context=True)
def mark(context: Context, name: str, hint: str = "") -> SafeString:
    """Mark a control that was refused, and where one begins."""
    return _fields(context).mark(name, hint)


@register.simple_tag(takes_context=True)
def fault(context: Context, name: str) -> SafeString | str:
    """Say what is wrong with a field, if anything is."""
    return _fields(context).fault(name)


@register.simple_tag(takes_context=True)
def is_refused(context: Context) -> bool:
    """Tell whether it is this form that was refused: what hides it is open then."""
    return _fields(context).refused is not None
