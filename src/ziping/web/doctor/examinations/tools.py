"""What the machine brings: Chinese fonts for PDF, LibreOffice for old documents, recognition of scans."""

import shutil
from collections.abc import Iterator
from typing import Final

from ziping.model.language import Text
from ziping.readers.extract.recognition import is_installed
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient
from ziping.writers.fonts import NoChineseFontError, chinese_font, fonts

_FONT: Final = Text("中文字体", "Chinese font")
_OFFICE: Final = Text("LibreOffice", "LibreOffice")
_SCANS: Final = Text("扫描件识别", "reading scans")


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Look at what is optional; nothing of it is needed for filling in and reviewing."""
    del patient
    yield _font()
    yield _office()
    yield _scans()


def _font() -> Diagnosis:
    try:
        found = chinese_font(fonts().families())
    except NoChineseFontError as error:
        return Diagnosis(Health.FAIR, _FONT, error.text)
    return Diagnosis(Health.GOOD, _FONT, Text(f"PDF 使用 {found}", f"PDF is set in {found}"))


def _office() -> Diagnosis:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program:
        return Diagnosis(Health.GOOD, _OFFICE, Text(program, program))
    return Diagnosis(
        Health.FAIR,
        _OFFICE,
        Text("没有安装，不能读 .doc、.wps、.et、.ods", "not installed, .doc, .wps, .et, .ods cannot be read"),
        Text(
            "需要时请安装，如 apt install libreoffice-calc libreoffice-writer",
            "install it where that is needed, such as apt install libreoffice-calc libreoffice-writer",
        ),
    )


def _scans() -> Diagnosis:
    if is_installed():
        return Diagnosis(Health.GOOD, _SCANS, Text("已安装", "installed"))
    return Diagnosis(
        Health.FAIR,
        _SCANS,
        Text("没有安装，扫描件和图片不能读", "not installed, scans and pictures cannot be read"),
        Text("需要时请运行 pip install 'ziping[ocr]'", "run pip install 'ziping[ocr]' where that is needed"),
    )
