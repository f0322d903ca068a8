"""D08 三级指标重名."""

from ziping.engine.catalogue import Verdict, check, fact
from ziping.engine.columns import Expr, given
from ziping.law import cite
from ziping.model.finding import Level, Severity
from ziping.model.language import Text
from ziping.rules.facts.across import name_across, name_key
from ziping.rules.facts.rows import distinct, names, numbered, repeated_rows, repeats


@fact(Level.FORM, over=Level.INDICATOR)
def plain_names() -> Expr:
    """List the plain names, row by row."""
    return name_key()


@fact(Level.FORM, over=Level.INDICATOR)
def name_repeats() -> Expr:
    """Whether two rows have the same plain name; null where there are no two names."""
    return given(name_key().count() > 1, repeats(name_key()))


@check(
    code="D08",
    level=Level.FORM,
    severity=Severity.WARNING,
    title=Text("三级指标重名", "Third-level indicators of the same name"),
    reason=Text(
        "两项三级指标同名，分不清各自考核什么。产出与效益之间重名的，由 D07 报告。",
        "Two indicators of one name cannot be told apart. A name shared by output and benefit is reported by D07.",
    ),
    message=Text(
        "第 {rows} 项三级指标的名称相同：{names:text}",
        "indicators {rows} have the same name: {names:text}",
    ),
    fix=Text(
        "合并重复的指标，或改成能区分的名称",
        "merge them, or give them names that tell them apart",
    ),
    at=("indicators.*.level3",),
    cites=(cite("mof-2021-101", "setting"),),
)
def same_name() -> Verdict:
    """Fail when a name, apart from numbering, blanks and brackets, stands twice."""
    rows = repeated_rows(plain_names())
    return Verdict(
        fails=name_repeats() & ~name_across(),
        facts={"rows": numbered(rows), "names": distinct(names().list.gather(rows))},
        rows=rows,
    )
