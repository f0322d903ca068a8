"""The exact findings of the twelve real forms, each with its reason in ``conformance.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.samples import ROOT
from ziping.app.assessing import assess
from ziping.app.documents import open_documents
from ziping.model.assessment import Assessment

FORMS = tomllib.loads((Path(__file__).parent / "conformance.toml").read_text("utf-8"))["form"]


@cache
def assessed() -> dict[str, Assessment]:
    """Read and assess both documents together, as the command does."""
    paths = {year: ROOT / "samples" / f"shanghai-{year}.txt" for year in (2023, 2020)}
    documents = dict(zip(paths, open_documents(paths.values()), strict=True))
    found = assess([form for document in documents.values() for form in document.forms])
    years = {document.source: year for year, document in documents.items()}
    return {f"{years[it.sourced.source]}/{it.sourced.number}": it for it in found}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["name"])
def test_a_real_form_has_exactly_these_findings(form: dict[str, Any]) -> None:
    entry = assessed()[form["name"]]
    assert entry.sourced.form.project == form["project"]
    found: dict[str, list[str]] = {}
    for finding in entry.findings:
        found.setdefault(finding.code, []).append(finding.spots[0].pointer)
    assert found == {line["code"]: line["at"] for line in form.get("finding", [])}


def test_all_twelve_forms_are_held() -> None:
    assert sorted(form["name"] for form in FORMS) == sorted(assessed())


def test_every_line_has_a_reason() -> None:
    lines = [line for form in FORMS for line in (*form.get("finding", []), *form.get("absent", []))]
    assert all(len(line["why"]) > 10 for line in lines)


def test_every_finding_is_complete() -> None:
    for entry in assessed().values():
        for finding in entry.findings:
            assert finding.cites
            assert finding.fix.zh
            assert "〔" not in finding.message.zh
            assert "None" not in finding.message.zh
            first = finding.spots[0]
            assert first.place is not None or first.pointer == "/indicators", finding
