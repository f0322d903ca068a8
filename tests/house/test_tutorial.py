"""The tutorial shows what the commands print: each quoted line is in the output of its command."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import ziping
from tests.samples import ROOT

PAGES = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
BLOCKS = [
    pytest.param(block, id=f"{page.name} {number}")
    for page in PAGES
    for number, block in enumerate(re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL), 1)
]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_quoted_line_is_printed(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command, *lines = block.splitlines()
    ran = ziping(*shlex.split(command.removeprefix("$ ziping ")))
    printed = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert [line for line in lines if " ".join(line.split()) not in printed] == []


def test_the_tutorial_is_there_in_both_languages() -> None:
    assert {Path(page).name for page in PAGES} == {"first-check.md", "first-check.zh-CN.md"}
