"""Pictures in a Word document: bitmaps, drawn from SVG by Typst with a font of the machine."""

from html import escape
from typing import Final

from lxml import etree

from ziping.writers import typesetting
from ziping.writers.review.scope import Picture
from ziping.writers.review.word import Element

_EMU: Final = 3600
"""English metric units of a tenth of a millimetre."""
_RUN: Final = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="{name}" descr="{alt}"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
_SET: Final = b"""#set page(width: auto, height: auto, margin: 0mm)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 0.1mm)"""
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def name(number: int) -> str:
    """Return the name of a picture, which is its relation and its place among the pictures."""
    return f"ziping{number}"


def member(number: int) -> str:
    """Return where a picture lies in the package."""
    return f"word/media/{name(number)}.png"


def run(picture: Picture, number: int) -> Element:
    """Return the run that shows a picture."""
    size = {"cx": picture.width * _EMU, "cy": picture.height * _EMU}
    return etree.fromstring(_RUN.format(id=9000 + number, name=name(number), alt=escape(picture.alt), **size))


def png(picture: Picture) -> bytes:
    """Draw a picture as a bitmap."""
    return typesetting.png(_SET, {"svg": picture.svg, "width": str(picture.width)})


def with_type(types: bytes) -> bytes:
    """Return the list of content types with the one of the pictures."""
    root = etree.fromstring(types)
    tag = f"{{{_PACKAGE}/content-types}}Default"
    if not any(it.get("Extension", "").lower() == "png" for it in root.iterchildren(tag)):
        root.insert(0, etree.Element(tag, {"Extension": "png", "ContentType": "image/png"}))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def with_relations(relations: bytes, count: int) -> bytes:
    """Return the relations of the document with those of the pictures."""
    root = etree.fromstring(relations)
    for number in range(1, count + 1):
        target = member(number).removeprefix("word/")
        etree.SubElement(
            root,
            f"{{{_PACKAGE}/relationships}}Relationship",
            {"Id": name(number), "Type": _IMAGE, "Target": target},
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
