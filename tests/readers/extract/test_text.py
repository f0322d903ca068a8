"""Text with cells: tabs, or the pipes of Markdown."""

import pytest

from tests.readers.extract.known import grids_of, texts
from tests.readers.tables import WHOLE
from ziping.readers import Source, read


def markdown(text: str) -> str:
    """Write the tabs of a text as a Markdown table, headings and bold type included."""
    lines = []
    for line in text.strip("\n").split("\n"):
        if "\t" not in line:
            lines.append(f"# {line}")
            continue
        cells = [cell.replace("|", "\\|") for cell in line.split("\t")]
        lines.append(
            f"| **{cells[0]}** | {' | '.join(cells[1:])} |" if cells[0] else f"|  | {' | '.join(cells[1:])} |"
        )
    lines.insert(2, "| --- |:-:| ---: |")
    return "\n".join(lines)


def cells(text: str) -> list[list[str]]:
    return texts(grids_of(Source("a.md", text.encode())))


def test_a_form_in_markdown_is_the_form_in_tabs() -> None:
    (tabbed,) = read(Source("a.txt", WHOLE.encode())).forms
    (piped,) = read(Source("a.md", markdown(WHOLE).encode())).forms
    assert piped.problems == ()
    assert piped.model_copy(update={"places": tabbed.places}) == tabbed
    assert piped.places["/project"].line == 4


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a||b|", ["a", "", "b"]),
        (r"| a \| b | c<br>d |", ["a | b", "c\nd"]),
        ("  | a |", ["a"]),
        ("## 标题 ##", ["标题 ##"]),
    ],
)
def test_cells_between_pipes(line: str, row: list[str]) -> None:
    assert cells(f"{line}\n|---|---|\n") == [row]


def test_pipes_without_a_rule_are_text() -> None:
    assert cells("| a | b |\n--\n") == [["| a | b |"], ["--"]]
