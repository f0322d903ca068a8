"""What the goal's 实际完成情况 tells."""

from ziping.engine.catalogue import fact
from ziping.engine.columns import Expr, form
from ziping.model.finding import Level


@fact(Level.FORM)
def narrative() -> Expr:
    """The text without the blanks that stray into it (第 23 届); line breaks stay, for they end a clause."""
    return form.goal_actual.str.replace_all(r"[ \u3000\t]+", "")
