"""Commands are known by their names; each is imported when it is called."""

import subprocess
import sys

from typer.testing import CliRunner

from ziping.cli.application import application

LOADED = """
import sys
from typer.testing import CliRunner
from ziping.cli.application import application
CliRunner().invoke(application(), ["check", "--help"])
print(*(name for name in sys.modules if name.startswith("ziping.cli.commands.")))
"""


def test_a_command_imports_none_of_the_others() -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["ziping.cli.commands.check"]


def test_a_misspelt_command_is_told_what_may_be_meant() -> None:
    result = CliRunner().invoke(application(), ["chek"])
    assert result.exit_code == 2
    assert "check" in result.stderr.replace("chek", "")
