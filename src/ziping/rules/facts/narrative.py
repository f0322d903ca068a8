"""What the goal's 实际完成情况 tells."""

from ziping.engine.catalogue import reading
from ziping.engine.columns import Expr, form
from ziping.model.finding import Level


@reading(Level.FORM)
def narrative() -> Expr:
    """The text without the blanks that stray into it (第 23 届); line breaks stay, for they end a clause."""
    return form.goal_actual.str.replace_all(r"[ \u3000\t]+", "")
