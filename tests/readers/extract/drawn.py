"""Small PDFs drawn for one test each."""

from tests.readers.attacks import pdf

TEXTS = (("A", 110, 710), ("B", 210, 710), ("C", 110, 690), ("D", 210, 690))


def shown(texts: tuple[tuple[str, int, int], ...] = TEXTS) -> bytes:
    return b"".join(b"BT /F 9 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode()) for text, x, y in texts)


def strokes(colour: bytes = b"0 G") -> bytes:
    """Draw the lines of two rows and two columns."""
    across = b"".join(b"100 %d m 300 %d l S\n" % (y, y) for y in (680, 700, 720))
    return colour + b"\n" + across + b"".join(b"%d 680 m %d 720 l S\n" % (x, x) for x in (100, 200, 300))


def bars() -> bytes:
    """Draw them as thin filled rectangles."""
    across = b"".join(b"100 %d 200 0.5 re f\n" % y for y in (680, 700, 720))
    return across + b"".join(b"%d 680 0.5 40 re f\n" % x for x in (100, 200, 300))


def one_path() -> bytes:
    """Draw all in one path."""
    return strokes().replace(b" l S\n", b" l\n") + b"S\n"


def boxes() -> bytes:
    """Draw every cell as a rectangle of its own."""
    return b"".join(b"%d %d 100 20 re S\n" % (x, y) for x in (100, 200) for y in (680, 700))


def dots() -> bytes:
    """Draw the lines in small pieces."""
    across = b"".join(
        b"%d %d m %d %d l S\n" % (x, y, x + 2, y) for y in (680, 700, 720) for x in range(100, 300, 4)
    )
    down = b"".join(
        b"%d %d m %d %d l S\n" % (x, y, x, y + 2) for x in (100, 200, 300) for y in range(680, 720, 4)
    )
    return across + down


def moved(data: bytes, box: bytes) -> bytes:
    """Return the PDF with another page box."""
    return data.replace(b"[0 0 595 842]", box)


def turned(content: bytes, matrix: bytes, rotate: int = 0) -> bytes:
    """Return a PDF whose content is turned by the matrix and whose page is displayed turned."""
    data = pdf(b"q " + matrix + b" cm\n" + content + b" Q")
    return data.replace(b"/MediaBox", b"/Rotate %d/MediaBox" % rotate)
