"""What cannot be read gives one sentence in two languages: the file, what is wrong, what to do."""

import time

import pytest

from tests.readers.tables import WHOLE, forms
from ziping.model.errors import ZipingError
from ziping.readers import Source, read
from ziping.readers.extract.refusals import BrokenFileError
from ziping.readers.extract.text import (
    MOST_BYTES,
    MOST_CELLS,
    PlainText,
    TextTooLargeError,
    UndecodableError,
    decoded,
)
from ziping.readers.reading import EmptyFileError, NoFormError, UnsupportedTypeError

CASES = {
    "empty": (b"", EmptyFileError, "文件是空的"),
    "blank": (b" \n\t\r\n", EmptyFileError, "文件是空的"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", BrokenFileError, "PDF 文件已损坏或不完整"),
    "zip": (b"PK\x03\x04" + bytes(40), BrokenFileError, "文件包已损坏或不完整"),
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), BrokenFileError, "Office 文档已损坏或不完整"),
    "nul": (b"abc\0def", UnsupportedTypeError, "二进制文件"),
    "controls": (bytes(range(1, 32)) * 50, UnsupportedTypeError, "二进制文件"),
    "undecodable": ("预算\n".encode() + b"\xff\x80", UndecodableError, "另存为 UTF-8"),
    "prose": ("今天天气很好。".encode(), NoFormError, "没有找到绩效自评表"),
    "huge": (b"\xe9\xa1\xb9" * (50_000_000 // 3), TextTooLargeError, "超过上限 20000000 字节"),
    "many cells": (b"x\t" * (MOST_CELLS + 1), TextTooLargeError, "超过上限 300000"),
}


@pytest.mark.parametrize(("data", "error", "says"), CASES.values(), ids=CASES)
def test_one_clear_sentence(data: bytes, error: type[ZipingError], says: str) -> None:
    with pytest.raises(error) as raised:
        read(Source("报表.txt", data))
    chinese, english = raised.value.text.zh, raised.value.text.en
    assert says in chinese
    assert chinese.startswith("报表.txt：")
    assert english.startswith("报表.txt: ")
    assert "；" in chinese
    assert "\n" not in chinese + english


def test_why_there_is_no_form() -> None:
    with pytest.raises(NoFormError, match="缺少标题和项目名称、项目资金表头、年度总体目标；"):
        read(Source("a.txt", "一级指标\t二级指标\t三级指标\n".encode()))


def test_a_title_in_a_list_of_contents_is_no_form() -> None:
    with pytest.raises(NoFormError, match="缺少项目资金表头、年度总体目标、绩效指标表头"):
        read(Source("a.txt", "目录\n项目支出绩效自评表\n第一部分\n".encode()))


@pytest.mark.parametrize("kind", ["bytes", "cells"])
def test_limits_are_parameters(kind: str) -> None:
    small = PlainText(most_bytes=10) if kind == "bytes" else PlainText(most_cells=10)
    with pytest.raises(TextTooLargeError, match="超过上限 10"):
        next(small.grids(Source("a.txt", b"x\t" * 11)))


def test_a_character_cut_off_at_the_end_is_marked_and_the_form_read() -> None:
    data = (WHOLE + "评价等级\t优").encode()[:-1]
    assert decoded(Source("a.txt", data)).endswith("\ufffd")
    assert forms(data)[0].project == "绿化养护"


def test_stray_control_characters_and_form_feeds_are_blanks() -> None:
    assert forms(WHOLE.replace("绿化养护", "绿化\x07养护\x0c")) == forms(
        WHOLE.replace("绿化养护", "绿化 养护")
    )


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a 1, <p ", "项目 资金 ", "绩效指标情况\n" * 10 + "-" * 1000])
def test_20_mb_without_a_form_come_back_soon(piece: str) -> None:
    data = (piece.encode() * (MOST_BYTES // len(piece.encode())))[:MOST_BYTES]
    started = time.process_time()
    with pytest.raises(ZipingError):
        read(Source("big.txt", data))
    assert time.process_time() - started < 90, (
        "reading takes time in proportion to the text, not to its square"
    )
