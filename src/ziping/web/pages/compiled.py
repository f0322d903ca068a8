"""Parts of pages that repeat hundreds of times: templates compiled to Python, one set for each language.

They stand beside the other templates under names that end in ``.html.j2`` and have the tag ``{% say %}`` and the same filters.
"""

from functools import cache

from django.template.defaultfilters import linebreaksbr
from django.template.utils import get_app_template_dirs
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from ziping.model.language import Language, Text
from ziping.web.pages.templatetags.ziping import basis_points, hundredths, spoken


class Say(Extension):
    """``{% say "提交" "Submit" %}`` becomes one of the two while the template is compiled."""

    tags = {"say"}  # noqa: RUF012 — as its base declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the text in the language of the environment."""
        line = next(parser.stream).lineno
        zh, en = (parser.stream.expect("string").value for _ in Language)
        return nodes.Output([nodes.Const(self.environment.filters["said"](Text(zh, en)))], lineno=line)


@cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(get_app_template_dirs("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[Say],
    )
    made.filters |= {
        "said": lambda text: text.to(language),
        "hundredths": hundredths,
        "basis_points": basis_points,
        "linebreaksbr": linebreaksbr,
    }
    return made


def written(template: str, **values: object) -> SafeString:
    """Return a part of a page as HTML, in the person's language."""
    made = _environment(spoken()).get_template(f"{template}.html.j2")
    return mark_safe(made.render(values))  # noqa: S308 — the template escapes
