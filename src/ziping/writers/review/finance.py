"""Finance's own scores as a review tells them: beside the declared ones, with reasons and the deviation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ziping.engine.wording import NOTHING, rate
from ziping.model.assessment import FinanceScore, Pair, deviation
from ziping.model.template import TOTAL
from ziping.writers.report.overview import Row
from ziping.writers.report.printing import score

_DEVIATION: Final = "偏离率 {}"


@dataclass(frozen=True, slots=True)
class Given:
    """One line of finance's scores, in hundredths; the last line is the total."""

    number: str
    name: str
    points: int | None
    declared: int | None
    computed: int | None
    given: int | None
    reason: str

    @property
    def apart(self) -> int | None:
        """Return declared minus given."""
        return Pair(self.declared, self.given).difference


def lines(row: Row) -> Iterator[Given]:
    """Yield what finance scored of a form, and the total; nothing where it scored nothing."""
    review = row.assessment.finance
    if review is None:
        return
    for it in review.rows:
        number = "" if it.index is None else str(it.index + 1)
        yield Given(number, it.name or NOTHING, it.points, it.declared, it.computed, it.given, _reason(it))
    totals = review.declared, row.assessment.scores.computed_total, review.total
    yield Given("", TOTAL.label.zh, None, *totals, _DEVIATION.format(_rate(review.deviation)))


def _reason(it: FinanceScore) -> str:
    """Return the reason; where the row declares something else by now, also what was declared then."""
    return it.reason if it.seen == it.declared else f"{it.reason}（评分时填报 {score(it.seen)}）"


def verdict(row: Row) -> str:
    """Say how finance's total stands beside the declared one; empty where it scored nothing."""
    review = row.assessment.finance
    return "" if review is None else f"财政复核：{_compared(review.declared, review.total)}"


def together(rows: Sequence[Row]) -> str:
    """Say the same of all forms that finance scored; empty where it scored none, or a total is missing."""
    held = [it for row in rows if (it := row.assessment.finance)]
    totals = [(it.declared, it.total) for it in held if it.declared is not None and it.total is not None]
    if not held or len(totals) < len(held):
        return f"财政已复核 {len(held)} 张表的得分。" if held else ""
    declared, reviewed = (sum(side) for side in zip(*totals, strict=True))
    return f"财政已复核 {len(held)} 张表的得分，合计：{_compared(declared, reviewed)}。"


def _compared(declared: int | None, reviewed: int | None) -> str:
    apart = _DEVIATION.format(_rate(deviation(declared, reviewed)))
    return f"填报总分 {score(declared)}，复核总分 {score(reviewed)}，{apart}"


def _rate(basis_points: int | None) -> str:
    return NOTHING if basis_points is None else rate(basis_points)
