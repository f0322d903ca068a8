"""Recognises the labels of the official table, whole cells only, by the vocabulary in ``model/template.py``.

A label inside a sentence is no label: "通过预期目标,基本完成要求" is not the heading 预期目标.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, auto
from functools import cache, lru_cache
from typing import Final

from ziping.model.form import FundSource, MoneyUnit
from ziping.model.template import (
    FUND_COLUMNS,
    FUND_ROWS,
    FUNDS,
    GOAL,
    GOAL_COLUMNS,
    GRADE,
    HEAD,
    INDICATOR_COLUMNS,
    INDICATORS,
    LEVELS,
    TARGET_PARTS,
    TOTAL,
    Term,
    plain,
)
from ziping.readers.vocabulary import Names, Vocabulary, vocabularies

LONGEST_LABEL: Final = 40
"""No label is longer; a longer cell is not even normalised, so that huge cells cost nothing."""

_MOST_WORDS: Final = 4
_LONGEST_HEADING: Final = 200

_COLON = re.compile(r"[:：]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER_BEFORE = re.compile(r"^\s*[(（]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)）.、．]+")
_BLANKS = re.compile(r"\s+")
_POINTS = re.compile(r"\(([0-9]+(?:\.[0-9]+)?)分\)")
_MONEY_UNIT = re.compile(r"(?:[(:]|单位)(亿元|万元|元)(?:\)|$)")
_AMOUNT = re.compile(r"-?[0-9.,]+(亿元?|万元?|元)")
_AMONG_THEM = re.compile(r"^其中[:：]?")
_PERSON = r"(?:负责人|联系人|经办人|填报人|填表人|制表人|审核人)(?:及|和|、|/)?(?:联系)?(?:电话|方式)?|(?:联系)?电话"
_FOREIGN = re.compile(
    rf"(?:.{{0,6}}(?:{_PERSON})|(?:填报|填表)日期|项目(?:类型|类别|属性|期限|起止时间|实施期)|身份证号码?)(?::.*)?"
)
_BARE_PERSON = re.compile(
    rf".{{0,6}}(?:{_PERSON}|复核人|签字)(?:\([^()]{{0,8}}\))?:?|(?:办公|移动|固定)电话:?|手机(?:号码?)?:?|联系方式:?|身份证号码?:?"
)
_SIGNATURE = re.compile(rf".{{0,6}}(?:{_PERSON})(?::.*)?")


class Group(IntEnum):
    """The sets of labels; one text may be a label in several of them, such as 合计.

    Integers, because a dictionary finds them several times faster than other enumerations.
    """

    HEAD = auto()
    FUNDS = auto()
    FUND_COLUMN = auto()
    FUND_ROW = auto()
    GOAL = auto()
    GOAL_COLUMN = auto()
    INDICATORS = auto()
    INDICATOR_COLUMN = auto()
    TARGET_PART = auto()
    TOTAL = auto()
    GRADE = auto()
    LEVEL1 = auto()
    LEVEL2 = auto()
    OTHER_COLUMN = auto()
    OTHER_FIELD = auto()
    OTHER_TABLE = auto()
    FOOT = auto()


NOT_READ: Final = frozenset({Group.OTHER_COLUMN, Group.OTHER_FIELD, Group.OTHER_TABLE, Group.FOOT})
"""Labels of what stands in published forms and is no data of the form."""


def _terms() -> Iterable[tuple[Group, str, Iterable[str]]]:
    groups: Mapping[Group, Iterable[Term]] = {
        Group.HEAD: HEAD,
        Group.FUNDS: (FUNDS,),
        Group.FUND_COLUMN: FUND_COLUMNS,
        Group.GOAL: (GOAL,),
        Group.GOAL_COLUMN: GOAL_COLUMNS,
        Group.INDICATORS: (INDICATORS,),
        Group.INDICATOR_COLUMN: INDICATOR_COLUMNS,
        Group.TARGET_PART: TARGET_PARTS,
        Group.TOTAL: (TOTAL,),
        Group.GRADE: (GRADE,),
    }
    yield from ((group, term.name, term.plain_labels) for group, terms in groups.items() for term in terms)
    yield from ((Group.FUND_ROW, source, term.plain_labels) for source, term in FUND_ROWS.items())
    yield from ((Group.LEVEL1, level, (level,)) for level in LEVELS)
    yield from ((Group.LEVEL2, level, (level,)) for levels in LEVELS.values() for level in levels)
    yield from (term for words in vocabularies() for term in _terms_of(words))


def _terms_of(words: Vocabulary) -> Iterator[tuple[Group, str, Iterable[str]]]:
    fields: Mapping[Group, Names] = {
        Group.HEAD: words.head,
        Group.FUND_COLUMN: words.fund_columns,
        Group.FUND_ROW: words.fund_rows,
        Group.GOAL_COLUMN: words.goal_columns,
        Group.INDICATOR_COLUMN: words.indicator_columns,
        Group.TARGET_PART: words.target_parts,
        Group.FUNDS: {"funds": words.funds},
        Group.GOAL: {"goal": words.goal},
        Group.INDICATORS: {"indicators": words.indicators},
        Group.TOTAL: {"total": words.total},
        Group.GRADE: {"grade": words.grade},
        Group.OTHER_COLUMN: {"": words.other_columns},
        Group.OTHER_FIELD: {"": words.other_fields},
        Group.OTHER_TABLE: {"": words.other_tables},
        Group.FOOT: {"": words.foot},
    }
    for group, names in fields.items():
        yield from ((group, name, map(plain, labels)) for name, labels in names.items())


@cache
def _index() -> Mapping[str, Mapping[Group, str]]:
    index: dict[str, dict[Group, str]] = {}
    for group, name, labels in _terms():
        for label in labels:
            index.setdefault(label, {}).setdefault(group, name)
    return index


@lru_cache(maxsize=1 << 16)
def _meanings(text: str) -> Mapping[Group, str]:
    found = _index().get(plain(text)) or _index().get(_without_brackets(text))
    return found or _index().get(_without_brackets(_NUMBER_BEFORE.sub("", text)), {})


def _without_brackets(text: str) -> str:
    return plain(_IN_BRACKETS.sub("", unicodedata.normalize("NFKC", text)))


def meanings(text: str) -> Mapping[Group, str]:
    """Return the field of which the whole text is a label, for each group that has such a label."""
    return {} if len(text) > LONGEST_LABEL or text.isascii() else _meanings(text)


def named(text: str, group: Group) -> str | None:
    """Return the name of the field of which the whole text is a label in the group, or None."""
    return meanings(text).get(group)


def opening(text: str) -> Mapping[Group, str]:
    """Return what the whole text is a label of, or what stands before its colon: 评分等级：优."""
    if found := meanings(text):
        return found
    colon = _COLON.search(text, 0, LONGEST_LABEL)
    return meanings(text[: colon.start()]) if colon else {}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(label[:end] for label in _index() for end in range(1, len(label) + 1))


@lru_cache(maxsize=1 << 16)
def _begins_label(text: str) -> bool:
    return _without_brackets(text) in _beginnings()


def begins_label(text: str) -> bool:
    """Tell whether some label begins with the text, to give up early where none can come of it."""
    return len(text) <= LONGEST_LABEL and not text.isascii() and _begins_label(text)


@cache
def _columns(group: Group) -> tuple[tuple[str, str], ...]:
    """Return the labels of the columns with their fields, longest first: 执行率 must not hide 预算执行率."""
    labels = ((label, groups[group]) for label, groups in _index().items() if group in groups)
    return tuple(sorted(labels, key=lambda pair: -len(pair[0])))


def columns_in(words: Sequence[str], group: Group) -> tuple[str, ...]:
    """Return the fields whose labels follow each other in a heading, of which no cell borders are left.

    A label is a word, or several words where the heading broke it over lines; only words that are neither are
    searched for labels that stuck together, or 执行率 得分 would be taken for the label 执行率得分.
    """
    fields: list[str] = []
    start = 0
    while start < len(words):
        lengths = range(1, _MOST_WORDS + 1)
        names = ((length, named("".join(words[start : start + length]), group)) for length in lengths)
        length, name = next((found for found in names if found[1]), (1, None))
        fields.extend([name] if name else _stuck_together(words[start], group))
        start += length
    return tuple(fields)


def _stuck_together(word: str, group: Group) -> Iterator[str]:
    rest = plain(word[:_LONGEST_HEADING])
    while rest:
        label, field = next((pair for pair in _columns(group) if rest.startswith(pair[0])), (rest[0], ""))
        rest = rest[len(label) :]
        if field:
            yield field


def is_piece_of_column_label(text: str, group: Group) -> bool:
    """Tell whether the text is a part of some column's label, as a label broken over lines leaves it."""
    piece = plain(text)
    return len(text) <= LONGEST_LABEL and any(piece in label for label, _ in _columns(group))


def is_side_label(text: str) -> bool:
    """Tell whether the text is one of the labels at the left edge: 项目资金(万元), 年度总体目标, 绩效指标."""
    return any(named(text, group) for group in (Group.FUNDS, Group.GOAL, Group.INDICATORS))


def is_foreign_label(text: str) -> bool:
    """Tell whether the text labels, or labels and tells, what is no data of the form: 项目负责人及电话, 填报日期."""
    return len(text) <= LONGEST_LABEL and bool(_FOREIGN.fullmatch(_half_width(text)))


def is_signature(text: str) -> bool:
    """Tell whether the text labels a person or a telephone number, which are left out of every reading."""
    return len(text) <= LONGEST_LABEL and bool(_SIGNATURE.fullmatch(_half_width(text)))


def is_person_label(text: str) -> bool:
    """Tell whether the whole text labels a person or a number of one, and says nothing more."""
    return len(text) <= LONGEST_LABEL and bool(_BARE_PERSON.fullmatch(_half_width(text)))


def _half_width(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def fund_label(text: str) -> str:
    """Return the label of a fund row without 其中 and colon."""
    return _AMONG_THEM.sub("", text.strip()).strip().rstrip(":：").strip()


def fund_source(label: str) -> FundSource:
    """Return which row of the fund table has the label."""
    return FundSource(named(label, Group.FUND_ROW) or FundSource.UNCLASSIFIED)


def money_unit_in(label: str) -> MoneyUnit | None:
    """Return the unit that a label such as 项目资金（万元） or 金额单位：元 carries."""
    if len(label) > LONGEST_LABEL:
        return None
    found = _MONEY_UNIT.search(_half_width(label))
    return MoneyUnit(found[1]) if found else None


def unit_of_amount(text: str) -> MoneyUnit | None:
    """Return the unit behind an amount, as in 4753.66万元."""
    found = (
        _AMOUNT.fullmatch(_half_width(text)) if text[-1:] in "元万亿" and len(text) <= LONGEST_LABEL else None
    )
    return MoneyUnit(f"{found[1].removesuffix('元')}元") if found else None


def points_in(label: str) -> str | None:
    """Return the points that a label such as 预算执行情况(万元)(20分) carries."""
    if len(label) > LONGEST_LABEL:
        return None
    found = _POINTS.search(unicodedata.normalize("NFKC", label))
    return found[1] if found else None
