"""What the workbook of a report holds, read without the library that wrote it."""

from tests.writers.opened import Page, member, workbook
from tests.writers.report.building import assessed, bare, finding, with_findings
from ziping.model.assessment import Assessment
from ziping.model.language import Language, Text
from ziping.writers.report.xlsx import xlsx_report

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVIL, FORMULA = "<r><t>甲</t></r>", "=cmd|'/c calc'!A1"
SCORE, ACTUAL = "/indicators/1/score", "/indicators/1/actual"


def sheets(
    *assessments: Assessment, language: Language = Language.ZH, unread: tuple[Text, ...] = ()
) -> dict[str, Page]:
    return workbook(xlsx_report(assessments, language=language, unread=unread))


def row(page: Page, number: int) -> list[str]:
    return [
        value
        for name, value in page.values.items()
        if name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(number)
    ]


def test_the_sheets_have_their_names_in_both_languages() -> None:
    assert list(sheets()) == ["概览", "发现", "得分对照", "未读出"]
    assert list(sheets(language=Language.EN)) == ["Overview", "Findings", "Scores", "Unread"]


def test_the_overview_has_a_row_for_every_form() -> None:
    page = sheets(*assessed())["概览"]
    assert sorted(page.values[f"B{line}"] for line in range(2, 14)) == sorted(
        str(entry.sourced.form.project) for entry in assessed()
    )
    assert "B14" not in page.values


def test_the_row_of_a_form_holds_numbers_as_numbers() -> None:
    form = bare()
    page = sheets(with_findings(form, [finding(form.sourced.form, "B02", SCORE)]))["概览"]
    assert row(page, 2)[2:15] == [
        "2023",
        "上海市外国投资促进中心",
        "shanghai-2023.txt",
        "3",
        "1",
        "0",
        "0",
        "92.87",
        "91.57",
        "1.30",
        "优",
        "优",
        "上海市（2023年度起）",
    ]
    assert {"A2", "C2", "F2", "G2", "J2", "K2", "L2"} & page.texts == set()


def test_a_form_leads_to_its_findings_and_scores() -> None:
    form = bare()
    other = with_findings(bare("外宣经费"), [finding(form.sourced.form, "B02", SCORE)] * 3)
    sheet = member(xlsx_report([form, other], language=Language.ZH), "xl/worksheets/sheet1.xml")
    links = {it.get("ref"): it.get("location") for it in sheet.iter(f"{MAIN}hyperlink")}
    assert links == {"R2": "'发现'!A2", "S2": "'得分对照'!A2", "S3": "'得分对照'!A10"}


def test_a_finding_says_everything_in_its_row() -> None:
    form = bare()
    page = sheets(with_findings(form, [finding(form.sourced.form, "B02", SCORE, ACTUAL)]))["发现"]
    assert row(page, 2) == [
        "1",
        "海外办事处专项",
        "B02",
        "错误",
        "标题B02",
        "指标2「参加线上线下专业投促会议和活动」得分",
        "7.00",
        "应得 5.70 分，填报 7.00 分（B02）",
        "改为 5.70",
        "财预〔2020〕10号《项目支出绩效评价管理办法》第十六条（未核对原文）",
        "否",
        "指标2「参加线上线下专业投促会议和活动」实际完成值 57.00(场)",
    ]


def test_every_finding_of_the_real_forms_has_a_row() -> None:
    page = sheets(*assessed())["发现"]
    codes = [value for name, value in page.values.items() if name.startswith("C") and name != "C1"]
    assert sorted(codes) == sorted(it.code for entry in assessed() for it in entry.findings)


def test_the_heading_stays_and_filters() -> None:
    form = bare()
    found = with_findings(form, [finding(form.sourced.form, "B02", SCORE)])
    sheet = member(xlsx_report([found], language=Language.ZH), "xl/worksheets/sheet2.xml")
    pane, filtered = next(sheet.iter(f"{MAIN}pane")), next(sheet.iter(f"{MAIN}autoFilter"))
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "A2")
    assert filtered.get("ref") == "A1:M2"


def test_declared_and_computed_scores_stand_side_by_side() -> None:
    page = sheets(bare())["得分对照"]
    assert row(page, 2)[2:] == ["执行率", "10.00", "9.87", "9.87", "0.00"]
    assert row(page, 4)[2:] == ["2 参加线上线下专业投促会议和活动", "10.00", "7.00", "5.70", "1.30"]
    assert row(page, 8)[2:] == [
        "6 直接联系推动来华考察国家和企业项目",
        "20.00",
        "16.00",
        "16.00",
        "0.00",
        "12.00",
        "16.00",
    ]
    assert row(page, 10)[2:] == ["总分", "92.87", "91.57", "1.30"]
    assert row(page, 11)[2:] == ["评分等级", "优", "优"]


def test_what_could_not_be_read_is_listed() -> None:
    assert row(sheets(unread=(Text("坏.pdf：不能读取", "bad"),))["未读出"], 2) == ["坏.pdf：不能读取"]


def test_a_text_stays_a_text() -> None:
    page = sheets(bare(project="=1+1", implementing_unit="https://example.org"))["概览"]
    assert page.formulas == {}
    assert (page.values["B2"], page.values["D2"]) == ("=1+1", "https://example.org")
    assert {"B2", "D2"} <= page.texts


def test_a_text_is_never_markup_of_the_library() -> None:
    form = bare(project=EVIL, implementing_unit=FORMULA)
    book = sheets(
        with_findings(form, [finding(form.sourced.form, "B02", SCORE, said=EVIL)]), unread=(Text(EVIL, EVIL),)
    )
    assert (book["概览"].values["B2"], book["概览"].values["D2"]) == (f"{EVIL} ", FORMULA)
    assert f"{EVIL} （B02）" not in book["发现"].values.values()
    assert f"{EVIL} " in book["发现"].values.values()
    assert row(book["未读出"], 2) == [f"{EVIL} "]
    assert {name: page.formulas for name, page in book.items() if page.formulas} == {}


def test_a_long_text_of_rare_characters_still_fits() -> None:
    page = sheets(bare(project="𠮷" * 20_000))["概览"]
    assert page.values["B2"] == "𠮷" * 16_000


def test_what_no_workbook_may_hold_is_left_out() -> None:
    page = sheets(bare(project="海\x00外\x0b\ud800办\uffff" + "长" * 40_000))["概览"]
    assert page.values["B2"].startswith("海外办长")
    assert len(page.values["B2"]) < 32_767


def test_the_same_forms_give_the_same_bytes() -> None:
    assert xlsx_report(assessed(), language=Language.ZH) == xlsx_report(assessed(), language=Language.ZH)
