"""The page that shows what was read where."""

import re
from pathlib import Path

import pytest

from tests.browser import visiting
from tests.readers.extract.known import DOCUMENTS
from tests.readers.tables import WHOLE
from ziping.app.documents import Document
from ziping.app.forms import open_each
from ziping.app.showing import Showing
from ziping.model.language import Language
from ziping.readers.sandbox import Wanted


def opened(*paths: Path) -> list[Document]:
    return [document for documents in open_each(paths, wanted=Wanted(shown=True)) for document in documents]


def page_of(tmp_path: Path, path: Path, language: Language = Language.ZH) -> str:
    showing = Showing(tmp_path / "page.html", language)
    for document in opened(path):
        showing.show(document)
    (written,) = showing.written
    return written.read_text("utf-8")


def text(folder: Path, content: str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_values_and_problems_lead_to_their_cells(tmp_path: Path) -> None:
    page = page_of(tmp_path, text(tmp_path, WHOLE.replace("90%\t9\n", "90%\t八\n")))
    (anchor,) = re.findall(r'<td id="(\S+)" class="value"[^>]*><span class="text">绿化养护<', page)
    assert f'<a href="#{anchor}">绿化养护</a>' in page
    assert "“八”不是数字，未读取" in page
    assert '<span class="path">/project</span>' in page


def test_what_stands_in_a_document_is_no_markup(tmp_path: Path) -> None:
    page = page_of(tmp_path, text(tmp_path, WHOLE.replace("绿化养护", "<script>alert(1)</script>&x")))
    assert "<script" not in page


def test_a_document_without_a_form_is_shown_with_the_reason(tmp_path: Path) -> None:
    page = page_of(tmp_path, text(tmp_path, "今天天气很好。\n"), Language.EN)
    assert "no self-evaluation form found" in page
    assert "今天天气很好。" in page


def test_what_cannot_be_opened_is_not_shown(tmp_path: Path) -> None:
    showing = Showing(tmp_path, Language.ZH)
    for document in opened(tmp_path / "none.txt"):
        showing.show(document)
    assert showing.written == []


def test_documents_of_one_name_get_pages_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    showing = Showing(tmp_path / "out", Language.ZH)
    for document in opened(text(tmp_path, WHOLE), text(tmp_path / "b", WHOLE)):
        showing.show(document)
    assert [path.name for path in showing.written] == ["a.txt.html", "a.txt (2).html"]


@pytest.mark.browser
def test_a_box_lies_on_what_was_read(tmp_path: Path) -> None:
    page_of(tmp_path, DOCUMENTS / "twelve-from-xlsx.pdf")
    with visiting((tmp_path / "page.html").as_uri()) as visit:
        box = visit.page.locator("[title^='项目名称：外宣经费']").first.bounding_box()
        sheet = visit.page.locator(".page").first.bounding_box()
        assert visit.page.locator(".page img").count() == 13
        assert box is not None
        assert sheet is not None
        place = opened(DOCUMENTS / "twelve-from-xlsx.pdf")[0].forms[0].form.places["/project"].box
        assert place is not None
        assert abs((box["x"] - sheet["x"]) / sheet["width"] - place[0] / 5950) < 0.01
        assert abs((box["y"] - sheet["y"]) / sheet["height"] - place[1] / 8420) < 0.01
        assert visit.complaints == []
