"""How fast documents become cells and forms, against the usual libraries, and what the bounded process costs.

CPU seconds of the best of several runs on the twelve known forms, ours and theirs in turns; other libraries are measured
where they are installed (``pip install pdfplumber openpyxl python-docx``) and only give their cells. Then a folder of
mixed files, some broken, is read by all cores. Ratios hold on a busy machine, times and cores only on a quiet one.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ziping.app.documents import open_documents
from ziping.readers import Source, read
from ziping.readers.discovery import extractors
from ziping.readers.extract.package import package_of
from ziping.readers.extract.recognition import is_installed
from ziping.readers.sandbox import ALL, Sandbox
from ziping.readers.sandbox.answers import answer_to

DOCUMENTS = Path(__file__).resolve().parents[1] / "tests" / "readers" / "documents"
FORMS = 12
RUNS = 7
DIGITAL = (
    "twelve.docx",
    "twelve.xlsx",
    "twelve.xls",
    "twelve.html",
    "twelve-from-xlsx.pdf",
    "twelve-page-breaks.pdf",
    "twelve-experimental.ofd",
)
SMALL = "encrypted-empty-password.pdf"
RARE = 50
"""One file of so many goes through LibreOffice, which takes its seconds."""


def source(name: str) -> Source:
    """Return the document."""
    return Source(name, (DOCUMENTS / name).read_bytes())


def best(*works: Callable[[], object], clock: Callable[[], float] = time.process_time) -> list[float]:
    """Return the seconds of the fastest run of each; they take turns, so that a busy machine is busy for all."""
    for work in works:
        work()
    return [min(times) for times in zip(*(_round(works, clock) for _ in range(RUNS)), strict=True)]


def _round(works: Iterable[Callable[[], object]], clock: Callable[[], float]) -> list[float]:
    spent = []
    for work in works:
        package_of.cache_clear()
        start = clock()
        work()
        spent.append(clock() - start)
    return spent


def cells_of(document: Source) -> int:
    """Return how many cells the document has."""
    extractor = max(extractors(), key=lambda held: held.likes(document))
    return sum(len(row) for grid in extractor.grids(document) for row in grid.rows)


def by_pdfplumber(data: bytes) -> int:
    """Read all tables of a PDF with pdfplumber."""
    with import_module("pdfplumber").open(BytesIO(data)) as held:
        return sum(len(table) for page in held.pages for table in page.extract_tables())


def by_openpyxl(data: bytes) -> int:
    """Read all cells of a workbook with openpyxl, formats and merged ranges included."""
    book = import_module("openpyxl").load_workbook(BytesIO(data))
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)


def by_python_docx(data: bytes) -> int:
    """Read all cells of a Word document with python-docx, merged ones once."""
    document: Any = import_module("docx").Document(BytesIO(data))
    rows = (row for table in document.tables for row in table.rows)
    return sum(len(cell.text) for row in rows for cell in {held._tc: held for held in row.cells}.values())  # noqa: SLF001


PEERS = {
    ".pdf": ("pdfplumber", by_pdfplumber),
    ".xlsx": ("openpyxl", by_openpyxl),
    ".docx": ("docx", by_python_docx),
}


def peer(document: Source) -> tuple[str, Callable[[], int] | None]:
    """Return the usual library for this type of file, if there is one, and its work where it is installed."""
    name, work = PEERS.get(Path(document.name).suffix, ("", None))
    if work is None or find_spec(name) is None:
        return name, None
    return name, lambda: work(document.data)


def formats() -> None:
    """Print what each format takes, as cells like the usual library and as whole forms."""
    print(f"{'':26}{'cells ms':>9}{'forms/s':>9}{'read ms':>9}{'forms/s':>9}")
    for name in DIGITAL:
        document = source(name)
        library, work = peer(document)
        works = (partial(cells_of, document), partial(read, document), *((work,) if work else ()))
        cells, whole, *theirs = best(*works)
        figures = f"{cells * 1000:9.1f}{FORMS / cells:9.0f}{whole * 1000:9.1f}{FORMS / whole:9.0f}"
        print(f"{name:26}{figures}  {_compared(library, cells, whole, theirs)}")


def _compared(library: str, cells: float, whole: float, theirs: Sequence[float]) -> str:
    if not theirs:
        return library and f"{library} is not installed"
    took = theirs[0]
    return f"{library} {took * 1000:.1f} ms for its cells: {took / cells:.1f} times ours, {took / whole:.1f} times our forms"


def bounded() -> None:
    """Print what the bounded process adds to a file, cold and warm."""
    started = time.perf_counter()
    with Sandbox() as sandbox:
        list(sandbox.outcomes(source(SMALL)))
        print(f"first file in a new process {1000 * (time.perf_counter() - started):6.0f} ms")
        for name in (SMALL, *DIGITAL):
            document = source(name)
            works = (
                partial(answer_to, document, ALL),
                lambda held=document: list(sandbox.outcomes(held)),
            )
            plain, held = best(*works, clock=spent)
            print(f"   {name:30} adds {1000 * (held - plain):6.1f} CPU ms to {1000 * plain:6.1f}")


def mixed(folder: Path, count: int) -> None:
    """Fill the folder with files of all kinds, every tenth broken."""
    texts = [path.read_bytes() for path in sorted((DOCUMENTS.parents[2] / "samples").glob("*.txt"))]
    whole = [(name, source(name).data) for name in (*DIGITAL[:6], SMALL)]
    for number in range(count):
        name, data = whole[number % len(whole)]
        if number % RARE == 0:
            name, data = "twelve.ods", source("twelve.ods").data
        elif number % 10 == 1:
            data = data[: len(data) // 2]
        elif number % 10 == 2:  # noqa: PLR2004 — the third of ten
            name, data = "form.txt", texts[number % len(texts)]
        (folder / f"{number:04}-{name}").write_bytes(data)


def resident(process: int | str = "self") -> float:
    """Return the memory of a process, in MiB."""
    told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(told.split("VmRSS:")[1].split()[0]) / 1024


def children() -> list[str]:
    """Return the processes that this one started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [child for task in tasks for child in task.read_text(encoding="utf-8").split()]


def spent() -> float:
    """Return the CPU seconds of this process and of those that it started and that live."""
    tasks = (task for child in children() for task in Path(f"/proc/{child}/task").glob("*/schedstat"))
    return time.process_time() + sum(int(task.read_text(encoding="utf-8").split()[0]) for task in tasks) / 1e9


def folder(count: int) -> None:
    """Print how fast a folder of mixed files is read by all cores, and the memory as the files go by."""
    cores = os.cpu_count() or 1
    with TemporaryDirectory() as place:
        mixed(Path(place), count)
        started, before = time.perf_counter(), os.times()
        forms = broken = 0
        for number, document in enumerate(open_documents([Path(place)], workers=cores), 1):
            forms += len(document.forms)
            broken += document.error is not None
            if number in {count // 10, count // 2, count}:
                held = ", ".join(f"{resident(child):.0f}" for child in children())
                print(f"   after {number:5} files: this process {resident():.0f} MiB, its workers {held} MiB")
        took, now = time.perf_counter() - started, os.times()
    cpu = sum(now[:4]) - sum(before[:4])
    print(
        f"{count} mixed files on {cores} cores: {forms} forms, {broken} files without one, {cpu:.0f} CPU seconds, "
        f"{forms / cpu:.0f} forms a CPU second; {took:.0f} s, {cpu / took:.1f} cores busy at a load of {os.getloadavg()[0]:.0f}"
    )


def scan() -> None:
    """Print the seconds of a scanned page."""
    if not is_installed():
        print("scan: the extra ziping[ocr] is not installed")
        return
    document = source("scan-200dpi.pdf")
    cells_of(source("scan-200dpi-skewed.pdf"))
    started, wall = time.process_time(), time.perf_counter()
    cells_of(document)
    cpu, wall = time.process_time() - started, time.perf_counter() - wall
    pages = 4
    print(f"scan: {cpu / pages:.1f} CPU seconds, {wall / pages:.1f} seconds a page")


def main(arguments: list[str]) -> None:
    """Print the tables."""
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    formats()
    bounded()
    if "--quick" not in arguments:
        folder(1000)
        scan()


if __name__ == "__main__":
    main(sys.argv[1:])
