"""Bodies of requests: JSON without anything that one reader takes this way and another that way."""

import json
import re
from typing import Any, Final

from django.http import HttpRequest
from ninja.parser import Parser

from ziping.model.errors import ZipingError
from ziping.model.language import Text

_UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff]")
_DEEPEST: Final = 40


class BodyError(ZipingError):
    """The body of a request is not what it should be."""


class StrictParser(Parser):
    """Refuses duplicate keys, numbers that JSON does not have, and characters that no database keeps."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 — whatever JSON holds
        """Return the body; raise ``BodyError``."""
        try:
            held = json.loads(request.body, object_pairs_hook=_single, parse_constant=_no_number)
        except (ValueError, RecursionError) as wrong:
            raise BodyError(Text("请求内容不是 JSON", "the body is not JSON")) from wrong
        _check(held, 0)
        return held


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BodyError(Text(f"“{twice[:40]}”写了两次", f"“{twice[:40]}” is there twice"))
    return held


def _no_number(name: str) -> None:
    raise BodyError(Text(f"{name} 不是数", f"{name} is no number"))


def _check(held: Any, depth: int) -> None:  # noqa: ANN401 — whatever JSON holds
    if depth > _DEEPEST:
        raise BodyError(Text("请求内容嵌套过深", "the body is nested too deeply"))
    if isinstance(held, str) and _UNSTORABLE.search(held):
        raise BodyError(Text("文字中含有不能保存的字符", "a text holds characters that cannot be kept"))
    inner: list[Any] = []
    if isinstance(held, dict):
        inner = [*held.keys(), *held.values()]
    elif isinstance(held, list):
        inner = held
    for it in inner:
        _check(it, depth + 1)
