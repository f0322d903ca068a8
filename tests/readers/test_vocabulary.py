"""The vocabulary files: every label leads to one field, and a fault in a file is said."""

import pytest
from pydantic import ValidationError

from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, TARGET_PARTS, plain
from ziping.readers.labels import Group, named
from ziping.readers.vocabulary import Vocabulary, vocabularies

NATIONAL = {
    "head": HEAD,
    "fund_columns": FUND_COLUMNS,
    "goal_columns": GOAL_COLUMNS,
    "indicator_columns": INDICATOR_COLUMNS,
    "target_parts": TARGET_PARTS,
}


@pytest.mark.parametrize("part", NATIONAL)
def test_no_label_has_two_fields(part: str) -> None:
    fields: dict[str, set[str]] = {}
    for term in NATIONAL[part]:
        for label in term.plain_labels:
            fields.setdefault(label, set()).add(term.name)
    for words in vocabularies():
        for name, labels in getattr(words, part).items():
            for label in labels:
                fields.setdefault(plain(label), set()).add(name)
    assert {label: names for label, names in fields.items() if len(names) > 1} == {}


@pytest.mark.parametrize("entry", [{"fund_columns": {"scor": ["得分"]}}, {"fund_colums": {}}, {}])
def test_a_wrong_file_is_refused(entry: dict[str, object]) -> None:
    seen = {"seen": "某省"} if entry else {}
    with pytest.raises(ValidationError):
        Vocabulary.model_validate({**seen, **entry})


def test_labels_of_a_province_are_known_whatever_their_brackets() -> None:
    assert named("得分（20分×执行率）", Group.FUND_COLUMN) == "score"
    assert named("年终完成值", Group.INDICATOR_COLUMN) == "actual"
    assert named("2.项目实施内容及过程概述", Group.OTHER_TABLE) == ""
    assert named("按完成情况", Group.INDICATOR_COLUMN) is None
