"""LibreOffice, where the machine has it: it recalculates workbooks and turns documents into PDF."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

SOFFICE: Final = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="no LibreOffice here; apt-get install libreoffice-calc libreoffice-writer"
)
_RECALCULATE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def converted(files: Iterable[Path], to: str, folder: Path) -> dict[str, Path]:
    """Convert files, every formula calculated anew, and return what came out by the name of what went in."""
    named = list(files)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE)
    out = folder / to
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, named)], check=True, capture_output=True, timeout=300
    )
    return {file.stem: out / f"{file.stem}.{to}" for file in named}
