"""How large a form may be that comes from outside: far beyond any real one, and within what can be worked with."""

from typing import Any, Final

from ziping.model.errors import ZipingError
from ziping.model.form import Form
from ziping.model.language import Text

LONGEST_TEXT: Final = 20_000
LONGEST_NAME: Final = 300
MOST_ROWS: Final = 1000
FIRST_YEAR, LAST_YEAR = 1900, 2999
_NAMES: Final = ("project", "project_code", "competent_department", "implementing_unit", "grade", "title")


class BoundsError(ZipingError):
    """A form is larger than anything that is a form."""


def check_bounds(form: Form) -> None:
    """Raise ``BoundsError`` for a form with more or longer things than any form has."""
    if len(form.indicators) > MOST_ROWS or len(form.funds) > MOST_ROWS:
        raise BoundsError(Text(f"行数过多，每张表最多 {MOST_ROWS} 行", f"{MOST_ROWS} rows at most"))
    if form.year is not None and not FIRST_YEAR <= form.year <= LAST_YEAR:
        raise BoundsError(Text("年度应为四位数字", "the year has four digits"))
    for name in _NAMES:
        _check_text(getattr(form, name), LONGEST_NAME)
    content = form.model_dump(mode="json", include={"funds", "goal", "indicators", "total"})
    for text in _texts(content):
        _check_text(text, LONGEST_TEXT)


def _check_text(text: str | None, most: int) -> None:
    if text is None:
        return
    if len(text) > most:
        short = text[:20]
        raise BoundsError(
            Text(
                f"“{short}……”过长（{len(text)} 字），最多 {most} 字",
                f"“{short}…” is longer than {most} characters",
            )
        )
    if "\x00" in text:
        raise BoundsError(Text("文字中含有不能保存的字符", "a text holds characters that cannot be kept"))


def _texts(held: Any) -> list[str]:  # noqa: ANN401 — whatever JSON holds
    if isinstance(held, str):
        return [held]
    inner = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    return [text for it in inner for text in _texts(it)]
