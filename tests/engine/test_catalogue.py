"""What holds for every rule of the catalogue, and how the engine refuses what cannot be right."""

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from tests.samples import ROOT, twelve
from ziping.engine.catalogue import Catalogue, Check, Score, discover
from ziping.engine.frames import frames
from ziping.engine.plan import UnresolvedColumnError
from ziping.engine.run import evaluate
from ziping.engine.wording import gaps
from ziping.law.profiles import Parameters
from ziping.model.finding import Severity
from ziping.rules import catalogue

CHECKS = list(catalogue().checks.values())
SCORES = list(catalogue().scores.values())


@pytest.mark.parametrize("check", CHECKS, ids=lambda it: it.code)
def test_every_check_is_found_by_its_code(check: Check) -> None:
    name = check.module.rsplit(".", 1)[-1]
    assert name.startswith(check.code.lower() + "_")
    assert (ROOT / "tests" / "rules" / "cases" / f"{check.code}.toml").exists()


@pytest.mark.parametrize("check", CHECKS, ids=lambda it: it.code)
def test_every_check_says_everything(check: Check) -> None:
    assert check.cites
    assert set(gaps(check.message)) <= set(check.verdict.facts)
    assert set(gaps(check.fix)) <= set(check.verdict.facts)
    assert set(check.parameters) <= set(Parameters.model_fields)
    for text in (check.title, check.reason, check.message, check.fix):
        assert text.zh
        assert re.search("[a-z]", text.en)
    assert not check.message.zh.endswith("。"), "a sentence of a list carries no full stop"


@pytest.mark.parametrize("check", CHECKS, ids=lambda it: it.code)
def test_no_error_rests_on_practice_alone(check: Check) -> None:
    if check.severity is Severity.ERROR:
        assert any(cite.instrument != "practice" for cite in check.cites)


@pytest.mark.parametrize("score", SCORES, ids=lambda it: it.code)
def test_every_score_can_be_explained(score: Score) -> None:
    for formula in score.formulas.values():
        assert set(gaps(formula)) <= {"value", *score.facts}


def test_codes_that_the_first_part_asks_for_are_there() -> None:
    asked = """A01 A02 A04 A05 A06 A07 A09 A10 A11 A12 A14 A15 A16 A18 B01 B02 B03 B04 B05 B06 B07 B08 B11 B12 B14 B18
    C01 C02 C03 C05 C06 C07 C08 C13 C15 D01 D04 D07 D08 D12 D13 D15 D16 E01 E02 E03 E04 E06 E07"""
    assert set(asked.split()) <= set(catalogue().checks)


def test_a_column_that_nothing_fills_is_refused_by_name() -> None:
    lost = replace(catalogue().scores["S301"], value=pl.col("form.nothing"))
    rules = Catalogue({**catalogue().facts, lost.column: lost}, {})
    with pytest.raises(UnresolvedColumnError, match=r"form\.expected_total reads \['form\.nothing'\]"):
        evaluate(frames(twelve()[:1]), rules, [])


def test_two_rules_of_one_code_are_refused(tmp_path: Path) -> None:
    source = (ROOT / "src/ziping/rules/checks/a07_execution_score.py").read_text("utf-8")
    (tmp_path / "twice").mkdir()
    for name in ("__init__", "one", "two"):
        (tmp_path / "twice" / f"{name}.py").write_text(source if name != "__init__" else '""""""', "utf-8")
    package = ModuleType("twice")
    package.__path__ = [str(tmp_path / "twice")]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path))
        with pytest.raises(ValueError, match=r"A07 is defined in twice\.one and in twice\.two"):
            discover(package)
