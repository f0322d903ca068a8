"""Names the type of a file by its first bytes, for the sentence that refuses it."""

from typing import Final

from ziping.model.language import Text

_SIGNATURES: Final[tuple[tuple[bytes, Text], ...]] = (
    (b"%PDF", Text("PDF 文件", "a PDF file")),
    (
        b"PK\x03\x04",
        Text("压缩包或 Office 文档（DOCX、XLSX、OFD、ZIP）", "a ZIP or Office file (DOCX, XLSX, OFD)"),
    ),
    (b"PK\x05\x06", Text("空压缩包", "an empty ZIP file")),
    (
        b"\xd0\xcf\x11\xe0",
        Text("旧版 Office 文档（DOC、XLS、WPS、ET）", "an old Office file (DOC, XLS, WPS, ET)"),
    ),
    (b"\x89PNG", Text("PNG 图片", "a PNG picture")),
    (b"\xff\xd8\xff", Text("JPEG 图片", "a JPEG picture")),
    (b"GIF8", Text("GIF 图片", "a GIF picture")),
    (b"II*\x00", Text("TIFF 图片", "a TIFF picture")),
    (b"MM\x00*", Text("TIFF 图片", "a TIFF picture")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
    (b"Rar!", Text("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Text("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Text("GZIP 压缩包", "a GZIP archive")),
    (b"PAR1", Text("Parquet 数据", "Parquet data")),
)


def kind_of(data: bytes) -> Text | None:
    """Return what kind of file starts with these bytes, or None for text and everything unknown."""
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
