"""Persons are left out of what is read, and it is said where; what is no person stays."""

import pytest

from tests.cli.running import ziping
from tests.readers.tables import GOAL, HEAD, WHOLE
from ziping.model.form import Form, ProblemKind
from ziping.model.place import Place
from ziping.readers import Source, read
from ziping.readers.grid import Cell, Grid
from ziping.readers.persons import HIDDEN, without_persons

NAMES = ("王小明", "李四", "13800138000", "021-12345678", "11010519491231002X")


def form(text: str, *, keep_persons: bool = False) -> Form:
    (only,) = read(Source("a.txt", text.encode()), keep_persons=keep_persons).forms
    return only


def notices(found: Form) -> list[tuple[str, str]]:
    return [(it.pointer, it.message) for it in found.problems if it.kind is ProblemKind.NOTICE]


def left(*texts: str, table: int = 1) -> list[str]:
    """Return what is left of a row of cells, or of a line."""
    cells = tuple(Cell(text, Place(cell=f"C{n}"), 0, n, table=table) for n, text in enumerate(texts))
    (row,) = without_persons(Grid((cells,), ruled=bool(table))).rows
    return [cell.text for cell in row]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("填报人", "王小明", "联系电话", "021-12345678"), ["填报人", "", "联系电话", ""]),
        (
            ("项目负责人及电话", "王小明 13800138000", "主管部门", "市园林局"),
            ["项目负责人及电话", "", "主管部门", "市园林局"],
        ),
        (
            ("财务负责人", "", "李四", "填报日期", "2024年1月5日"),
            ["财务负责人", "", "", "填报日期", "2024年1月5日"],
        ),
        (("项目负责人：王小明", "财务负责人：李四"), [f"项目负责人：{HIDDEN}", f"财务负责人：{HIDDEN}"]),
        (("单位负责人（签字）", "王小明"), ["单位负责人（签字）", ""]),
        (("身份证号码", "11010519491231002X"), ["身份证号码", ""]),
        (("项目负责人", "项目名称", "绿化"), ["项目负责人", "项目名称", "绿化"]),
        (("联系人及联系电话", "王小明 021-12345678"), ["联系人及联系电话", ""]),
    ],
)
def test_beside_a_label(row: tuple[str, ...], expected: list[str]) -> None:
    assert left(*row) == expected


def test_an_indicator_about_persons_keeps_its_values() -> None:
    row = ["培训负责人", "≥20人", "20人", "10", "10"]
    assert left(*row) == row
    assert left("培训负责人", "20人") == ["培训负责人", "20人"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("填报人：王小明    联系电话：13800138000", f"填报人：{HIDDEN}    联系电话：{HIDDEN}"),
        ("填表人 王小明 联系电话 13800138000", f"填表人 {HIDDEN} 联系电话 {HIDDEN}"),
        ("联系人及电话 李四 13800138000", f"联系人及电话 {HIDDEN} {HIDDEN}"),
        ("填报人：王小明 填报日期：2024年1月5日", f"填报人：{HIDDEN} 填报日期：2024年1月5日"),
    ],
)
def test_on_a_line(line: str, expected: str) -> None:
    assert left(line, table=0) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请拨打13800138000联系", f"请拨打{HIDDEN}联系"),
        ("手机138-0013-8000。", f"手机{HIDDEN}。"),
        ("身份证11010519491231002X者", f"身份证{HIDDEN}者"),
        ("热线021-12345678", f"热线{HIDDEN}"),
        ("项目联系人：李四，负责协调", f"项目联系人：{HIDDEN}，负责协调"),
    ],
)
def test_numbers_in_texts(text: str, expected: str) -> None:
    assert left(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "13800138000.00",
        "拨付13800138000元",
        "触达13800138000人次",
        "统一社会信用代码110105194912310021",
        "由项目负责人牵头组织",
        "电话采访数",
        "培训负责人 20 人",
        "2023-01-01至2023-12-31",
    ],
)
def test_what_is_no_person_stays(text: str) -> None:
    assert left(text) == [text]
    assert left(text, table=0) == [text]


PERSONS = "填报人\t王小明\t联系电话\t021-12345678\n"


def test_the_notice_says_where_and_not_what() -> None:
    found = form(WHOLE + PERSONS)
    assert notices(found) == [
        ("", "第 15 行：填报人、联系电话属个人信息，未保留；需要时加 --keep-persons 重新读取")
    ]
    assert not any(name in found.to_json() for name in NAMES)
    assert found.model_copy(update={"problems": ()}) == form(WHOLE)


def test_a_number_in_a_goal_is_hidden_and_pointed_at() -> None:
    text = WHOLE.replace(
        "已养护绿地", "已养护绿地，联系人：李四，电话13800138000，身份证号11010519491231002X"
    )
    found = form(text)
    assert found.goal.actual == f"已养护绿地，联系人：{HIDDEN}，电话{HIDDEN}，身份证号{HIDDEN}"
    ((pointer, message),) = notices(found)
    assert pointer in {"/goal/expected", "/goal/actual"}
    assert message.startswith("联系人、身份证号码、手机号码属个人信息，未保留")
    assert not any(name in found.to_json() for name in NAMES)


def test_persons_are_kept_when_they_are_asked_for() -> None:
    text = HEAD + WHOLE.removeprefix(HEAD).replace("已养护绿地", "已养护，电话13800138000")
    assert GOAL in WHOLE
    found = form(text, keep_persons=True)
    assert found.goal.actual == "已养护，电话13800138000"
    assert notices(found) == []


def test_the_command_leaves_them_out_unless_told(tmp_path: object) -> None:
    path = f"{tmp_path}/a.txt"
    with open(path, "w", encoding="utf-8") as held:  # noqa: PTH123 — a path of the fixture
        held.write(WHOLE.replace("已养护绿地", "已养护，电话13800138000") + PERSONS)
    assert "13800138000" not in ziping("read", path).out
    assert "13800138000" not in ziping("read", path, "--json").out
    assert "13800138000" in ziping("read", path, "--keep-persons").out
