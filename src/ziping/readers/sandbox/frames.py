"""How the two processes talk: a length, a line of JSON, and in a request the bytes of the document."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Final

LONGEST: Final = 64 << 20
"""Bytes of the longest frame that is believed."""

_LENGTH: Final = struct.Struct(">Q")


def send(stream: IO[bytes], header: Mapping[str, object], data: bytes = b"") -> None:
    """Write one frame."""
    head = json.dumps(header, ensure_ascii=False).encode("utf-8", "surrogatepass")
    stream.write(_LENGTH.pack(len(head)))
    stream.write(head)
    if data:
        stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, object] | None:
    """Read the head of one frame; None where the stream ended or what comes is no frame."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(start)
    head = stream.read(length) if length <= LONGEST else b""
    try:
        value = json.loads(head.decode("utf-8", "surrogatepass")) if len(head) == length else None
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
