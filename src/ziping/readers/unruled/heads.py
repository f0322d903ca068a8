"""Puts labels and the values beside them into rows: the head of a form, and the grade below it."""

from collections.abc import Iterable, Iterator, Sequence

from ziping.readers.labels import Group, is_foreign_label, meanings, opening
from ziping.readers.unruled.rows import lines_of
from ziping.readers.unruled.table import OFF, Placed, Table
from ziping.readers.unruled.words import Word, box_of

_LABELS = (Group.HEAD, Group.OTHER_FIELD, Group.GRADE, Group.TOTAL, Group.GOAL_COLUMN, Group.FUND_COLUMN)


def head_table(words: Sequence[Word]) -> Iterator[tuple[Table, Sequence[Word]]]:
    """Yield the table of the labels among the words and of the values right of them, if there is any label."""
    rows = _rows([word for word in words if _is_label(word)])
    if not rows:
        return
    held = [word for word in words if word.bottom > rows[0][0].top]
    table = Table()
    taken: list[Word] = []
    for number, row in enumerate(rows):
        own = [word for word in held if _nearest(word, rows) is row and _beside(word, row)]
        taken += own
        _put(table, number, row, [w for w in own if w not in row])
    yield table, taken


def _is_label(word: Word) -> bool:
    found = opening(word.text)
    return any(group in found for group in _LABELS) or is_foreign_label(word.text)


def _rows(labels: Iterable[Word]) -> list[list[Word]]:
    """Return the labels that stand side by side."""
    rows: list[list[Word]] = []
    for word in labels:
        if rows and abs(word.middle - rows[-1][0].middle) < word.height // 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def _nearest(word: Word, rows: Sequence[list[Word]]) -> list[Word]:
    return min(rows, key=lambda labels: abs(labels[0].middle - word.middle))


def _beside(word: Word, row: Sequence[Word]) -> bool:
    """Tell whether the word is one of the labels or stands right of the first."""
    return word in row or word.left > row[0].right


def _put(table: Table, number: int, labels: Sequence[Word], values: Sequence[Word]) -> None:
    for place, label in enumerate(labels):
        after = labels[place + 1].left if place + 1 < len(labels) else 1 << 30
        block = lines_of(word for word in values if label.right <= word.centre < after)
        table.placed.append(Placed(lines_of([label]), number, 2 * place))
        if not block and not _is_bare(label):
            continue
        middle = (block[0].middle + block[-1].middle) // 2 if block else label.middle
        doubt = OFF if abs(middle - label.middle) > label.height // 2 else None
        table.placed.append(Placed(block, number, 2 * place + 1, doubt=doubt))
        if block:
            left, _, right, _ = box_of(word for line in block for word in line.words)
            old = table.sides.get(2 * place + 1, (left, right))
            table.sides[2 * place + 1] = min(left, old[0]), max(right, old[1])


def _is_bare(label: Word) -> bool:
    return bool(meanings(label.text)) or is_foreign_label(label.text)
