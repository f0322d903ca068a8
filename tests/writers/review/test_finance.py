"""Finance's own scores in the review: beside the declared ones, with reasons and the deviation; nothing where there are none."""

from dataclasses import replace

import pypdfium2
import pytest

from tests.writers.opened import word_lines, word_tables, workbook
from tests.writers.report.building import Opened, bare
from tests.writers.review.making import about, filled, table, template
from ziping.model.assessment import Assessment, FinanceReview, FinanceScore
from ziping.writers.fonts import NoChineseFontError, chinese_font, fonts
from ziping.writers.review import LETTER, REVIEW, write
from ziping.writers.review.fields import PICTURES, scope

SAID = "财政复核：填报总分 92.87，复核总分 91.57，偏离率 1.40%"
ROW = ["2", "参加线上线下专业投促会议和活动", "10.00", "7.00", "5.70", "5.70", "+1.30", "只完成 57%"]


def scored(seen: int = 700) -> Assessment:
    """Return 海外办事处专项 as finance scored it: 5.70 where 7.00 was declared."""
    given = FinanceScore(1, "参加线上线下专业投促会议和活动", 1000, 700, 570, 570, "只完成 57%", seen)
    return replace(bare(), finance=FinanceReview((given,), 9287, 9157))


def reviewed(*held: Assessment) -> bytes:
    """Return the review without its pictures, which need a font of the machine."""
    return REVIEW.template.filled(scope(about(held), dict.fromkeys(PICTURES))).docx()


def finance_table(docx: bytes) -> list[list[str]]:
    held = [it for it in word_tables(docx) if any(spot.text == "财政复核" for spot in it)]
    assert len(held) == 1
    return [[spot.text for spot in held[0] if spot.row == row] for row in range(held[0][-1].row + 1)]


@pytest.mark.parametrize(
    ("declared", "reviewed", "apart"),
    [
        (9287, 9157, 140),
        (9157, 9287, -142),
        (8000, 7999, 1),
        (20_000, 19_999, 1),
        (0, 10, None),
        (1, None, None),
    ],
)
def test_the_deviation_is_rounded_as_people_round(
    declared: int, reviewed: int | None, apart: int | None
) -> None:
    assert FinanceReview((), declared, reviewed).deviation == apart


def test_the_score_of_finance_stands_beside_the_declared_one_with_its_reason() -> None:
    docx = reviewed(scored())
    assert finance_table(docx) == [
        ["序号", "项目", "分值", "填报得分", "核算得分", "财政复核", "差额", "理由"],
        ROW,
        ["", "总分", "—", "92.87", "91.57", "91.57", "+1.30", "偏离率 1.40%"],
    ]
    lines = word_lines(docx)
    assert SAID in lines
    assert f"财政已复核 1 张表的得分，合计：{SAID.removeprefix('财政复核：')}。" in lines


def test_a_score_given_before_the_form_was_changed_says_so() -> None:
    rows = finance_table(reviewed(scored(seen=1000)))
    assert rows[1][-1] == "只完成 57%（评分时填报 10.00）"


def test_two_forms_are_summed_and_a_missing_total_is_not_guessed() -> None:
    other = replace(bare("外宣经费"), finance=FinanceReview((), 9000, 8000))
    lines = word_lines(reviewed(scored(), other))
    assert "财政已复核 2 张表的得分，合计：填报总分 182.87，复核总分 171.57，偏离率 6.18%。" in lines
    unknown = replace(other, finance=FinanceReview((), 9000, None))
    lines = word_lines(reviewed(scored(), unknown))
    assert "财政已复核 2 张表的得分。" in lines
    assert "财政复核：填报总分 90.00，复核总分 —，偏离率 —" in lines


def test_where_finance_gave_none_nothing_is_said_of_it() -> None:
    docx = reviewed(bare())
    assert "财政复核" not in "".join(word_lines(docx))
    assert all(spot.text != "财政复核" for held in word_tables(docx) for spot in held)
    assert "财政复核" not in workbook(write(about([bare()]), REVIEW.template, "xlsx"))


def test_a_letter_says_nothing_of_finance() -> None:
    assert "财政复核" not in "".join(word_lines(filled(LETTER.template, about([scored()])).docx()))


def test_the_page_and_the_workbook_say_the_same() -> None:
    page = str(Opened(write(about([scored()]), REVIEW.template, "html").decode()).all("body")[0])
    assert SAID in page
    assert "只完成 57%" in page
    sheet = workbook(write(about([scored()]), REVIEW.template, "xlsx"))["财政复核"]
    row = [sheet.values[f"{column}2"] for column in "BCDEFGHIJ"]
    assert row == ["海外办事处专项", *ROW[:6], "1.30", ROW[7]]
    assert [sheet.values.get(f"{column}3", "") for column in "DFHJ"] == [
        "总分",
        "92.87",
        "91.57",
        "偏离率 1.40%",
    ]


def test_the_pdf_says_the_same() -> None:
    try:
        chinese_font(fonts().families())
    except NoChineseFontError:
        pytest.skip("no Chinese font here; apt-get install fonts-noto-cjk")
    data = write(about([scored()]), REVIEW.template, "pdf")
    with pypdfium2.PdfDocument(data) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "".join(SAID.split()) in "".join(text.split())


def test_a_table_whose_rows_have_no_entries_is_left_out_and_a_plain_one_stays() -> None:
    made = template(table(["理由"], ["{{表.项目名称}}{{复核.理由}}"]), table(["单位意见"]))
    texts = [[spot.text for spot in held] for held in word_tables(filled(made, about([bare()])).docx())]
    assert texts == [["理由"], ["单位意见"]]
    empty = template(table(["文件"], ["{{依据.文件}}"]), table(["单位意见"]))
    texts = [[spot.text for spot in held] for held in word_tables(filled(empty, about([bare()])).docx())]
    assert texts == [["单位意见"]]
