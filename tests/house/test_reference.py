"""The reference pages are those that the code gives, and every check has an example of wrong and of right there."""

import pytest

from tools.generate_docs import REFERENCE, stale
from ziping.rules import catalogue


def test_no_page_is_stale() -> None:
    assert stale() == [], "run tools/generate_docs.py"


@pytest.mark.parametrize(("page", "wrong", "right"), [("zh-CN", "错", "对"), ("en", "wrong", "right")])
def test_every_check_has_an_example_of_wrong_and_of_right(page: str, wrong: str, right: str) -> None:
    sections = (REFERENCE / f"rules.{page}.md").read_text("utf-8").split("\n## ")[1:]
    told = {it.split(" ", 1)[0] for it in sections if f"- **{wrong}**：" in it and f"- **{right}**：" in it}
    assert told == set(catalogue().checks)
