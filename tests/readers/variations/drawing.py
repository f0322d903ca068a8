"""Draws a form in a style, and says what the drawn document says."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from tests.readers.variations.sheet import WIDTH, Box, Sheet, shares
from tests.readers.variations.style import Columns, Style

Values = dict[str, Any]

_TARGET: Final = re.compile(r"([≥≤=＝><]{0,2})([0-9][0-9.,]*)[(（]?(.*?)[)）]?")
_BLANK_INDICATOR: Final = dict.fromkeys(
    ("level1", "level2", "level3", "target", "actual", "points", "score", "deviation")
)
_NUMBERS: Final = ("initial_budget", "full_year_budget", "executed", "points", "execution_rate", "score")


@dataclass
class Drawing:
    """A sheet with one form, and the form that a person reads in it."""

    style: Style
    form: Values
    sheet: Sheet = field(default_factory=Sheet)
    said: Values = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Draw everything from top to bottom."""
        self.said = {name: None for name in self.form if name not in {"places", "problems"}}
        self.said |= {"schema": self.form["schema"], "kind": self.form["kind"], "funds": [], "indicators": []}
        self.said |= {"goal": {"expected": None, "actual": None}, "total": {"points": None, "score": None}}
        for above in self.style.above:
            self.sheet.row(*above) if len(above) > 1 else self.sheet.line(*above)
        self._title()
        self._head()
        (self.style.funds or Drawing._funds)(self)
        self._goal()
        self._indicators()
        self._total()
        for row in self.style.below:
            self.sheet.row(*row)

    def _title(self) -> None:
        year = self.form["year"]
        self.said["title"] = self.style.title.format(year=year)
        self.sheet.line(self.said["title"])
        kinds = {"部门整体": "department", "区域绩效目标": "transfer"}
        self.said["kind"] = next((kinds[word] for word in kinds if word in self.style.title), "project")
        if self.style.year_line and year is not None:
            self.sheet.line(self.style.year_line.format(year=year))
        if year is not None and "year" in self.style.title + self.style.year_line:
            self.said["year"] = year

    def _head(self) -> None:
        for cells in self.style.head:
            row = self.sheet.height
            parts = [part for cell in cells for part in self._field(*cell)]
            for (text, pointer), (left, right) in zip(parts, shares(len(parts)), strict=True):
                self.sheet.put(Box(text, row, left, 1, right - left, pointer))

    def _field(self, name: str, label: str, given: str) -> Iterable[tuple[str, str | None]]:
        value = given or self._say(name) or ""
        label = label.format(unit=self.form["money_unit"])
        pointer = f"/{name}" if name else None
        if self.style.head_in_one_cell:
            return [(f"{label}：{value}", pointer)]
        return [(label, None), (value.format(unit=self.form["money_unit"]), pointer)]

    def _say(self, pointer: str) -> str | None:
        *path, name = pointer.split("/")
        value, said = self.form, self.said
        for key in path:
            value, said = value[key], said[key]
        text: str | None = value[name]
        said[name] = text
        return text

    def _side(self, label: str | None, first: int) -> int:
        """Put the label at the left edge over the rows that were drawn since; return where the rows begin."""
        if label is not None:
            self.sheet.put(Box(label, first, 0, self.sheet.height - first, 1))
        return 0 if label is None else 1

    def _heading(self, columns: Columns, start: int, *, rows: int = 1) -> list[tuple[int, int]]:
        edges, row = shares(len(columns), start), self.sheet.height
        for (_, label), (left, right) in zip(columns, edges, strict=True):
            self.sheet.put(Box(label, row, left, rows, right - left))
        return edges

    def _funds(self) -> None:
        if not self.style.fund_columns:
            return
        first = self.sheet.height
        start = 0 if self.style.fund_side is None else 1
        columns = (("label", ""), *self.style.fund_columns)
        edges = self._heading(columns, start)
        total = next((fund for fund in self.form["funds"] if fund["source"] == "total"), None)
        top = self.sheet.height
        funds = [fund for fund in self.form["funds"] if fund["source"] in self.style.fund_rows]
        for fund in funds:
            self._fund(fund, total, edges, rows=len(funds))
        if self.style.funds_grouped and len(funds) > 1:
            self.sheet.put(Box("其中：", top + 1, edges[0][0], len(funds) - 1, 1))
        for row in self.style.fund_extra:
            self.sheet.row(*row, start=start)
        self.fund_side(first)

    def fund_side(self, first: int) -> None:
        """Put the label at the left edge of the fund table, which begins in the given row."""
        unit = self.form["money_unit"]
        self._side(self.style.fund_side and self.style.fund_side.format(unit=unit), first)
        if unit and unit in self._texts():
            self.said["money_unit"] = unit

    def _texts(self) -> str:
        return " ".join(box.text for box in self.sheet.boxes if box.pointer is None)

    def _fund(
        self, fund: Values, total: Values | None, edges: Sequence[tuple[int, int]], *, rows: int
    ) -> None:
        row, label = self.sheet.height, self.style.fund_rows[fund["source"]]
        fund = deepcopy(fund)
        is_first = fund is total or not self.said["funds"]
        if self.style.child_points and total:
            fund |= {"points": total["points"], "score": total["score"]}
        merged = {"points", "execution_rate", "score"} if self.style.funds_merged else set()
        if not is_first:
            fund |= dict.fromkeys(merged)
        source = self.style.fund_sources.get(fund["source"], fund["source"])
        names = [name for name, _ in self.style.fund_columns if name]
        pointer = self.say_fund(source, label, **{name: fund[name] for name in names})
        grouped = 0 if is_first or not self.style.funds_grouped else 1
        self.sheet.put(Box(label, row, edges[0][0] + grouped, 1, edges[0][1] - edges[0][0] - grouped))
        for (name, heading), (left, right) in zip(self.style.fund_columns, edges[1:], strict=True):
            if name in merged and not is_first:
                continue
            text = self._printed(name, fund.get(name)) if name else filler(heading)
            at = f"{pointer}/{name}" if pointer and name else None
            self.sheet.put(Box(text, row, left, rows if name in merged else 1, right - left, at))

    def say_fund(self, source: str, label: str, **values: str | None) -> str | None:
        """Say what a row of the fund table says, and return its pointer; a row without values says nothing."""
        if all(value is None for value in values.values()):
            return None
        label = re.sub("^其中[:：]", "", label).rstrip(":：")
        said = {"source": source, "label": label, **dict.fromkeys(_NUMBERS), **values}
        self.said["funds"].append(said)
        return f"/funds/{len(self.said['funds']) - 1}"

    def _printed(self, name: str, value: str | None) -> str:
        is_amount = name in {"initial_budget", "full_year_budget", "executed"}
        return (
            "" if value is None else self.style.amount(value, self.form["money_unit"]) if is_amount else value
        )

    def _goal(self) -> None:
        if not self.style.goal_columns:
            return
        first = self.sheet.height
        start = 0 if self.style.goal_side is None else 1
        edges = self._heading(self.style.goal_columns, start)
        row = self.sheet.height
        for (name, label), (left, right) in zip(self.style.goal_columns, edges, strict=True):
            text = (self._say(f"goal/{name}") or "") if name else f"（{label}同前）"
            self.sheet.put(Box(text, row, left, 1, right - left, f"/goal/{name}" if name else None))
        self._side(self.style.goal_side, first)

    def _indicators(self) -> None:
        first = self.sheet.height
        start = 0 if self.style.indicator_side is None else 1
        edges = self._indicator_heading(start)
        rows = self.form["indicators"]
        end = self.style.page_end
        self._rows(rows[:end], edges)
        if end is not None:
            self._side(self.style.indicator_side, first)
            self.sheet.gap()
            first = self.sheet.height
            if self.style.heading_again:
                self._indicator_heading(start)
            self._rows(rows[end:], edges)
        self._side(self.style.indicator_side, first)

    def _indicator_heading(self, start: int) -> list[tuple[int, int]]:
        if self.style.over_target is None:
            return self._heading(self.style.columns, start)
        edges, row = shares(len(self.style.columns), start), self.sheet.height
        parts = {"comparator", "target", "unit"}
        inner = [edge for (name, _), edge in zip(self.style.columns, edges, strict=True) if name in parts]
        self.sheet.put(Box(self.style.over_target, row, inner[0][0], 1, inner[-1][1] - inner[0][0]))
        for (name, label), (left, right) in zip(self.style.columns, edges, strict=True):
            is_part = name in parts
            self.sheet.put(Box(label, row + is_part, left, 1 if is_part else 2, right - left))
        return edges

    def _rows(self, indicators: Sequence[Values], edges: Sequence[tuple[int, int]]) -> None:
        for _, first in groupby(indicators, lambda it: it["level1"]):
            of_first = list(first)
            top = self.sheet.height
            for _, second in groupby(of_first, lambda it: it["level2"]):
                self._second(list(second), edges)
            self._level("level1", top, of_first, edges)

    def _second(self, indicators: Sequence[Values], edges: Sequence[tuple[int, int]]) -> None:
        top = self.sheet.height
        points = len(self.said["indicators"])
        for indicator in indicators:
            self._indicator(indicator, edges, has_score=not self.style.merged_scores)
        if self.style.merged_scores:
            self._merged_score(indicators, top, points, edges)
        if self.style.placeholders:
            self._placeholder(f"指标{len(indicators) + 1}：", edges)
            self._placeholder("……", edges)
        self._level("level2", top, indicators, edges)

    def _indicator(self, indicator: Values, edges: Sequence[tuple[int, int]], *, has_score: bool) -> None:
        row, number = self.sheet.height, len(self.said["indicators"])
        said = dict(_BLANK_INDICATOR)
        texts = self._texts_of(indicator, number)
        for (name, heading), (left, right) in zip(self.style.columns, edges, strict=True):
            if name in {"level1", "level2"} or (name == "score" and not has_score):
                continue
            text = (texts.get(name) or "") if name else filler(heading)
            field = "target" if name in {"comparator", "unit"} else name
            if name in said or field == "target":
                said[field] = (said[field] or "") + text or None
            pointer = f"/indicators/{number}/{field}" if name else None
            self.sheet.put(Box(text, row, left, 1, right - left, pointer))
        self.said["indicators"].append(said)

    def _texts_of(self, indicator: Values, number: int) -> Values:
        texts = dict(indicator)
        texts["level3"] = self.style.name(number, indicator["level3"])
        target = self.style.target(indicator["target"] or "")
        texts["target"] = target
        if any(name == "comparator" for name, _ in self.style.columns):
            found = _TARGET.fullmatch(target)
            whole = found.groups() if found else ("定性", target, "")
            texts["comparator"], texts["target"], texts["unit"] = whole
            if not found:
                texts["comparator"] = ""
        return texts

    def _merged_score(
        self, indicators: Sequence[Values], top: int, first: int, edges: Sequence[tuple[int, int]]
    ) -> None:
        names = [name for name, _ in self.style.columns]
        left, right = edges[names.index("score")]
        total = sum((Decimal(it["score"]) for it in indicators if it["score"]), Decimal(0))
        self.said["indicators"][first]["score"] = f"{total:f}"
        pointer = f"/indicators/{first}/score"
        self.sheet.put(Box(f"{total:f}", top, left, len(indicators), right - left, pointer))

    def _placeholder(self, text: str, edges: Sequence[tuple[int, int]]) -> None:
        row = self.sheet.height
        for (name, _), (left, right) in zip(self.style.columns, edges, strict=True):
            if name not in {"level1", "level2"}:
                self.sheet.put(Box(text if name == "level3" else "", row, left, 1, right - left))

    def _level(
        self, name: str, top: int, indicators: Sequence[Values], edges: Sequence[tuple[int, int]]
    ) -> None:
        names = [name for name, _ in self.style.columns]
        if name not in names:
            return
        left, right = edges[names.index(name)]
        label = indicators[0][name] or ""
        if name == "level1":
            points = sum((Decimal(it["points"]) for it in indicators if it["points"]), Decimal(0))
            label = self.style.level1(label, f"{points:f}")
        for said in self.said["indicators"][-len(indicators) :]:
            said[name] = label or None
        label = self._part_of(label, name, len(indicators))
        if self.style.levels == "merged":
            self.sheet.put(Box(label, top, left, self.sheet.height - top, right - left))
            return
        for row in range(top, self.sheet.height):
            text = label if self.style.levels == "repeated" or row == top else ""
            self.sheet.put(Box(text, row, left, 1, right - left))

    def _part_of(self, label: str, name: str, count: int) -> str:
        """Return the part of a level's label that stands on this page, where a page end cuts through its rows."""
        end, rows, last = self.style.page_end, self.form["indicators"], len(self.said["indicators"])
        if end is None or end >= len(rows) or (self.style.labels_again and not self.style.label_cut):
            return label
        if any(rows[end - 1][level] != rows[end][level] for level in {"level1", name}):
            return label
        cut = self.style.label_cut or len(label)
        return label[:cut] if last == end else label[cut:] if last - count == end else label

    def _total(self) -> None:
        names = [name for name, _ in self.style.columns]
        if self.style.total is not None:
            row, edges = self.sheet.height, shares(len(names), 0 if self.style.indicator_side is None else 1)
            first = min(names.index(name) for name in ("points", "score") if name in names)
            self.sheet.put(Box(self.style.total, row, 0, 1, edges[first][0]))
            for name, (left, right) in zip(names[first:], edges[first:], strict=True):
                text = (self._say(f"total/{name}") or "") if name in {"points", "score"} else ""
                if name == "deviation" and self.style.total_with_grade:
                    text = self._say("grade") or ""
                self.sheet.put(Box(text, row, left, 1, right - left, f"/total/{name}" if text else None))
        if self.style.grade is not None:
            row = self.sheet.height
            self.sheet.put(Box(self.style.grade, row, 0, 1, 6))
            self.sheet.put(Box(self._say("grade") or "", row, 6, 1, WIDTH - 6, "/grade"))


def filler(heading: str) -> str:
    """Return what stands in a column that is no data of the form."""
    if "率" in heading or "%" in heading:
        return "98%"
    if heading.endswith(("分", "数", "到位")):
        return "7.00"
    return "1" if "序号" in heading else "按完成比例计分，完成得满分"
