"""The declared values of a form by their pointers: what must be found in every written file."""

from collections.abc import Iterator

from ziping.model.form import Form, number_text
from ziping.model.template import FUND_COLUMNS, GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS


def declared(form: Form) -> Iterator[tuple[str, str]]:
    """Yield pointer and text of every declared value that is not blank; levels only where they begin."""
    holders: list[tuple[str, object, list[str]]] = [("", form, [*(it.name for it in HEAD), "grade"])]
    holders += [(f"/funds/{i}", it, ["label", *_names(FUND_COLUMNS)]) for i, it in enumerate(form.funds)]
    holders += [("/goal", form.goal, _names(GOAL_COLUMNS))]
    holders += [(f"/indicators/{i}", it, _names(INDICATOR_COLUMNS)) for i, it in enumerate(form.indicators)]
    holders += [("/total", form.total, ["points", "score"])]
    for at, held, names in holders:
        for name in names:
            value = getattr(held, name)
            if value is not None:
                yield f"{at}/{name}", value if isinstance(value, str) else number_text(value)


def _names(terms: tuple[object, ...]) -> list[str]:
    return [term.name for term in terms if hasattr(term, "name")]
