"""What the workbook of a comparison holds, whatever the forms and the profiles say."""

from tests.writers.opened import Page, workbook
from ziping.model.assessment import Pair
from ziping.model.finding import FormKey
from ziping.model.language import Language, Text
from ziping.model.rescoring import Rescored, Rescoring, Verdict
from ziping.writers.rescoring.xlsx import xlsx_rescoring

EVIL, FORMULA = "<r><t>甲</t></r>", "=cmd|'/c calc'!A1"


def sheets() -> dict[str, Page]:
    form = Rescored(
        FormKey("x.txt", 1, 2023, EVIL, FORMULA),
        Verdict(9287, FORMULA),
        Verdict(9157, EVIL),
        Verdict(None, None),
        Pair(None, 2000),
    )
    notes = (Text(FORMULA, "note"),)
    compared = Rescoring(Text("甲", "a"), Text("乙", "b"), (EVIL, FORMULA), (form,), notes)
    return workbook(xlsx_rescoring(compared, language=Language.ZH))


def test_scores_are_numbers_and_unknown_ones_blank() -> None:
    page = sheets()["各表变化"]
    assert [page.values.get(f"{column}2") for column in "CDEFG"] == ["2023", "92.87", "91.57", None, None]
    assert {"C2", "D2", "E2"} & page.texts == set()


def test_a_text_stays_a_text_and_is_never_markup() -> None:
    forms, grades, notes = (sheets()[name] for name in ("各表变化", "等级分布", "说明"))
    assert (forms.values["A2"], forms.values["B2"], forms.values["H2"]) == (f"{EVIL} ", FORMULA, f"{EVIL} ")
    assert (grades.values["A2"], grades.values["B2"], grades.values["C2"]) == (f"{EVIL} ", "1", "0")
    assert grades.values["A3"] == FORMULA
    assert notes.values["A2"] == FORMULA
    assert {**forms.formulas, **grades.formulas, **notes.formulas} == {}
