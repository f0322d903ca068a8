"""Reads the indicator table from words: the pair of points and score anchors a row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ziping.model.form import ProblemKind
from ziping.model.language import Text
from ziping.readers.cleaning import text_of_cells
from ziping.readers.draft import Draft
from ziping.readers.grid import Cell
from ziping.readers.labels import Group, named
from ziping.readers.levels import Levels, parent
from ziping.readers.sections import Row, text_of
from ziping.readers.words.anchors import Entry, anchored
from ziping.readers.words.heading import is_in_readable_order, without_heading
from ziping.readers.words.partition import MOST_WORDS, Words, parted

MOST_INDICATORS: Final = 1000
"""No form has more; a text that seems to have is not worth the time that parting its rows would take."""


@dataclass
class Table:
    """Goes down the entries of one indicator table."""

    draft: Draft
    has_reasons: bool
    levels: Levels = field(default_factory=Levels)
    above: str | None = None
    """The pointer of the indicator above, to which a reason for lost points belongs."""
    above_score: Cell | None = None

    def take(self, entry: Entry) -> None:
        """Set one indicator, and the reason that stands before it for the one above."""
        labels = _labels(entry.words)
        self._enter([entry.words[n] for n in labels])
        words = [word for n, word in enumerate(entry.words) if n not in labels]
        least = labels[0] if labels else self._words_beside_score(words)
        pointer = self.draft.add("indicators")
        self.levels.put(self.draft, pointer)
        self._put_texts(pointer, words, least, has_labels=bool(labels))
        for name, word in (("points", entry.points), ("score", entry.score)):
            self.draft.put_number(f"{pointer}/{name}", word.text, word.place)
        self.above, self.above_score = pointer, entry.score

    def finish(self, words: Words, *, is_cut: bool) -> None:
        """Take what stands below the last pair: the reason of the last indicator, and the rest of a cut-off form."""
        labels = _labels(words)
        reason = words[: labels[0]] if labels else words
        rest = [word for n, word in enumerate(words) if n >= len(reason) and n not in labels]
        if reason:
            self._put_reason(reason)
            if is_cut and self.above:
                self._doubt(f"{self.above}/deviation", reason)
        if rest:
            message = Text(
                "绩效指标表最后有文字未能读懂", "text at the end of the indicator table was not understood"
            )
            self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of_cells(rest))

    def _words_beside_score(self, words: Words) -> int:
        """Return how many words stand in the line of the score above: those can only be its reason."""
        return sum(self.above_score is not None and word.row == self.above_score.row for word in words)

    def _enter(self, labels: Sequence[Cell]) -> None:
        for word, following in zip(labels, (*labels[1:], None), strict=False):
            if _is_first_level(word, following):
                self.levels.enter1(word.text, word.place)
            else:
                self._enter_second(word, is_alone=word is labels[0])

    def _enter_second(self, word: Cell, *, is_alone: bool) -> None:
        self.levels.enter2(word.text, word.place)
        above = parent(word.text)
        if is_alone and above and not self.levels.is_under(above):
            self.levels.infer()

    def _put_texts(self, pointer: str, words: Words, least: int, *, has_labels: bool) -> None:
        if len(words) - least > MOST_WORDS:
            message = Text(
                "本行文字过多，分不出名称、指标值和完成值",
                "too much text in this row to tell name, target and actual value apart",
            )
            self.draft.note(ProblemKind.NOT_UNDERSTOOD, pointer, message, text_of_cells(words[:MOST_WORDS]))
            return
        may_have_reason = self.has_reasons and self.above is not None and not has_labels
        best, second = parted(words, least, lost_points=self._lost_points() if may_have_reason else None)
        if best.reason:
            self._put_reason(best.reason)
        for name, part in (("level3", best.name), ("target", best.target), ("actual", best.actual)):
            if part:
                self.draft.put_text(f"{pointer}/{name}", text_of_cells(part), part[0].place)
        if second or len(best.reason) > least or not (best.name and best.target and best.actual):
            self._doubt(pointer, words)

    def _lost_points(self) -> bool:
        points = self.draft.value(f"{self.above}/points")
        score = self.draft.value(f"{self.above}/score")
        return isinstance(points, str) and isinstance(score, str) and Decimal(score) < Decimal(points)

    def _put_reason(self, words: Words) -> None:
        if self.above is None:
            message = Text("绩效指标表中有文字未能读懂", "text in the indicator table was not understood")
            self.draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of_cells(words))
            return
        pointer = f"{self.above}/deviation"
        self.draft.put_text(pointer, text_of_cells(words), words[0].place)
        if not self._lost_points():
            message = Text(
                "没有失分的指标后有文字，按偏差原因读取",
                "text follows an indicator that lost no points; read as the reason of a deviation",
            )
            self.draft.note(ProblemKind.DOUBTFUL, pointer, message, text_of_cells(words))

    def _doubt(self, pointer: str, words: Words) -> None:
        message = Text(
            "文本中看不出各格的分界，按行宽推断",
            "the text does not tell the cells apart; parted by the width of the lines",
        )
        self.draft.note(ProblemKind.DOUBTFUL, pointer, message, text_of_cells(words))


def put_indicators(draft: Draft, rows: Sequence[Row], *, is_cut: bool) -> None:
    """Set the indicators; ``is_cut`` tells that no total row follows, so that the last row may be incomplete."""
    columns, body = without_heading(rows)
    if rows and not is_in_readable_order(columns):
        message = Text(
            "绩效指标表没有表头，或列序在无格文本中无法分辨，各行未能读取",
            "the indicator table has no heading, or one whose order cannot be told without cells; its rows were not read",
        )
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message, text_of(rows[0]))
        return
    table = Table(draft, has_reasons="deviation" in columns)
    entries, rest = anchored(body)
    for entry in entries[:MOST_INDICATORS]:
        table.take(entry)
    if len(entries) > MOST_INDICATORS:
        message = Text(
            f"绩效指标多于 {MOST_INDICATORS} 项，其余未读取",
            f"more than {MOST_INDICATORS} indicators; the others were not read",
        )
        draft.note(ProblemKind.NOT_UNDERSTOOD, "/indicators", message)
    else:
        table.finish(rest, is_cut=is_cut)


def _labels(words: Words) -> list[int]:
    """Return where the level labels stand: at the start of a line, or behind another one."""
    labels: list[int] = []
    for n, word in enumerate(words):
        is_in_front = word.column == 0 or (bool(labels) and labels[-1] == n - 1)
        if is_in_front and (named(word.text, Group.LEVEL1) or named(word.text, Group.LEVEL2)):
            labels.append(n)
    return labels


def _is_first_level(word: Cell, following: Cell | None) -> bool:
    """Tell the level of a label; 成本指标 is on the first level where a second one of its own follows."""
    if not named(word.text, Group.LEVEL1):
        return False
    return not named(word.text, Group.LEVEL2) or (
        following is not None and parent(following.text) == word.text
    )
