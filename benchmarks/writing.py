"""How fast official forms are written, as a table of ratios from one run.

``python benchmarks/writing.py [ROUNDS]``: the twelve real forms ROUNDS times, each time with other texts. CPU seconds of this process and, for
LibreOffice, of its children; one core.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from time import process_time

import docx
from docx.table import Table as WordTable

from ziping.app.documents import Document, open_documents
from ziping.app.writing import Order, formats_named, scores_of, write_forms
from ziping.model.form import Form, SourcedForm
from ziping.writers import Sheet, layout_for, writer
from ziping.writers.fonts import NoChineseFontError

DOCUMENTS = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
MANY = 1000
ARCHIVE = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
"""The filter of LibreOffice for what our own PDF is: an archive file with tags."""


@cache
def twelve() -> tuple[SourcedForm, ...]:
    """Return the forms of the sample documents."""
    return tuple(form for document in open_documents(DOCUMENTS) for form in document.forms)


@dataclass(frozen=True)
class Measured:
    """What one way of writing took."""

    name: str
    forms: int
    seconds: float

    @property
    def rate(self) -> float:
        """Return forms per CPU second."""
        return self.forms / self.seconds


def measured(name: str, write: Callable[[Sheet], object], sheets: Sequence[Sheet]) -> Measured:
    """Write one sheet to warm up, then all on the clock."""
    write(sheets[0])
    begun = process_time()
    for sheet in sheets:
        write(Sheet(sheet.form, sheet.layout, sheet.scores))
    return Measured(name, len(sheets), process_time() - begun)


def changed(form: Form, count: int) -> Form:
    """Return the form with other texts, so that nothing set before helps."""
    goal = form.goal.model_copy(update={"actual": f"{count}、{form.goal.actual}"})
    indicators = (
        it.model_copy(update={"level3": f"{it.level3}{count}", "deviation": f"{count}{it.deviation or ''}"})
        for it in form.indicators
    )
    new = {"project": f"{count}{form.project}", "goal": goal, "indicators": tuple(indicators)}
    return form.model_copy(update=new)


def merged_cell_by_cell(sheet: Sheet) -> bytes:
    """Write the same tables with python-docx, merging cell by cell."""
    document, table = docx.Document(), sheet.table
    document.add_paragraph(table.title)
    document.add_paragraph(table.year)
    for part in table.parts:
        made = document.add_table(part.rows, len(table.widths), style="Table Grid")
        for cell in table.cells:
            if part.first <= cell.row < part.end:
                merge(made, cell.row - part.first, cell.column, cell.rows, cell.columns, cell.text)
        document.add_paragraph()
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def merge(table: WordTable, row: int, column: int, rows: int, columns: int, text: str) -> None:
    """Merge one range and put the text in."""
    first, last = table.cell(row, column), table.cell(row + rows - 1, column + columns - 1)
    first.merge(last).text = text


def office(name: str, to: str, sheets: Sequence[Sheet]) -> Measured | None:
    """Have LibreOffice convert the documents of all forms in one batch; None where it is missing."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.docx" for number in range(len(sheets))]
        for file, sheet in zip(files, sheets, strict=True):
            file.write_bytes(writer("docx").write(sheet))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", folder]
        subprocess.run([*command, str(files[0])], check=True, capture_output=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(name, len(sheets), seconds)


def documents() -> Iterator[Document]:
    """Yield a thousand forms, in documents of twelve, each with a project of its own."""
    for batch in range(-(-MANY // len(twelve()))):
        forms = (changed(it.form, batch) for it in twelve())
        held = [
            SourcedForm(source=str(batch), number=number, form=form) for number, form in enumerate(forms, 1)
        ]
        yield Document(str(batch), tuple(held[: MANY - batch * len(held)]))


def peak() -> int:
    """Return the most memory that this process ever took, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def many() -> None:
    """Write a thousand forms in three formats and watch the memory."""
    with tempfile.TemporaryDirectory() as folder:
        begun, peaks = process_time(), []
        order = Order(formats_named("docx,xlsx,pdf"), Path(folder))
        for number, _ in enumerate(write_forms(documents(), order), 1):
            if number % MANY == 0:
                peaks.append(peak())
        seconds = process_time() - begun
    print(f"\n{MANY} forms in docx, xlsx and pdf: {seconds:.1f} s CPU, {MANY / seconds:.0f} forms/s")
    print("peak memory after each third, MiB:", *peaks)


def row(entry: Measured, base: Measured | None = None) -> None:
    """Print one line of the table."""
    ratio = f"{entry.rate / base.rate:6.1f} ×" if base else ""
    print(f"{entry.name:<34}{entry.rate:>10.1f}{1000 * entry.seconds / entry.forms:>12.2f}   {ratio}")


def main() -> None:
    """Print the table."""
    pairs = list(zip(twelve(), scores_of(twelve()), strict=True))
    sheets = [
        Sheet(changed(entry.form, count), layout_for(entry.form), scores)
        for count in range(1, ROUNDS + 1)
        for entry, scores in pairs
    ]
    print(f"{'':<34}{'forms/s':>10}{'ms/form':>12}   ratio")
    merged = measured("DOCX, python-docx cell by cell", merged_cell_by_cell, sheets)
    row(merged)
    row(measured("DOCX", writer("docx").write, sheets), merged)
    row(measured("XLSX", writer("xlsx").write, sheets))
    plain = office("LibreOffice, DOCX → PDF", "pdf", sheets)
    tagged = office("LibreOffice, DOCX → PDF/A, tagged", ARCHIVE, sheets)
    for converted in filter(None, (plain, tagged)):
        row(converted)
    try:
        set_by_typst = measured("PDF/A, tagged", writer("pdf").write, sheets)
    except NoChineseFontError as none:
        print(none)
    else:
        for base in (plain, tagged):
            row(set_by_typst, base)
    for name in ("html", "json", "csv", "parquet"):
        row(measured(name.upper(), writer(name).write, sheets))
    many()


if __name__ == "__main__":
    main()
