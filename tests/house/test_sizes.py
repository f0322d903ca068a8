"""Files and functions stay small enough to be read at once."""

import ast
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
FILES = sorted(
    chain.from_iterable((ROOT / top).rglob("*.py") for top in ("src", "tools", "tests", "benchmarks"))
)


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(file.read_bytes())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_there_are_files_to_measure() -> None:
    assert ROOT / "tools" / "bootstrap.py" in FILES


def test_no_file_is_long() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_bytes().splitlines()) for file in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name}": lines
        for file in FILES
        for function in functions(file)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert lengths == {}
