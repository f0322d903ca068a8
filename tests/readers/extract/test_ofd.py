"""OFD: experimental, and said to be."""

import pytest

from tests.readers.attacks import zipped
from tests.readers.extract.known import grids, grids_of, source, texts
from ziping.readers import Source
from ziping.readers.extract.ofd import EXPERIMENTAL
from ziping.readers.extract.refusals import BrokenFileError

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
DOCUMENT = (
    f'<ofd:Document {OFD}><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
    '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>'
)
LINES = "".join(
    f'<ofd:PathObject Boundary="{box}"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
    for box, data in [
        ("10 10 40 20", "M 0 0 L 40 0 L 40 20 L 0 20 C"),
        ("30 10 1 20", "M 0 0 L 0 20"),
    ]
)


def page(*texts: str, template: bool = True) -> str:
    used = '<ofd:Template TemplateID="9"/>' if template else ""
    return (
        f"<ofd:Page {OFD}>{used}<ofd:Content><ofd:Layer>{''.join(texts)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def text(x: float, code: str, deltas: str, ctm: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} 15 20 5" Size="3" {ctm}>'
        f'<ofd:TextCode X="0" Y="3" DeltaX="{deltas}">{code}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(content: str) -> Source:
    members = {"OFD.xml": ROOT, "Doc_0/Document.xml": DOCUMENT, "Doc_0/Pages/P.xml": content}
    members["Doc_0/Tpls/T.xml"] = page(LINES, template=False)
    return Source("a.ofd", zipped({name: held.encode() for name, held in members.items()}))


def test_lines_from_the_template_and_steps_by_group() -> None:
    found = grids_of(
        ofd(page(text(11, "项目名称", "g 3 3"), text(31, "12.50", "1.5 1.5 g 2 1.5", 'CTM="1 0 0 1 1 0"')))
    )
    assert texts(found) == [["项目名称", "12.50"]]


@pytest.mark.parametrize("deltas", ["", "x", "g", "g x", "g 99999999999 1", "1e300", "nan", "-5"])
def test_odd_steps(deltas: str) -> None:
    assert texts(grids_of(ofd(page(text(11, "项目", deltas)))))


def test_every_reading_says_that_it_is_experimental() -> None:
    (grid,) = grids("twelve-experimental.ofd")
    assert grid.notices == (EXPERIMENTAL,)


def test_a_missing_page_is_damage() -> None:
    data = source("twelve-experimental.ofd").data
    with pytest.raises(BrokenFileError):
        grids_of(Source("a.ofd", data.replace(b"Page_3/Content.xml", b"Page_3/Kontent.xml")))
