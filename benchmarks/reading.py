"""How fast documents become cells and forms, against the usual libraries, and what the bounded process costs.

CPU seconds of the best of several runs on the twelve known forms; other libraries are measured where they are installed
(``pip install pdfplumber openpyxl python-docx``) and only give their cells. The table is only as quiet as the machine.
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

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


def source(name: str) -> Source:
    """Return the document."""
    return Source(name, (DOCUMENTS / name).read_bytes())


def best(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds of the fastest run."""
    work()
    spent = []
    for _ in range(RUNS):
        package_of.cache_clear()
        start = clock()
        work()
        spent.append(clock() - start)
    return min(spent)


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


def peer(document: Source, ours: float) -> str:
    """Return how much longer the usual library takes."""
    name, work = PEERS.get(Path(document.name).suffix, ("", None))
    if work is None:
        return ""
    if find_spec(name) is None:
        return f"{name} is not installed"
    theirs = best(lambda: work(document.data))
    return f"{name} {theirs * 1000:7.1f} ms, {theirs / ours:5.1f} times as long"


def formats() -> None:
    """Print what each format takes."""
    print(f"{'':26}{'cells ms':>9}{'forms/s':>9}{'read ms':>9}{'forms/s':>9}")
    for name in DIGITAL:
        document = source(name)
        cells, whole = best(lambda d=document: cells_of(d)), best(lambda d=document: read(d))  # type: ignore[misc]
        figures = f"{cells * 1000:9.1f}{FORMS / cells:9.0f}{whole * 1000:9.1f}{FORMS / whole:9.0f}"
        print(f"{name:26}{figures}  {peer(document, cells)}")


def bounded() -> None:
    """Print what the bounded process adds to a file, cold and warm."""
    started = time.perf_counter()
    with Sandbox() as sandbox:
        list(sandbox.outcomes(source(SMALL)))
        print(f"first file in a new process {1000 * (time.perf_counter() - started):6.0f} ms")
        for name in (SMALL, *DIGITAL):
            document = source(name)
            plain = best(lambda d=document: answer_to(d, ALL), time.perf_counter)  # type: ignore[misc]
            held = best(lambda d=document: list(sandbox.outcomes(d)), time.perf_counter)  # type: ignore[misc]
            print(f"   {name:30} adds {1000 * (held - plain):6.1f} ms to {1000 * plain:6.1f}")


def folder(count: int) -> None:
    """Print how fast many mixed files are read by all cores, and the memory of this process."""
    resource = import_module("resource")
    names = (*DIGITAL[:5], SMALL)
    sources = (source(names[number % len(names)]) for number in range(count))
    started = time.perf_counter()
    with Sandbox(workers=2) as sandbox:
        forms = sum(len(outcome.forms) for outcome in sandbox.read_all(sources))
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} mixed files, {forms} forms: {took:.1f} s, {forms / took:.0f} forms/s, this process {peak:.0f} MiB"
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
    formats()
    bounded()
    if "--quick" not in arguments:
        folder(1000)
        scan()


if __name__ == "__main__":
    main(sys.argv[1:])
