"""Mutate the sample documents and read them in the sandbox: none may crash the parent, hang or go unexplained.

``python tools/fuzz.py --times 5000 --seed 1`` prints what came of them and ends with 1 where something is wrong: a reading
that took longer than allowed, an error that is no sentence, or a mistake of ours that only the worker's last door caught.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ziping.model.errors import ZipingError
from ziping.readers import Source
from ziping.readers.sandbox import PLAIN, OverstepError, RefusedError, Sandbox

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ROOT / "tests" / "readers" / "documents"
FORMATS = (
    "twelve.docx",
    "twelve.xlsx",
    "twelve-numeric-cells.xlsx",
    "twelve.xls",
    "twelve.html",
    "twelve-from-xlsx.pdf",
    "twelve-page-breaks.pdf",
    "twelve-experimental.ofd",
    "encrypted-empty-password.pdf",
)
"""Not those that are read by LibreOffice or by recognition: these take seconds each."""
WORDS = (
    b"0",
    b"-1",
    b"99999999999",
    b"1e999",
    b"NaN",
    b"\xff\xfe",
    b"<",
    b"&#0;",
    b"]]>",
    b"/",
    b"\0",
    b"'\"",
)

Mutation = Callable[[random.Random, bytearray], None]


def flip(chance: random.Random, data: bytearray) -> None:
    """Change some bytes."""
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(chance: random.Random, data: bytearray) -> None:
    """Cut the end off."""
    del data[chance.randrange(len(data)) :]


def drop(chance: random.Random, data: bytearray) -> None:
    """Take a piece out."""
    at = chance.randrange(len(data))
    del data[at : at + chance.randint(1, 5000)]


def double(chance: random.Random, data: bytearray) -> None:
    """Repeat a piece."""
    at = chance.randrange(len(data))
    piece = data[at : at + chance.randint(1, 3000)]
    data[at:at] = piece * chance.randint(1, 20)


def insert(chance: random.Random, data: bytearray) -> None:
    """Put absurd values between or in place of the bytes."""
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.choice((0, 1, 4))] = chance.choice(WORDS)


def within(chance: random.Random, data: bytearray) -> None:
    """Mutate a member of a zip, so that its checksum is right."""
    try:
        with ZipFile(BytesIO(bytes(data))) as held:
            members = {name: held.read(name) for name in held.namelist()}
    except BadZipFile:
        return flip(chance, data)
    name = chance.choice([name for name in members if name.endswith(".xml")])
    inner = bytearray(members[name])
    chance.choice((flip, cut, drop, double, insert))(chance, inner)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as held:
        for other, content in {**members, name: bytes(inner)}.items():
            held.writestr(other, content)
    data[:] = made.getvalue()
    return None


MUTATIONS: tuple[Mutation, ...] = (flip, cut, drop, double, insert, within, within, within)


def mutated(name: str, seed: int) -> bytes:
    """Return the document with one mutation, the same for the same seed."""
    chance = random.Random(f"{name}{seed}")  # noqa: S311 — chance that can be repeated
    data = bytearray((DOCUMENTS / name).read_bytes())
    chance.choice(MUTATIONS)(chance, data)
    return bytes(data)


def outcome(sandbox: Sandbox, source: Source) -> tuple[str, str]:
    """Return what came of it in a word, and what is wrong with that."""
    try:
        forms = sandbox.read(source).forms
    except OverstepError as error:
        return "overstep", "" if error.text.zh else "no sentence"
    except RefusedError as error:
        return error.kind, error.cause
    except ZipingError as error:
        return type(error).__name__, "not from the worker"
    return "read in part" if len(forms) < 12 else "read", ""  # noqa: PLR2004 — the documents have twelve forms


def main(arguments: list[str]) -> int:
    """Run the mutations and print the table."""
    parser = argparse.ArgumentParser(description="Mutate the sample documents and read them in the sandbox.")
    parser.add_argument("--times", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    counts: Counter[tuple[str, str]] = Counter()
    wrong, slowest = [], 0.0
    with Sandbox() as sandbox:
        for number in range(asked.times):
            name = FORMATS[number % len(FORMATS)]
            seed = asked.seed * 1_000_000 + number
            started = time.monotonic()
            came, fault = outcome(sandbox, Source(name, mutated(name, seed)))
            took = time.monotonic() - started
            slowest = max(slowest, took)
            counts[name, came] += 1
            if fault or took > PLAIN.wall_seconds + 5:
                wrong.append(f"{name} seed {seed}: {came} {fault} {took:.1f} s")
    for (name, came), count in sorted(counts.items()):
        print(f"{name:32} {came:24} {count:6}")
    print(f"{asked.times} mutations, slowest {slowest:.1f} s, wrong {len(wrong)}", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
