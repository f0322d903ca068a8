"""Files made to harm whoever reads them: bombs, endless nesting, absurd sizes, ways out of the folder."""

import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

CONTENT_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip of the members."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def docx(body: str | bytes, head: str = "") -> bytes:
    """Return a Word document with this body."""
    inner = body if isinstance(body, bytes) else body.encode()
    document = f"{head}<w:document {W}><w:body>".encode() + inner + b"</w:body></w:document>"
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document})


def xlsx(data: str, after: str = "", **members: bytes) -> bytes:
    """Return a workbook of one sheet with these rows."""
    book = f'<workbook {S} {R}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    rels = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    sheet = f"<worksheet {S}><sheetData>{data}</sheetData>{after}</worksheet>"
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": rels.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
            **{f"xl/{name}.xml": held for name, held in members.items()},
        }
    )


def pdf(content: bytes, pages: int = 1) -> bytes:
    """Return a PDF that draws the content on each page."""
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(pages))
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        *[
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F<<"
                b"/Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
            )
        ]
        * pages,
    ]
    data = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, held in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return bytes(
        data
    ) + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(data),
    )


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE w:document [<!ENTITY e0 "项目">{ENTITIES}]>'
LEAK = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

ATTACKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "one node of 600 MB": (
        "a.docx",
        lambda: docx(b"<w:p><w:r><w:t>" + b"x" * (600 << 20) + b"</w:t></w:r></w:p>"),
    ),
    "12 million nodes": ("a.docx", lambda: docx(b"<w:p/>" * 12_000_000)),
    "entity bomb": ("a.docx", lambda: docx("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", BOMB)),
    "entity bomb in an attribute": ("a.docx", lambda: docx('<w:p a="&e9;"/>', BOMB)),
    "external entity": ("a.docx", lambda: docx("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", LEAK)),
    "many columns spanned": (
        "a.docx",
        lambda: docx(
            "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc><w:tc/></w:tr>' * 20_000
            + "</w:tbl>"
        ),
    ),
    "nested tables": (
        "a.docx",
        lambda: docx("<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc><w:tc/></w:tr></w:tbl>" * 80),
    ),
    "cell at the end of the world": (
        "a.xlsx",
        lambda: xlsx('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>项目</t></is></c></row>'),
    ),
    "merge over the world": (
        "a.xlsx",
        lambda: xlsx(
            '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    ),
    "thousands of huge merges": (
        "a.xlsx",
        lambda: xlsx(
            '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
            "<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 5000))
            + "</mergeCells>",
        ),
    ),
    "shared string of 600 MB": (
        "a.xlsx",
        lambda: xlsx("", sharedStrings=b"<sst><si><t>" + b"x" * (600 << 20) + b"</t></si></sst>"),
    ),
    "a million rows": (
        "a.xlsx",
        lambda: xlsx("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_000))),
    ),
    "numbers of a million digits": (
        "a.xlsx",
        lambda: xlsx(
            '<row r="1"><c r="A1"><v>1e999999</v></c><c r="B1"><v>' + "9" * 100_000 + "</v></c></row>"
        ),
    ),
    "two million divisions": ("a.html", lambda: b"<html>" + b"<div>" * 2_000_000),
    "200,000 nested tables": ("a.html", lambda: b"<html>" + b"<table><tr><td>a<td>" * 200_000),
    "spans of 100,000": ("a.html", lambda: b"<table>" + b"<tr><td rowspan=100000 colspan=100000>a" * 3000),
    "five million paths": ("a.pdf", lambda: pdf(b"0 0 m 9 9 l S\n" * 5_000_000)),
    "ten million characters": (
        "a.pdf",
        lambda: pdf(b"BT /F 9 Tf " + b"(0123456789) Tj " * 1_000_000 + b"ET"),
    ),
    "stream of a gigabyte": ("a.pdf", lambda: pdf(b" " * (1 << 30))),
    "9 million rulings": (
        "a.pdf",
        lambda: pdf(b"".join(b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (n, n, n, n) for n in range(3000))),
    ),
    "lattice of 500 by 500": (
        "a.pdf",
        lambda: pdf(
            b"".join(
                b"%d.%d 0 m %d.%d 842 l S 0 %d m 595 %d l S " % (n * 3, 0, n * 3, 0, n * 3, n * 3)
                for n in range(198)
            )
        ),
    ),
    "200,000 pages": ("a.pdf", lambda: pdf(b"", pages=200_000)),
    "cut off": ("a.pdf", lambda: pdf(b"BT ET")[:120]),
    "refers to itself": ("a.pdf", lambda: pdf(b"").replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")),
    "old office, cut off": (
        "a.xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(20),
    ),
    "new office behind a password": (
        "a.xlsx",
        lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le")
            + bytes(20)
        ),
    ),
    "zip of nothing": ("a.zip", lambda: zipped({})),
    "cut-off zip": ("a.zip", lambda: zipped({"a.txt": b"x" * 1000})[:60]),
}
