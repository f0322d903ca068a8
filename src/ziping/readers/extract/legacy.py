"""Old and foreign office files (DOC, WPS, ODT, RTF, ODS, XLSB) by way of LibreOffice, where it is installed."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.docx import Docx
from ziping.readers.extract.ole import Ole, is_cut_off, ole_kind
from ziping.readers.extract.package import holds, package_of
from ziping.readers.extract.refusals import MissingProgramError, beyond, broken, encrypted
from ziping.readers.extract.room import ask_for_room
from ziping.readers.extract.xlsx import Xlsx
from ziping.readers.grid import Grid, Source

SECONDS: Final = 90
"""Time that one conversion may take; the sample forms take two seconds."""

_START_AGAIN: Final = 81
"""What LibreOffice ends with once it has made a new profile."""
_STARTED: Final = "started"
_KIND: Final = Text("Office 文档", "Office document")
_PROGRAMS: Final = ("soffice", "libreoffice")
_WORKBOOKS: Final = frozenset({".et", ".ett", ".xls", ".xlt", ".ods", ".fods", ".xlsb"})
_TEXTS: Final = b"opendocument.text"
_SHEETS: Final = b"opendocument.spreadsheet"
_SAFE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""The profile: no macros, no links followed."""


@dataclass(frozen=True)
class Legacy:
    """Whatever LibreOffice turns into DOCX or XLSX."""

    program: str | None = None
    """Where LibreOffice is; by default it is looked for on the path."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "legacy"

    def likes(self, source: Source) -> int:
        """Bid below the readers that need no other program."""
        return 60 if _suffix(source) else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Yield the grids of the converted document, or raise the ``ZipingError`` that says why not."""
        if ole_kind(source) is Ole.ENCRYPTED:
            raise encrypted(source)
        if ole_kind(source) is not None and is_cut_off(source):
            raise broken(source, _KIND)
        program = self.program or next(filter(None, map(shutil.which, _PROGRAMS)), None)
        if program is None:
            raise MissingProgramError(
                Text(
                    "{name}：读取这种 Office 文档需要 LibreOffice，本机未找到；请安装 LibreOffice，或另存为 DOCX、XLSX 后再读",
                    "{name}: reading this kind of Office document needs LibreOffice, which is not installed; "
                    "install it, or save the document as DOCX or XLSX",
                ).fill(name=source.name)
            )
        ask_for_room(source)
        suffix = _suffix(source)
        target = "xlsx" if suffix in _WORKBOOKS else "docx"
        converted = Source(source.name, _converted(source, program, suffix, target))
        yield from (Xlsx() if target == "xlsx" else Docx()).grids(converted)


def _suffix(source: Source) -> str:
    """Return the suffix that tells LibreOffice what the file is; nothing for a file that is not its business."""
    kind = ole_kind(source)
    if kind is not None:
        named = PurePath(source.name).suffix.lower()
        by_kind = {Ole.DOCUMENT: ".doc", Ole.WORKBOOK: ".xls", Ole.OLD_WORKBOOK: ".xls"}
        return by_kind.get(kind) or (".xls" if named in _WORKBOOKS else ".doc")
    if source.data.startswith(b"{\\rtf"):
        return ".rtf"
    if b'progid="Word.Document"' in source.data[:2000]:
        return ".doc"
    if b'progid="Excel.Sheet"' in source.data[:2000]:
        return ".xls"
    return _suffix_of_package(source)


def _suffix_of_package(source: Source) -> str:
    if holds(source, "xl/workbook.bin"):
        return ".xlsb"
    if not holds(source, "mimetype"):
        return ""
    try:
        told = package_of(source).read("mimetype")
    except ZipingError:
        return ""
    return ".odt" if _TEXTS in told else ".ods" if _SHEETS in told else ""


def _converted(source: Source, program: str, suffix: str, target: str) -> bytes:
    """Return the document as LibreOffice converts it, in a folder and with a profile of its own."""
    with TemporaryDirectory(prefix="ziping-") as name:
        folder = Path(name)
        held = folder / f"document{suffix}"
        held.write_bytes(source.data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_SAFE, "utf-8")
        _run(
            source,
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                "--convert-to",
                target,
                "--outdir",
                str(folder / "out"),
                str(held),
            ],
            folder,
        )
        made = folder / "out" / f"document.{target}"
        if not made.is_file():
            raise broken(source, _KIND)
        return made.read_bytes()


def _run(source: Source, command: list[str], folder: Path) -> None:
    """Run LibreOffice; its starter would leave a process behind when killed, so the program itself is started."""
    itself = Path(command[0]).resolve().with_name("soffice.bin")
    if itself.is_file():
        command = [str(itself), *command[1:]]
    try:
        while _code(command, folder) == _START_AGAIN and not (folder / _STARTED).exists():
            (folder / _STARTED).touch()
    except subprocess.TimeoutExpired as fault:
        raise beyond(
            source, Text("LibreOffice 转换秒数", "seconds of conversion by LibreOffice"), SECONDS
        ) from fault


def _code(command: list[str], folder: Path) -> int:
    return subprocess.run(  # noqa: S603 — the program was found on the path, the arguments are made above
        command,
        cwd=folder,
        env={"HOME": str(folder), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
    ).returncode


EXTRACTOR: Final = Legacy()
