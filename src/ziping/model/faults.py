"""What is wrong with data from outside, said in both languages; pydantic itself speaks English only."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import ValidationError

from ziping.model.language import Text

_SAID: Final = {
    "missing": "缺少此项",
    "extra_forbidden": "没有这一项",
    "json_invalid": "不是 JSON",
    "enum": "只能取规定的值",
    "literal_error": "只能取规定的值",
    "string_type": "应为文字",
    "string_too_long": "文字过长",
    "string_too_short": "不能为空",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "int_parsing_size": "数太大",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "date_from_datetime_parsing": "应为日期，如 2026-03-31",
    "date_parsing": "应为日期，如 2026-03-31",
    "uuid_parsing": "应为标识号",
    "uuid_type": "应为标识号",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "too_long": "项数过多",
    "too_short": "项数不足",
    "dict_type": "应为对象",
    "model_type": "应为对象",
    "model_attributes_type": "应为对象",
    "greater_than": "数太小",
    "greater_than_equal": "数太小",
    "less_than": "数太大",
    "less_than_equal": "数太大",
    "string_pattern_mismatch": "写法不对",
    "string_unicode": "含有不能识别的字符",
}
"""What the kinds of pydantic's errors mean."""


def fault(error: Mapping[str, Any], beside: str = "/") -> Text:
    """Say one of pydantic's errors with its place, the steps to it divided by a sign; one of the whole has no place."""
    where = "".join(f"{beside}{it}" for it in error["loc"]).removeprefix(".")
    english = str(error["msg"])
    chinese = _SAID.get(str(error["type"]), english.removeprefix("Value error, "))
    return Text(f"{where}：{chinese}", f"{where}: {english}") if where else Text(chinese, english)


def faults(errors: Sequence[Mapping[str, Any]], most: int = 3) -> Text:
    """Say the first few of several errors."""
    return Text.joined(fault(it) for it in errors[:most])


def first_fault(error: ValidationError) -> Text:
    """Say the first of the errors."""
    return fault(error.errors(include_url=False, include_input=False, include_context=False)[0])
