"""What the workbook of an audit holds, whatever the forms say."""

from tests.writers.opened import Page, workbook
from ziping.model.auditing import AuditSummary, RuleCount, UnitCount, WorstForm
from ziping.model.finding import FormKey, Severity
from ziping.model.language import Language, Text
from ziping.writers.auditing.xlsx import xlsx_audit

EVIL, FORMULA = "<r><t>甲</t></r>", "=cmd|'/c calc'!A1"


def sheets() -> dict[str, Page]:
    summary = AuditSummary(
        forms=3,
        units=2,
        errors=1,
        warnings=0,
        notes=4,
        faulty=1,
        rules=(RuleCount("X01", Text(EVIL, EVIL), Severity.ERROR, 3, 1),),
        spread=(),
        ranked=(UnitCount(EVIL, 2, 1, 0, 9287, None), UnitCount(FORMULA, 1, 0, 0, None, 9157)),
        fields=(),
        grades=(),
        worst=(WorstForm(FormKey("x.txt", 1, 2023, FORMULA, EVIL), 1, 0, 9287, 9157, None),),
        unread=(Text(FORMULA, FORMULA), Text(EVIL, EVIL)),
    )
    return workbook(xlsx_audit(summary, language=Language.ZH))


def column(page: Page, name: str) -> list[str]:
    return [value for key, value in page.values.items() if key.rstrip("0123456789") == name][1:]


def test_figures_are_numbers() -> None:
    book = sheets()
    assert column(book["概览"], "B") == ["3", "2", "1", "1", "0", "4"]
    assert (column(book["单位排序"], "E"), column(book["单位排序"], "F")) == (["92.87"], ["91.57"])
    assert book["问题最多的表"].texts & {"C2", "D2", "E2", "F2", "G2"} == set()


def test_a_text_stays_a_text_and_is_never_markup() -> None:
    book = sheets()
    assert column(book["各类问题"], "B") == [f"{EVIL} "]
    assert column(book["单位排序"], "A") == [f"{EVIL} ", FORMULA]
    assert (column(book["问题最多的表"], "A"), column(book["问题最多的表"], "B")) == ([FORMULA], [f"{EVIL} "])
    assert column(book["未能读取的文件"], "A") == [FORMULA, f"{EVIL} "]
    assert {name: page.formulas for name, page in book.items() if page.formulas} == {}
