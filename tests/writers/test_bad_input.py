"""Texts that nobody should write and somebody will, in every field, format and layout."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.samples import real
from tests.writers.opened import member, workbook
from tests.writers.sheets import in_layout
from ziping.model.form import Form
from ziping.writers import layouts, writer

CONTROLS = "".join(map(chr, [*range(32), 0x7F, 0x85, 0xAD, 0x200E, 0x202E, 0x2066, 0x2028, 0xFFFE, 0xFFFF]))
EVIL = f"{CONTROLS}=cmd|'/c'!A0 <b>&amp; \" ' ]]> _x0041_ {{x}} {{{{7*7}}}} #let $x$ \\u0041 甲"
EVERY_LAYOUT = pytest.mark.parametrize("key", layouts())
EVERY_FORMAT = pytest.mark.parametrize("name", ["csv", "docx", "html", "json", "parquet", "pdf", "xlsx"])


def filled(text: str) -> Form:
    """Return a form that has the text wherever a text can be."""
    form = real("2023/1")
    names = ("level1", "level2", "level3", "target", "actual", "deviation")
    texts = dict.fromkeys(names, text)
    head = dict.fromkeys(
        ("project", "project_code", "competent_department", "implementing_unit", "title", "grade"), text
    )
    return form.model_copy(
        update={
            **head,
            "goal": form.goal.model_copy(update={"expected": text, "actual": text}),
            "indicators": tuple(it.model_copy(update=texts) for it in form.indicators),
            "funds": tuple(it.model_copy(update={"label": text}) for it in form.funds),
        }
    )


@EVERY_LAYOUT
@EVERY_FORMAT
def test_hostile_texts_give_a_file_in_every_format_and_layout(name: str, key: str) -> None:
    data = writer(name).write(in_layout(filled(EVIL), layouts()[key]))
    assert len(data) > 500


@EVERY_FORMAT
def test_every_cell_may_hold_a_long_text(name: str) -> None:
    long = (
        "很长的文字，" * (20_000 // 6)
        if name in {"docx", "html", "json", "csv", "xlsx"}
        else "很长的文字，" * 1000
    )
    assert writer(name).write(in_layout(filled(long), layouts()["mof-2020"]))


@EVERY_LAYOUT
def test_packages_of_hostile_texts_are_well_formed(key: str) -> None:
    sheet = in_layout(filled(EVIL), layouts()[key])
    for name in ("docx", "xlsx"):
        data = writer(name).write(sheet)
        with ZipFile(BytesIO(data)) as packed:
            for part in packed.namelist():
                member(data, part)


def test_no_text_becomes_a_formula() -> None:
    for begin in ("=1+1", "+1", "-1", "@x", "{=1}", "\t=1"):
        page = workbook(writer("xlsx").write(in_layout(filled(begin), layouts()["mof-2020"])))["自评表"]
        assert not page.formulas
