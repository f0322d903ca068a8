"""Parts of pages that repeat, in one page or in all: templates compiled to Python, one set for each language.

They stand beside the other templates under names that end in ``.html.j2`` and have the same filters. Their tags ``{% say %}``,
``{% url %}`` and ``{% static %}`` take fixed texts alone.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from django.conf import settings
from django.template.defaultfilters import date, filesizeformat, linebreaksbr
from django.template.utils import get_app_template_dirs
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from ziping.model.language import Language, Text
from ziping.web.pages.fields import fields
from ziping.web.pages.templatetags.ziping import basis_points, here, hundredths, spoken

_FIXED: Final[dict[str, Callable[..., Text | str]]] = {"say": Text, "url": reverse, "static": static}


class Fixed(Extension):
    """``{% say "提交" "Submit" %}`` and ``{% url "home" %}`` become texts while the template is compiled."""

    tags = set(_FIXED)  # noqa: RUF012 — as its base declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the text, in the language of the environment."""
        tag = next(parser.stream)
        given = []
        while parser.stream.current.type == "string":
            given.append(next(parser.stream).value)
        text = self.environment.filters["said"](_FIXED[tag.value](*given))
        return nodes.Output([nodes.Const(text)], lineno=tag.lineno)


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(get_app_template_dirs("templates")),
        autoescape=True,
        auto_reload=settings.DEBUG,
        undefined=StrictUndefined,
        extensions=[Fixed],
    )
    made.globals["fields"] = fields
    made.globals["url"] = lambda name, *keys: reverse(name, args=keys)
    made.filters |= {
        "said": lambda text: text.to(language) if isinstance(text, Text) else text,
        "hundredths": hundredths,
        "here": here,
        "basis_points": basis_points,
        "linebreaksbr": linebreaksbr,
        "filesizeformat": filesizeformat,
        "date": lambda at, how: date(localtime(at), how),
    }
    return made


def written(template: str, **values: object) -> SafeString:
    """Return a part of a page as HTML, in the person's language."""
    made = _environment(spoken()).get_template(f"{template}.html.j2")
    return mark_safe(made.render(values))  # noqa: S308 — the template escapes
