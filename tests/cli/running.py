"""Run the command line as it is run, within the test's own process."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.samples import ROOT
from ziping.cli import main

SAMPLES = [str(ROOT / "samples" / f"shanghai-{year}.txt") for year in (2023, 2020)]


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines of the output as JSON objects."""
        return [json.loads(line) for line in self.out.splitlines()]


def ziping(*arguments: str | Path) -> Ran:
    """Run one command."""
    out, err, status = StringIO(), StringIO(), 0
    with patch("sys.argv", ["ziping", *map(str, arguments)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return Ran(status, out.getvalue(), err.getvalue())
