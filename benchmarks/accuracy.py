"""How exactly the twelve known forms are read from every kind of file, field by field against what a person read in them.

A field is a value that the truth or the reading has. ``exact`` is as printed, ``alike`` the same but for blanks and the
width of punctuation; of the others, ``wrong`` differ, ``missing`` were not read, ``invented`` stand nowhere; ``silent`` are
those of the wrong and invented at which no problem of the form points. Recognised pages also get a score for the
characters of their numbers. ``--no-scans`` leaves those out: a page takes five seconds.

The two PDFs are also read as if nobody had drawn the lines of their tables, or only those between their rows. Each part of
such a form has a problem that says so; it is left aside here, so that ``silent`` counts what no other problem points at.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ziping.model.errors import ZipingError
from ziping.model.form import Form
from ziping.readers import Source, read
from ziping.readers.extract.pages import Pages
from ziping.readers.extract.pdfium import pages_of
from ziping.readers.extract.recognition import is_installed
from ziping.readers.notices import with_notices
from ziping.readers.reading import forms_of

READERS = Path(__file__).resolve().parents[1] / "tests" / "readers"
DIGITAL = (
    "twelve.docx",
    "twelve.xlsx",
    "twelve-numeric-cells.xlsx",
    "twelve.xls",
    "twelve.html",
    "twelve-from-xlsx.pdf",
    "twelve-page-breaks.pdf",
    "twelve-experimental.ofd",
    "twelve.doc",
    "twelve.ods",
)
UNRULED = {"without lines": (False, False), "only between rows": (True, False)}
"""Whether the horizontal and the vertical lines of a PDF are kept."""
SCANS = ("scan-200dpi.pdf", "scan-200dpi-skewed.pdf")
FORMATTED = {"twelve-numeric-cells.xlsx", "twelve.xls", "twelve.ods"}
"""Files in which the number format of one cell prints 80 % with two decimals."""
NOT_PRINTED = {"scan-200dpi-skewed.pdf": {"/grade"}}
"""What stands on a page that the file does not have."""
KINDS = ("exact", "alike", "wrong", "missing", "invented", "silent")

Fields = dict[str, str]


def truths() -> list[dict[str, Any]]:
    """Return what a person read, form by form."""
    names = ("shanghai-2023", "shanghai-2020")
    texts = ((READERS / "samples" / f"{name}.truth.json").read_text("utf-8") for name in names)
    return [form for text in texts for form in json.loads(text)]


def fields(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield pointer and text of every value that is not null."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"schema", "places", "problems"}:
                yield from fields(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from fields(inner, f"{pointer}/{number}")
    elif value is not None:
        yield pointer, str(value)


def bare(text: str) -> str:
    """Return the text in half width without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@dataclass
class Score:
    """What came of one file."""

    counted: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    """Of the numbers in the truth."""
    faults: int = 0
    """Characters of numbers to be changed, added or removed."""
    examples: list[str] = field(default_factory=list)

    def take(self, truth: Fields, form: Form) -> None:
        """Compare a form with the truth."""
        found = dict(fields(json.loads(form.to_json())))
        for pointer in truth.keys() | found.keys():
            self._take(pointer, truth.get(pointer), found.get(pointer), form)

    def miss(self, truth: Fields) -> None:
        """Count a form that was not found at all."""
        for value in truth.values():
            self._count_number(value, None)
        self.counted["missing"] += len(truth)
        self.counted["fields"] += len(truth)

    def _take(self, pointer: str, true: str | None, read_as: str | None, form: Form) -> None:
        self._count_number(true, read_as)
        kind = _kind(true, read_as)
        self.counted[kind] += 1
        self.counted["fields"] += 1
        if kind in {"wrong", "invented"} and not _is_told(pointer, form):
            self.counted["silent"] += 1
        if kind not in {"exact", "alike"}:
            self.examples.append(f"{form.project} {pointer}: {true!r} read as {read_as!r}")

    def _count_number(self, true: str | None, read_as: str | None) -> None:
        if true is not None and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", true):
            self.characters += len(true)
            self.faults += distance(true, read_as or "")


def _kind(true: str | None, read_as: str | None) -> str:
    if true is None or read_as is None:
        return "invented" if true is None else "missing"
    if true == read_as:
        return "exact"
    return "alike" if bare(true) == bare(read_as) else "wrong"


def _is_told(pointer: str, form: Form) -> bool:
    """Tell whether a problem points at the value, or at its row or table."""
    return any(it.pointer and f"{pointer}/".startswith(f"{it.pointer}/") for it in form.problems)


def distance(first: str, second: str) -> int:
    """Return how many characters have to be changed, added or removed."""
    row = list(range(len(second) + 1))
    for number, one in enumerate(first, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(second, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (one != other))
    return row[-1]


def scored(name: str, expected: Mapping[str, Fields], kept: tuple[bool, bool] | None = None) -> Score:
    """Read a file and compare its forms with those of the same project."""
    score = Score()
    document = Source(name, (READERS / "documents" / name).read_bytes())
    forms = read(document).forms if kept is None else unruled(name, kept)
    wanted = dict(expected) if name in DIGITAL else {}
    for form in forms:
        key = min(expected, key=lambda key: distance(key, bare(f"{form.project}{form.year}")))
        wanted.pop(key, None)
        score.take(expected[key], form)
    for truth in wanted.values():
        score.miss(truth)
    return score


def unruled(name: str, kept: tuple[bool, bool]) -> tuple[Form, ...]:
    """Read a PDF with none or only some of the lines that are drawn on its pages."""
    document = Source(name, (READERS / "documents" / name).read_bytes())
    pages = Pages(document)
    for page in pages_of(document):
        page.horizontals = page.horizontals if kept[0] else []
        page.verticals = page.verticals if kept[1] else []
        pages.add(page)
    grid = pages.grid()
    return tuple(map(_without_general_doubt, with_notices(forms_of(grid), grid)))


def _without_general_doubt(form: Form) -> Form:
    told = tuple(problem for problem in form.problems if "各栏按文字" not in problem.message)
    return form.model_copy(update={"problems": told})


def expected(name: str) -> dict[str, Fields]:
    """Return the fields of every known form as that file prints them, by project and year."""
    printed = {"80%": "80.00%"} if name in FORMATTED else {}
    unseen = NOT_PRINTED.get(name, ())
    found = [{p: printed.get(v, v) for p, v in fields(truth) if p not in unseen} for truth in truths()]
    return {bare(f"{truth['/project']}{truth['/year']}"): truth for truth in found}


def show(name: str, how: str = "") -> None:
    """Print the line of one file."""
    try:
        score = scored(name, expected(name), UNRULED.get(how))
    except ZipingError as error:
        print(f"{name:26} {error.text.en}")
        return
    total = score.counted["fields"]
    counts = "".join(f"{score.counted[kind]:9}" for kind in KINDS)
    right = (score.counted["exact"] + score.counted["alike"]) / total
    numbers = 1 - score.faults / score.characters
    print(f"{f'  {how}' if how else name:26}{total:8}{counts}{right:9.2%}{numbers:10.2%}")
    for example in score.examples[:10]:
        print(f"    {example}")


def main(arguments: list[str]) -> None:
    """Print the table."""
    print(f"{'':26}{'fields':>8}{''.join(f'{kind:>9}' for kind in KINDS)}{'right':>9}{'numbers':>10}")
    for name in DIGITAL:
        show(name)
        for how in UNRULED if name.endswith(".pdf") else ():
            show(name, how)
    if "--no-scans" in arguments:
        return
    if not is_installed():
        print("scans: the extra ziping[ocr] is not installed")
        return
    for name in SCANS:
        show(name)


if __name__ == "__main__":
    main(sys.argv[1:])
