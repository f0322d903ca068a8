"""Numbers as people read them: the only place where counted integers become text again."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from string import Formatter
from typing import Any, Final

from ziping.model.form import MoneyUnit
from ziping.model.language import Text

NOTHING: Final = "—"
LONGEST: Final = 60
"""Characters of a text that are quoted in a message."""


def points(hundredths: int) -> str:
    """Print points or a score: 570 is 5.70."""
    return format(Decimal(hundredths).scaleb(-2), "f")


def rate(basis_points: int) -> str:
    """Print a rate in per cent: 8757 is 87.57%."""
    return f"{Decimal(basis_points).scaleb(-2):f}%"


def share(basis_points: int) -> str:
    """Print a round share in per cent: 8000 is 80%."""
    return f"{_short(Decimal(basis_points).scaleb(-2))}%"


def times(basis_points: int) -> str:
    """Print how many times one number is the other, in whole per cent: 16667 is 167%."""
    return f"{(basis_points + 50) // 100}%"


def number(millionths: int) -> str:
    """Print the number of a target or an actual value: 57000000 is 57."""
    return _short(Decimal(millionths).scaleb(-6))


def money(fen: int, unit: MoneyUnit | None) -> str:
    """Print an amount in the form's own unit: 15528 × 10⁴ 分 is 155.28 万元."""
    used = unit or MoneyUnit.WAN
    amount = Decimal(fen) / used.fen
    shown = amount if amount != amount.quantize(Decimal("0.01")) else amount.quantize(Decimal("0.01"))
    return f"{shown:f} {used.value}" if unit else f"{shown:f}"


def text(value: str) -> str:
    """Print a text, cut where it is too long to be quoted."""
    one_line = " ".join(value.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[:LONGEST]}…"


def _short(value: Decimal) -> str:
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


_PRINTED: Final[Mapping[str, Callable[[Any], str]]] = {
    "points": points,
    "rate": rate,
    "share": share,
    "times": times,
    "number": number,
    "text": text,
}


class _Filler(Formatter):
    """``str.format`` with the units of the field: ``{score:points}``, ``{executed:money}``, ``{target:text}``."""

    def __init__(self, unit: MoneyUnit | None, between: str) -> None:
        self._unit, self._between = unit, between

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 — the signature of Formatter
        if value is None:
            return NOTHING
        if isinstance(value, list | tuple):
            return self._between.join(self.format_field(item, format_spec) for item in value)
        if format_spec == "money":
            return money(value, self._unit)
        return _PRINTED[format_spec](value) if format_spec else str(value)


def fill(sentence: Text, facts: Mapping[str, Any], unit: MoneyUnit | None) -> Text:
    """Return the sentence with its facts filled in, in both languages."""
    zh, en = _Filler(unit, "、"), _Filler(unit, ", ")
    return Text(zh.vformat(sentence.zh, (), facts), en.vformat(sentence.en, (), facts))


def with_gaps(sentence: Text) -> Text:
    """Return the sentence as it is described in the catalogue: every fact a gap."""
    return Text(_gapped(sentence.zh), _gapped(sentence.en))


def _gapped(sentence: str) -> str:
    return "".join(text + ("〔…〕" if name else "") for text, name, _, _ in Formatter().parse(sentence))


def gaps(sentence: Text) -> Sequence[str]:
    """Return the names of the facts that a sentence needs."""
    parts = [*Formatter().parse(sentence.zh), *Formatter().parse(sentence.en)]
    return sorted({name for _, name, _, _ in parts if name})
