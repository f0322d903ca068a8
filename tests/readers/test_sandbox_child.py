"""The worker's side of the sandbox, tried within this process: what it answers, and how both sides talk."""

from io import BytesIO

import pytest

from tests.readers.attacks import zipped
from tests.readers.tables import WHOLE
from ziping.model.language import Text
from ziping.readers import Source
from ziping.readers.extract.room import RoomNeededError
from ziping.readers.extract.text import MOST_PLAIN
from ziping.readers.sandbox import Limits, answers
from ziping.readers.sandbox.frames import LONGEST, receive, send
from ziping.readers.sandbox.limits import PLAIN, has_grown
from ziping.readers.sandbox.pool import RefusedError, Sandbox
from ziping.readers.sandbox.worker import Worker

FREE = Limits(memory=1 << 40, cpu_seconds=10**6, wall_seconds=10**6, file_bytes=1 << 40, open_files=10**6)
FORM = Source("a.txt", WHOLE.encode() + b"\n" * MOST_PLAIN)


def asked(source: Source, first: int = 0, last: int = 0) -> list[answers.Answer]:
    return list(answers.answers_about(source, answers.Wanted(first, last), FREE))


def test_one_document() -> None:
    begin, form = asked(FORM)
    assert begin == {"begin": 0, "source": "a.txt"}
    assert form["number"] == 0
    assert isinstance(form["forms"], list)


def test_some_documents_of_an_archive() -> None:
    data = zipped(
        {f"{n}.txt": WHOLE.encode() for n in range(5)} | {"x.zip": zipped({"a": b""}), "y.txt": b""}
    )
    found = asked(Source("a.zip", data), first=3)
    assert [(a["source"], a.get("kind")) for a in found if "number" in a] == [
        ("a.zip/3.txt", None),
        ("a.zip/4.txt", None),
        ("a.zip/x.zip", "BrokenFileError"),
        ("a.zip/y.txt", "EmptyFileError"),
    ]
    assert [a["source"] for a in asked(Source("a.zip", data), 1, 2) if "number" in a] == ["a.zip/1.txt"]


@pytest.mark.parametrize(
    ("raised", "answer"),
    [
        (MemoryError(), {"breach": "memory"}),
        (RoomNeededError(Text("", "")), {"room": True}),
        (ZeroDivisionError("x"), {"kind": "BrokenFileError", "cause": "ZeroDivisionError('x')"}),
    ],
)
def test_whatever_is_raised_is_an_answer(
    raised: Exception, answer: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: Source, **__: object) -> None:
        raise raised

    monkeypatch.setattr(answers, "read", read)
    _, found = asked(FORM)
    assert answer.items() <= found.items()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 7,
        b"\0" * 8,
        (LONGEST + 1).to_bytes(8, "big") + b"{}",
        b"\0" * 7 + b"\x02[]",
        b"\0" * 7 + b"\x09{}",
    ],
)
def test_what_is_no_frame_is_none(data: bytes) -> None:
    assert receive(BytesIO(data)) is None


def test_frames_come_back() -> None:
    stream = BytesIO()
    send(stream, {"name": "表\udcff", "size": 3}, b"abc")
    stream.seek(0)
    assert receive(stream) == {"name": "表\udcff", "size": 3}
    assert stream.read() == b"abc"


def test_limits_come_back() -> None:
    assert Limits.from_json(PLAIN.to_json()) == PLAIN
    assert not has_grown(FREE)
    assert has_grown(Limits(1, 1, 1, 0, 1))


def test_forms_that_are_none_are_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object) -> list[dict[str, object]]:
        return [{"number": 0, "source": "a.txt", "forms": ['{"schema": "something else"}']}]

    monkeypatch.setattr(Worker, "ask", ask)
    with Sandbox() as sandbox, pytest.raises(RefusedError, match="没有读到任何表"):
        sandbox.read(FORM)
