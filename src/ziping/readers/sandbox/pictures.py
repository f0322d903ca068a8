"""Pages of a PDF as pictures, drawn in a bounded process of their own: whoever asks never opens the file himself.

Run as a program it answers one request: a PDF on standard input, the limits and the number of a page as arguments. It
writes the number of pages in eight bytes, then the page as PNG.
"""

import struct
import subprocess
import sys
import zlib
from dataclasses import dataclass
from typing import Final

from pypdfium2 import PdfBitmap, PdfDocument, PdfiumError

from ziping.model.language import Text
from ziping.readers.grid import Source
from ziping.readers.sandbox.limits import PLAIN, Limits, begin_document, bind
from ziping.readers.sandbox.worker import OverstepError

DOTS: Final = 110
"""Per inch of a page as it is shown; fewer where the page is huge."""
_MOST_PIXELS: Final = 12_000_000
_COUNT: Final = struct.Struct(">Q")
_POINTS: Final = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG, and how many pages there are."""

    pages: int
    png: bytes


def picture(source: Source, page: int, limits: Limits = PLAIN) -> Picture:
    """Return a page, counted from 1; raise ``OverstepError`` when it cannot be drawn within the limits."""
    arguments = [sys.executable, "-P", "-m", __spec__.name, limits.to_json(), str(page)]
    try:
        done = subprocess.run(  # noqa: S603 — this Python and this module
            arguments,
            input=source.data,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as overdue:
        raise _not_drawn(source) from overdue
    if done.returncode or len(done.stdout) <= _COUNT.size:
        raise _not_drawn(source)
    (pages,) = _COUNT.unpack_from(done.stdout)
    return Picture(pages, done.stdout[_COUNT.size :])


def _not_drawn(source: Source) -> OverstepError:
    return OverstepError(
        Text(
            f"{source.name}：页面无法显示，文件可能已损坏、加密或过大；可下载后用原软件打开",
            f"{source.name}: the page cannot be shown; the file may be broken, encrypted or too large",
        )
    )


def main(arguments: list[str]) -> int:
    """Draw one page within the limits; return 1 for a page that is not there or a file that is no PDF."""
    limits, number = Limits.from_json(arguments[0]), int(arguments[1])
    data = sys.stdin.buffer.read()
    bind(limits)
    begin_document(limits)
    try:
        document = PdfDocument(data)
        if not 1 <= number <= len(document):
            return 1
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DOTS / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        drawn = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
    except PdfiumError:
        return 1
    sys.stdout.buffer.write(_COUNT.pack(len(document)) + png(drawn))
    return 0


def png(drawn: PdfBitmap) -> bytes:
    """Return the pixels, red before green before blue, as PNG."""
    pixels, wide = bytes(drawn.buffer), drawn.width * drawn.n_channels
    rows = (pixels[at : at + wide] for at in range(0, drawn.height * drawn.stride, drawn.stride))
    kind = {1: 0, 3: 2, 4: 6}[drawn.n_channels]
    head = struct.pack(">IIBBBBB", drawn.width, drawn.height, 8, kind, 0, 0, 0)
    body = zlib.compress(b"".join(b"\x00" + row for row in rows), 6)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
