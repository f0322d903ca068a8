"""The review as a workbook: charts, the report, and columns for the answer."""

from tests.writers.opened import member, workbook
from tests.writers.report.building import assessed, bare, finding, with_findings
from tests.writers.review.making import about
from ziping.model.finding import Severity
from ziping.writers.review.xlsx import xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_the_numbers_of_the_charts_are_those_of_the_findings() -> None:
    page = workbook(xlsx(about()))["汇总"]
    texts = {name: page.values[name] for name in sorted(page.texts) if name.startswith("A")}
    line = next(name[1:] for name, text in texts.items() if text == "计算和资金")
    found = [it.severity for entry in assessed() for it in entry.findings if it.code.startswith("A")]
    counts = [found.count(severity) for severity in Severity]
    assert [int(page.values[f"{column}{line}"]) for column in "BCD"] == counts
    assert sum(counts) == len(found) > 5


def test_every_chart_draws_the_cells_beside_it() -> None:
    data = xlsx(about())
    drawn = [member(data, f"xl/charts/chart{number}.xml") for number in (1, 2, 3)]
    series = [[it.text for it in chart.iter(f"{CHART}f")] for chart in drawn]
    assert series[0][:3] == ["汇总!$B$1", "汇总!$A$2:$A$6", "汇总!$B$2:$B$6"]
    assert [len(it) for it in series] == [9, 6, 6]
    cached = [float(it.text or "") for it in drawn[2].iter(f"{CHART}v") if (it.text or "").startswith("86")]
    assert cached == [86.99]


def test_answers_are_chosen_from_a_list_beside_what_asks_for_them() -> None:
    form = bare()
    same = [finding(form.sourced.form, "E01", f"/indicators/{row}/deviation", said="空白") for row in (0, 2)]
    found = [finding(form.sourced.form, "B02", "/grade"), *same]
    data = xlsx(about([with_findings(form, found)]))
    asked = next(member(data, "xl/worksheets/sheet2.xml").iter(f"{MAIN}dataValidation"))
    assert asked.get("sqref") == "H2:H3"
    assert [it.text for it in asked] == ['"已修改,已补充说明,不修改"']
    page = workbook(data)["意见和答复"]
    assert (page.values["E2"], page.values["G2"]) == (
        "标题E01（E01）\n空白",
        "财预〔2020〕10号第十六条（未核对原文）",
    )
    assert page.values["D2"].startswith("偏差原因分析及改进措施（2 处）\n指标1")
    assert "I2" not in page.values


def test_a_form_without_findings_has_nothing_to_answer() -> None:
    sheet = member(xlsx(about([bare()])), "xl/worksheets/sheet2.xml")
    assert list(sheet.iter(f"{MAIN}dataValidation")) == []


def test_the_same_forms_give_the_same_bytes() -> None:
    assert xlsx(about()) == xlsx(about())
