"""The comparison of two profiles as one HTML file that needs nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ziping.engine.wording import NOTHING
from ziping.model.finding import Severity
from ziping.model.language import Language, Text
from ziping.model.rescoring import Rescoring
from ziping.writers.report import printing
from ziping.writers.rescoring import words


@dataclass(frozen=True, slots=True)
class Bar:
    """One group of a picture: a label, and how long the bars before and after are, of a hundred."""

    label: str
    before: int
    after: int
    before_share: int
    after_share: int


def bars(rows: list[tuple[str, int, int]]) -> list[Bar]:
    """Scale counts to the longest bar."""
    longest = max([count for _, *counts in rows for count in counts], default=0) or 1
    return [
        Bar(label, before, after, before * 100 // longest, after * 100 // longest)
        for label, before, after in rows
    ]


def html_rescoring(rescoring: Rescoring, *, language: Language) -> str:
    """Write the comparison: grades before and after, the distribution of scores, and every form that changes."""
    scores = [(f"{low // 100}", before, after) for low, before, after in rescoring.by_score()]
    return (
        _environment(language)
        .get_template("rescoring.html.j2")
        .render(rescoring=rescoring, grades=bars(rescoring.by_grade()), scores=bars(scores))
    )


def spoken(language: Language) -> Callable[[Text], str]:
    """Return the filter that says a text in the language of a page."""
    return lambda text: text.to(language)


def _environment(language: Language) -> Environment:
    made = Environment(
        loader=ChoiceLoader(
            [PackageLoader("ziping.writers.rescoring"), PackageLoader("ziping.writers.report")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printing.printable(value) if isinstance(value, str) else value,
    )
    made.filters |= {
        "t": spoken(language),
        "score": printing.score,
        "difference": printing.difference,
    }
    made.globals |= {"language": language, "words": words, "NOTHING": NOTHING, "severities": tuple(Severity)}
    return made
