"""Scans: recognised cell by cell where the extra is installed, a sentence where it is not."""

import pytest

from tests.readers.extract.known import cells, columns, grids, grids_of, source
from tests.readers.truth import bare, leaves, truths
from ziping.readers import Source
from ziping.readers.extract import pdf, scan
from ziping.readers.extract.recognition import is_installed
from ziping.readers.extract.refusals import BeyondLimitError, BrokenFileError, MissingProgramError

NEEDS_EXTRA = pytest.mark.skipif(not is_installed(), reason="the extra ziping[ocr] is not installed")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
JPEG = b"\xff\xd8\xff\xe0\x00\x10" + bytes(14) + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff" + bytes(20)


@pytest.mark.parametrize("name", ["scan-200dpi.pdf", "a.png"])
def test_without_the_extra_there_is_a_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (scan, pdf):
        monkeypatch.setattr(module, "is_installed", lambda: False)
    document = source(name) if name.endswith("pdf") else Source(name, PNG)
    with pytest.raises(MissingProgramError, match=r"pip install 'ziping\[ocr\]'"):
        grids_of(document)


@NEEDS_EXTRA
@pytest.mark.parametrize("data", [PNG + b"\xff" * 8, JPEG])
def test_a_picture_that_says_it_is_huge_is_not_unpacked(data: bytes) -> None:
    with pytest.raises(BeyondLimitError, match="图片像素数超过上限 60000000"):
        grids_of(Source("a.png", data))


@NEEDS_EXTRA
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_picture() -> None:
    with pytest.raises(BrokenFileError, match="图片已损坏"):
        grids_of(Source("a.png", PNG + bytes(30)))


@NEEDS_EXTRA
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "forms"), [("scan-200dpi.pdf", range(4)), ("scan-200dpi-skewed.pdf", [6])])
def test_every_number_is_recognised_in_a_cell_of_its_own(name: str, forms: list[int]) -> None:
    entries = [truths("shanghai-2023")[number] for number in forms]
    numbers = [
        v
        for entry in entries
        for p, v in leaves(entry)
        if p.endswith(("points", "score", "budget", "executed"))
    ]
    held = [bare(cell.text) for cell in cells(grids(name))]
    assert [number for number in numbers if isinstance(number, str) and number not in held] == []
    assert all(cell.confidence is not None for cell in cells(grids(name)) if cell.table)
    assert "服务对象满意度指标" in "".join(columns(grids(name)))
