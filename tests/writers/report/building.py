"""Assessments with findings made by hand, so that no rule decides what a report must say."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from html.parser import HTMLParser
from typing import Final

from tests.samples import twelve
from ziping.app.assessing import assess
from ziping.engine.spots import Pointing, spots
from ziping.model.assessment import Assessment
from ziping.model.finding import Citation, Finding, FormKey, Level, Severity
from ziping.model.form import Form
from ziping.model.language import Text
from ziping.model.place import Places

LAW: Final = Citation(
    "mof-2020-10",
    "16",
    "财预〔2020〕10号《项目支出绩效评价管理办法》",
    Text("第十六条", "Art. 16"),
    Text("未达到的按比例记分", "what is missed scores pro rata"),
    confirmed=False,
)
NOTICE: Final = replace(LAW, instrument="mof-notice", article="work", document="《通知》", confirmed=True)
_VOID: Final = frozenset({"meta", "col", "rect", "circle", "line", "link", "img", "br"})


@cache
def assessed() -> tuple[Assessment, ...]:
    """Return the twelve real forms with all that the rules say of them."""
    return tuple(assess(twelve()))


def bare(name: str = "海外办事处专项", **changes: object) -> Assessment:
    """Return a real form of 2023 without findings, some of its values changed."""
    held = next(entry for entry in assessed() if entry.sourced.form.project == name)
    sourced = held.sourced
    form = sourced.form.model_copy(update=changes)
    return replace(held, sourced=sourced.model_copy(update={"form": form}), findings=())


def finding(form: Form, code: str, *at: str, severity: Severity = Severity.ERROR, said: str = "") -> Finding:
    """Make a finding that lies in the first of the cells and rests on the others."""
    return Finding(
        code=code,
        severity=severity,
        level=Level.FORM,
        form=FormKey("x.txt", 1, form.year, form.project, form.implementing_unit),
        spots=spots(form, Pointing(Level.FORM, (), pointers=at)),
        title=Text(f"标题{code}", f"title {code}"),
        message=Text(said or f"应得 5.70 分，填报 7.00 分（{code}）", f"expected 5.70 ({code})"),
        fix=Text("改为 5.70", "change it to 5.70"),
        cites=(LAW,),
    )


def with_findings(assessment: Assessment, findings: Sequence[Finding]) -> Assessment:
    """Return the assessment with these findings."""
    return replace(assessment, findings=tuple(findings))


def without_places(assessment: Assessment) -> Assessment:
    """Return the assessment of a form whose values stand nowhere."""
    form = assessment.sourced.form.model_copy(update={"places": Places()})
    return replace(assessment, sourced=assessment.sourced.model_copy(update={"form": form}))


@dataclass(frozen=True)
class Element:
    """An element of a page: its tag, its attributes, and the text in it."""

    tag: str
    attributes: dict[str, str]
    text: list[str]

    @property
    def classes(self) -> set[str]:
        """Return its classes."""
        return set(self.attributes.get("class", "").split())

    def __str__(self) -> str:
        """Return its text on one line."""
        return " ".join("".join(self.text).split())


class Opened(HTMLParser):
    """A page as a parser sees it; it refuses tags that do not close in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, tag: str, *classes: str) -> list[Element]:
        """Return the elements of that tag that have those classes."""
        return [it for it in self.elements if it.tag == tag and it.classes >= set(classes)]

    @property
    def ids(self) -> dict[str, Element]:
        """Return the elements that have a name; no name is used twice."""
        found: dict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            if "id" in element.attributes:
                found[element.attributes["id"]].append(element)
        assert {name for name, held in found.items() if len(held) > 1} == set()
        return {name: held[0] for name, held in found.items()}

    @property
    def links(self) -> list[str]:
        """Return where the page leads."""
        return [it.attributes["href"] for it in self.elements if "href" in it.attributes]
