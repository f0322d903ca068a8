"""The overview of an audit as one HTML file: figures, four pictures, and the way to the forms."""

from dataclasses import dataclass

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ziping.engine.wording import NOTHING
from ziping.model.auditing import AuditSummary
from ziping.model.language import Language
from ziping.writers.auditing import words
from ziping.writers.report import printing
from ziping.writers.rescoring.html import bars, spoken

_SHADES = 6
_STEP = 5


@dataclass(frozen=True, slots=True)
class Square:
    """One field of the picture of rates and totals: where it stands, how dark it is, what it counts."""

    x: int
    y: int
    shade: int
    told: str


def squares(summary: AuditSummary) -> list[Square]:
    """Place the fields on a grid of five by five; the shade goes by the number of digits, for counts differ widely."""
    most = max((it.forms for it in summary.fields), default=1)
    return [
        Square(
            it.rate // _STEP,
            (100 - _STEP - it.total) // _STEP,
            1 + (_SHADES - 1) * it.forms.bit_length() // most.bit_length(),
            f"{it.rate}%, {it.total}: {it.forms}",
        )
        for it in summary.fields
    ]


def share(failed: int, asked: int) -> str:
    """Print how many of a hundred failed, to a tenth; what is less than half of one is not printed as nothing."""
    tenths = (failed * 2000 + asked) // (2 * asked) if asked else 0
    if failed and not tenths:
        return "<0.1%"
    return f"{tenths // 10}.{tenths % 10}%"


def html_audit(summary: AuditSummary, *, language: Language) -> str:
    """Write the overview."""
    longest = max((rule.failed for rule in summary.rules), default=1)
    return (
        _environment(language)
        .get_template("audit.html.j2")
        .render(
            summary=summary,
            grades=bars(list(summary.grades)),
            spread=bars([(str(it.low), it.declared, it.computed) for it in summary.spread]),
            squares=squares(summary),
            longest=longest,
        )
    )


def _environment(language: Language) -> Environment:
    packages = ("auditing", "rescoring", "report")
    made = Environment(
        loader=ChoiceLoader([PackageLoader(f"ziping.writers.{name}") for name in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printing.printable(value) if isinstance(value, str) else value,
    )
    made.filters |= {"t": spoken(language), "score": printing.score, "n": "{:,}".format}
    made.globals |= {"language": language, "words": words, "NOTHING": NOTHING, "share": share}
    return made
