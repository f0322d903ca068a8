"""Finds the headings of tables among words: labels of columns side by side, each in one or several lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.readers.labels import Group, is_side_label, named
from ziping.readers.unruled.words import Strip, Word

_REACHES: Final = ((5, 5), (10, 10), (15, 15), (20, 20), (5, 15), (15, 5), (5, 25), (25, 5), (25, 25))
"""How far a heading may reach above and below the middle of one of its labels, in tenths of a line."""
_MOST_NEAR: Final = 200
"""Words around a label; a heading has about twenty."""
_LEAST: Final = {Group.FUND_COLUMN: 3, Group.GOAL_COLUMN: 2, Group.INDICATOR_COLUMN: 4}
_NEEDED: Final = {
    Group.FUND_COLUMN: ({"executed"},),
    Group.GOAL_COLUMN: ({"expected", "actual"},),
    Group.INDICATOR_COLUMN: ({"level3"}, {"target", "actual"}),
}
_SIDES: Final = {
    Group.FUND_COLUMN: Group.FUNDS,
    Group.GOAL_COLUMN: Group.GOAL,
    Group.INDICATOR_COLUMN: Group.INDICATORS,
}
_MORE: Final = {Group.INDICATOR_COLUMN: (Group.TARGET_PART,)}


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one column and the words that it consists of."""

    words: tuple[Word, ...]
    field: str

    @property
    def left(self) -> int:
        """Return where it begins."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> int:
        """Return where it ends."""
        return max(word.right for word in self.words)

    @property
    def centre(self) -> int:
        """Return where its middle is."""
        return (self.left + self.right) // 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The labels of a table from left to right."""

    group: Group
    labels: tuple[Label, ...]

    @property
    def words(self) -> list[Word]:
        """Return all its words."""
        return [word for label in self.labels for word in label.words]

    @property
    def top(self) -> int:
        """Return where it begins on the strip."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> int:
        """Return where it ends on the strip."""
        return max(word.bottom for word in self.words)


def headings(strip: Strip, group: Group) -> Iterator[Heading]:
    """Yield the headings of the group from top to bottom."""
    end = -1
    for word in strip.words:
        if word.middle > end and named(word.text, group):
            reach = 3 * word.height
            near = strip.between(max(end + 1, word.middle - reach), word.middle + reach)
            if len(near) <= _MOST_NEAR and (found := _around(word, near, group)):
                yield found
                end = found.bottom


def _around(seed: Word, near: Sequence[Word], group: Group) -> Heading | None:
    """Return the best heading of which the word may be one label."""
    best: tuple[tuple[int, int], Heading] | None = None
    for above, below in _REACHES:
        low, high = seed.middle - above * seed.height // 10, seed.middle + below * seed.height // 10
        labels, strange = _labels([word for word in near if low <= word.middle <= high], group)
        score = 2 * (len(labels) - strange) - strange, sum(len(label.words) for label in labels)
        if _is_whole(labels, group) and (best is None or score > best[0]):
            best = score, Heading(group, labels)
    return best[1] if best else None


def _is_whole(labels: Sequence[Label], group: Group) -> bool:
    fields = {label.field for label in labels}
    return sum(map(bool, (label.field for label in labels))) >= _LEAST[group] and any(
        needed <= fields for needed in _NEEDED[group]
    )


def _labels(words: Iterable[Word], group: Group) -> tuple[tuple[Label, ...], int]:
    """Return the labels from left to right, and how many of the columns between them have none."""
    found = [label for column in columns_of(words) for label in _parted(column, group)]
    known = [number for number, label in enumerate(found) if label.field]
    if not known:
        return (), 0
    between = [
        label
        for number, label in enumerate(found[known[0] :], known[0])
        if not (_is_side(label) and any(other.field == label.field for other in found[number + 1 :]))
    ]
    return tuple(between), sum(not label.field for label in between)


def _is_side(label: Label) -> bool:
    return is_side_label("".join(word.text for word in label.words))


def columns_of(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words in groups that stand above each other."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda held: held.left):
        right = max((held.right for held in groups[-1]), default=0) if groups else 0
        if groups and right - word.left > 3 * min(word.right - word.left, right) // 10:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _parted(column: Sequence[Word], group: Group) -> list[Label]:
    """Return the label of a column, or those of the columns under a common one."""
    ordered = tuple(sorted(column, key=lambda word: (word.middle, word.left)))
    text = "".join(word.text for word in ordered)
    if is_side_label(text) and not named(text, group):
        return []
    if field := field_of(text, group):
        return [Label(ordered, field)]
    lowest = sorted(
        (word for word in ordered if word.bottom > ordered[-1].middle), key=lambda word: word.left
    )
    above = "".join(word.text for word in ordered if word not in lowest)
    below = [Label((word,), field) for word in lowest if (field := field_of(word.text, group))]
    is_common = len(below) == len(lowest) > 1 and (not above or field_of(above, group))
    return below if is_common else [Label(ordered, "")]


def field_of(text: str, group: Group) -> str:
    """Return the field that the text labels, a question mark where it labels what is not read, or nothing."""
    names = (named(text, held) for held in (group, *_MORE.get(group, ())))
    field = next((name for name in names if name), "")
    return field or ("?" if named(text, Group.OTHER_COLUMN) is not None else "")


def whole(heading: Heading, words: Sequence[Word]) -> Heading:
    """Return the heading with the rest of its labels where a page end cut it: the first line of the next page."""
    page = heading.words[0].page.number
    if any(word.page.number == page and word.middle > heading.bottom for word in words):
        return heading
    below = [word for word in words if word.page.number == page + 1]
    first = min((word.middle for word in below), default=0)
    rest = [word for word in below if word.middle - first < word.height]
    return Heading(heading.group, tuple(_completed(label, rest, heading.group) for label in heading.labels))


def _completed(label: Label, words: Iterable[Word], group: Group) -> Label:
    text = "".join(word.text for word in label.words)
    for word in words:
        is_below = word.left < label.right and label.left < word.right
        field = field_of(text + word.text, group)
        if is_below and field and label.field in {"", field}:
            return Label((*label.words, word), field)
    return label


def side_of(heading: Heading, words: Iterable[Word]) -> list[Word]:
    """Return the words of the label at the left edge of the table, if it has one: lines below each other."""
    first = heading.labels[0].left
    left = sorted((word for word in words if word.right <= first), key=lambda word: word.middle)
    found: list[Word] = []
    for number, word in enumerate(left):
        stack = [word, *_below(word, left[number + 1 :])]
        for end in range(1, len(stack) + 1):
            if named("".join(it.text for it in stack[:end]), _SIDES[heading.group]) and end > len(found):
                found = stack[:end]
    return found


def _below(word: Word, words: Iterable[Word]) -> Iterator[Word]:
    """Yield the lines that stand below the word and below each other."""
    last = word
    for other in words:
        shared = min(last.right, other.right) - max(last.left, other.left)
        is_under = 2 * shared > min(last.right - last.left, other.right - other.left)
        if is_under and last.height // 2 < other.middle - last.middle < 2 * last.height:
            yield other
            last = other
