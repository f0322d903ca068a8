"""The tag by which a page takes in a part that is compiled."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from ziping.web.pages.compiled import written

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, name: str) -> SafeString:
    """Write a compiled part with everything that the page knows."""
    return written(name, **{str(key): value for key, value in context.flatten().items()})
