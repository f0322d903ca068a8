"""Reading in bounded processes: the same forms, and whatever goes wrong there is one sentence here."""

import sys
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from tests.readers.attacks import ATTACKS, docx, pdf, zipped
from tests.readers.extract.known import source
from tests.readers.extract.test_legacy import NEEDS_OFFICE
from tests.readers.tables import WHOLE
from ziping.model.errors import ZipingError
from ziping.readers import Source, read
from ziping.readers.extract.text import MOST_PLAIN
from ziping.readers.sandbox import PLAIN, Limits, OverstepError, Sandbox
from ziping.readers.sandbox.pool import RefusedError
from ziping.readers.sandbox.worker import Worker

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no resource limits on Windows")

SMALL = Limits(memory=700 << 20, cpu_seconds=60, wall_seconds=60, file_bytes=0, open_files=64)
FORM = Source("a.txt", WHOLE.encode() + b"\n" * MOST_PLAIN)
"""Too long to be read without a worker."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(2) as held:
        yield held


def refused(sandbox: Sandbox, data: bytes, name: str = "报表") -> ZipingError:
    with pytest.raises(ZipingError) as raised:
        sandbox.read(Source(name, data))
    assert raised.value.text.zh.startswith(f"{name}：")
    assert raised.value.text.en.startswith(f"{name}: ")
    assert "\n" not in raised.value.text.zh
    return raised.value


@pytest.mark.parametrize(
    "name", ["twelve.docx", "twelve.xlsx", "twelve.xls", "twelve.html", "twelve-from-xlsx.pdf"]
)
def test_the_same_forms_come_out(sandbox: Sandbox, name: str) -> None:
    assert sandbox.read(source(name)) == read(source(name))


@pytest.mark.slow
@NEEDS_OFFICE
def test_libreoffice_gets_more_room(sandbox: Sandbox) -> None:
    assert len(sandbox.read(source("twelve.doc")).forms) == 12


def test_a_refusal_is_the_same_sentence(sandbox: Sandbox) -> None:
    error = refused(sandbox, b"")
    assert isinstance(error, RefusedError)
    assert (error.kind, error.text.zh) == ("EmptyFileError", "报表：文件是空的；请换用有内容的文件")


SLOW = {
    "one node of 600 MB",
    "shared string of 600 MB",
    "12 million nodes",
    "stream of a gigabyte",
    "200,000 pages",
}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.slow] if n in SLOW else []) for n in ATTACKS]
)
def test_an_attack_is_one_sentence_and_harms_nobody(sandbox: Sandbox, name: str) -> None:
    file, make = ATTACKS[name]
    data = make()
    started = time.monotonic()
    refused(sandbox, data, file)
    assert time.monotonic() - started < PLAIN.wall_seconds
    assert sandbox.read(FORM).forms[0].project == "绿化养护"


def test_nothing_of_the_machine_leaks(sandbox: Sandbox) -> None:
    file, make = ATTACKS["external entity"]
    assert "root:" not in refused(sandbox, make(), file).text.zh


ENDLESS = pdf(b"BT /F 9 Tf " + b"(0123456789) Tj " * 8_000 + b"ET", pages=500)
"""Everything in it is allowed, and there is much of it."""
PATHS = b"0 0 m 9 9 l S\n" * 3_000_000


def test_memory_beyond_the_limit_is_told() -> None:
    with Sandbox(limits=SMALL) as small:
        error = refused(small, pdf(PATHS))
        assert isinstance(error, OverstepError)
        assert "内存超过上限 700 MB" in error.text.zh
        assert small.read(FORM).forms


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(2 << 30, 60, 1, 0, 64), "读取时间超过上限 1 秒"),
        (Limits(2 << 30, 1, 60, 0, 64), "处理器时间超过上限 1 秒"),
    ],
)
def test_time_beyond_the_limit_is_told(limits: Limits, says: str) -> None:
    with Sandbox(limits=limits) as small:
        assert small.read(FORM).forms
        error = refused(small, ENDLESS)
        assert says in error.text.zh
        assert small.read(FORM).forms


def test_a_worker_that_is_killed_is_not_asked_again() -> None:
    worker = Worker(PLAIN)
    list(worker.ask(FORM))
    worker._process.kill()  # noqa: SLF001 — as the system does when memory runs out
    with pytest.raises(OverstepError):
        list(worker.ask(FORM))
    assert not worker.is_alive


def test_documents_in_an_archive_are_read_one_by_one(sandbox: Sandbox) -> None:
    members = {"a.txt": WHOLE.encode(), "坏.docx": b"PK\x03\x04", "b/c.docx": source("twelve.docx").data}
    members["inner.zip"] = zipped({"a.txt": b"1"})
    found = list(sandbox.outcomes(Source("全部.zip", zipped(members))))
    assert [(o.source, len(o.forms)) for o in found] == [
        ("全部.zip/a.txt", 1),
        ("全部.zip/坏.docx", 0),
        ("全部.zip/b/c.docx", 12),
        ("全部.zip/inner.zip", 0),
    ]
    assert [o.error.text.zh.partition("；")[0] for o in found if o.error] == [
        "全部.zip/坏.docx：文件包已损坏或不完整，无法读取",
        "全部.zip/inner.zip：压缩包里的压缩包不再展开",
    ]


def test_a_breach_within_an_archive_costs_one_document() -> None:
    members = {"1.txt": WHOLE.encode(), "2.pdf": pdf(PATHS), "3.txt": WHOLE.encode()}
    with Sandbox(limits=SMALL) as small:
        found = list(small.outcomes(Source("a.zip", zipped(members))))
    assert [(o.source, len(o.forms), type(o.error)) for o in found] == [
        ("a.zip/1.txt", 1, type(None)),
        ("a.zip/2.pdf", 0, OverstepError),
        ("a.zip/3.txt", 1, type(None)),
    ]
    assert found[1].error is not None
    assert found[1].error.text.zh.startswith("a.zip/2.pdf：")


def test_many_documents_come_back_in_their_order(sandbox: Sandbox) -> None:
    sources = [Source(f"{n}.txt", WHOLE.replace("绿化养护", f"项目{n}").encode()) for n in range(30)]
    sources[7] = Source("7.docx", docx(""))
    found = list(sandbox.read_all(sources))
    assert [o.source for o in found] == [s.name for s in sources]
    assert [o.forms[0].project for o in found if o.forms] == [f"项目{n}" for n in range(30) if n != 7]


def test_threads_share_the_pool(sandbox: Sandbox) -> None:
    found: list[int] = []
    threads = [Thread(target=lambda: found.append(len(sandbox.read(FORM).forms))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8


def test_a_reading_that_is_left_half_way_ends_its_worker(sandbox: Sandbox) -> None:
    half = sandbox.outcomes(Source("a.zip", zipped({"1.txt": WHOLE.encode(), "2.txt": WHOLE.encode()})))
    assert next(half).forms
    half.close()  # type: ignore[attr-defined]
    assert sandbox.read(FORM).forms
