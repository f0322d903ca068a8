"""How forms are drawn: by lots that anyone can draw again from the seed, with paper, or with three lines of any language.

The lot of a form is the SHA-256 of ``seed:key`` in hexadecimal, the key being the form's number in the system. Within each
stratum the forms with the smallest lots are taken: the share of the stratum, rounded up, at least one.
"""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

from ziping.model.language import Text


class Method(StrEnum):
    """How the strata are made."""

    RANDOM = "random"
    """By department alone: every form of a department has the same chance."""
    RISK = "risk"
    """By department, money and findings: more of those where more can be wrong."""


_RULES: Final = tomllib.loads((files("ziping.web.sampling") / "methods.toml").read_text("utf-8"))
METHODS: Final = {it: Text(_RULES[it]["zh"], _RULES[it]["en"]) for it in Method}
DESCRIPTIONS: Final = {it: Text(_RULES[it]["told_zh"], _RULES[it]["told_en"]) for it in Method}
LOTS: Final = Text(
    "每张表的签号为“种子:表的编号”的 SHA-256（十六进制）；各层内按签号从小到大取足名额。",
    "A form's lot is the SHA-256 of “seed:number of the form” in hexadecimal; the smallest lots of each stratum are taken.",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a form's chance depends on; the budget in 分."""

    key: str
    department: str
    budget: int | None
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Lot:
    """A form that was drawn, with its stratum and its lot."""

    key: str
    stratum: str
    lot: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: how many forms it has and how many of them are drawn."""

    name: str
    size: int
    taken: int


def lot(seed: str, key: str) -> str:
    """Return the lot of a form."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def fingerprint(candidates: Iterable[Candidate]) -> str:
    """Return a hash of all that a draw depends on, so that a later one can be seen to be of the same forms."""
    told = "\n".join(
        sorted(f"{it.key} {it.department} {it.budget} {it.errors} {it.warnings}" for it in candidates)
    )
    return hashlib.sha256(told.encode()).hexdigest()


def draw(
    method: Method, seed: str, share: int, candidates: Sequence[Candidate]
) -> tuple[list[Lot], list[Stratum]]:
    """Draw ``share`` per cent by lots; return the forms drawn and the strata, both in order."""
    strata: dict[str, list[Candidate]] = defaultdict(list)
    for it in candidates:
        strata[_stratum(method, it)].append(it)
    drawn: list[Lot] = []
    counted: list[Stratum] = []
    for name, held in sorted(strata.items()):
        taken = _taken(method, share, held)
        ordered = sorted((lot(seed, it.key), it.key) for it in held)
        drawn += [Lot(key, name, number) for number, key in ordered[:taken]]
        counted.append(Stratum(name, len(held), taken))
    return drawn, counted


def _money(it: Candidate) -> dict[str, Any]:
    """Return the band of money, the lowest where the budget is not known."""
    bands: list[dict[str, Any]] = _RULES[Method.RISK]["money"]
    return next(band for band in bands if (it.budget or 0) >= band.get("from", 0))


def _risk(it: Candidate) -> dict[str, Any]:
    bands: list[dict[str, Any]] = _RULES[Method.RISK]["findings"]
    return next(band for band in bands if "worst" not in band or getattr(it, band["worst"]))


def _stratum(method: Method, it: Candidate) -> str:
    if method is Method.RANDOM:
        return it.department
    return f"{it.department} · {_money(it)['name']} · {_risk(it)['name']}"


def _taken(method: Method, share: int, held: Sequence[Candidate]) -> int:
    times = _money(held[0])["times"] * _risk(held[0])["times"] if method is Method.RISK else 1
    return max(1, -(-len(held) * min(100, share * times) // 100))
