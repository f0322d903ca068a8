"""Synthetic forms: the same for the same seed, without fault where none was planted, and with every one that was."""

from collections import Counter, defaultdict
from pathlib import Path

import polars as pl
import pytest

from tests.app.auditing import Noting
from ziping.app.assessing import assess
from ziping.app.synthesis.amounts import rounded
from ziping.app.synthesis.defects import DEFECTS
from ziping.app.synthesis.table import PART, Made, Recipe, gathered, parts, synthesise
from ziping.law import profile_for
from ziping.law.roundings import Digits, Way
from ziping.model.finding import Severity
from ziping.model.form import Form
from ziping.readers.forms_table import read_forms
from ziping.rules import catalogue

Errors = dict[tuple[str, int], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return list(synthesise(Recipe(800, seed=11, share=0.5), 0))


@pytest.fixture(scope="module")
def errors(made: list[Made]) -> Errors:
    found: Errors = defaultdict(set)
    for it in assess([entry.sourced for entry in made]):
        key = it.sourced.source, it.sourced.number
        found[key] |= {
            (finding.code, finding.spots[0].pointer)
            for finding in it.findings
            if finding.severity is Severity.ERROR
        }
    return found


def test_every_planted_defect_is_found_at_its_cell(made: list[Made], errors: Errors) -> None:
    missed = [
        (it.code, it.pointer)
        for it in made
        if it.code and (it.code, it.pointer) not in errors[it.sourced.source, it.sourced.number]
    ]
    assert missed == []


def test_no_clean_form_is_accused(made: list[Made], errors: Errors) -> None:
    clean = [(it.sourced.source, it.sourced.number) for it in made if it.code is None]
    assert {key: errors[key] for key in clean if errors[key]} == {}
    assert len(clean) > 300


def test_every_defect_is_planted(made: list[Made]) -> None:
    counts = Counter(it.code for it in made)
    assert set(counts) == {*DEFECTS, None}
    assert 0.4 < 1 - counts[None] / len(made) < 0.6
    assert set(DEFECTS) <= set(catalogue().checks)


def test_keys_are_of_one_form(made: list[Made]) -> None:
    assert len({(it.sourced.source, it.sourced.number) for it in made}) == len(made)


def test_the_same_seed_gives_the_same_forms_and_another_others() -> None:
    first, again, other = (list(synthesise(Recipe(30, seed), 0)) for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_parts_follow_each_other_without_sharing_a_unit() -> None:
    recipe = Recipe(PART + 40, 5)
    second = list(synthesise(recipe, 1))
    assert len(second) == 40
    units = [{it.sourced.form.implementing_unit for it in part} for part in (synthesise(recipe, 0), second)]
    assert not units[0] & units[1]


def test_forms_are_of_many_kinds(made: list[Made]) -> None:
    forms = [it.sourced.form for it in made]
    batches = Counter((it.implementing_unit, it.year) for it in forms)
    used = {profile_for(it.year, it.competent_department, it.implementing_unit).key for it in forms}
    assert len(used) >= 8
    assert 3 <= sum(batches.values()) / len(batches) <= 10
    assert {len(it.indicators) for it in forms} >= set(range(4, 14))
    assert len({it.money_unit for it in forms}) == 2
    assert {it.grade for it in forms} >= {"优", "良", "中"}
    assert len({row.level3 for it in forms for row in it.indicators}) > 25


def test_the_number_of_indicators_can_be_asked_for() -> None:
    asked = [it.sourced.form for it in synthesise(Recipe(60, 3, 0.0, indicators=12), 0)]
    assert {len(it.indicators) for it in asked} == {12}
    assert all(_points(it) == 100 for it in asked)


def _points(form: Form) -> int:
    return sum(int(row.points or 0) for row in form.indicators) + int(form.funds[0].points or 0)


@pytest.mark.parametrize(
    ("way", "digits", "printed"),
    [
        (Way.CUT, 2, 9766),
        (Way.HALF_UP, 2, 9767),
        (Way.UP, 2, 9767),
        (Way.HALF_UP, 1, 9770),
        (Way.CUT, 1, 9760),
        (Way.HALF_UP, 0, 9800),
        (Way.UP, 0, 9800),
    ],
)
def test_a_rate_is_rounded_as_the_convention_says(way: Way, digits: int, printed: int) -> None:
    assert rounded(1465 * 10_000, 1500, Digits(way=way, digits=digits)) == printed


def test_parts_are_written_with_what_was_planted_and_only_once(tmp_path: Path) -> None:
    recipe = Recipe(120, 4, 0.3)
    noting = Noting([])
    list(noting.run(parts(recipe, tmp_path)))
    assert [path.name for path in (tmp_path / "forms").iterdir()] == ["00000.parquet"]
    assert read_forms(tmp_path / "forms" / "00000.parquet").height == 120
    listed = pl.read_parquet(tmp_path / "planted" / "00000.parquet")
    assert listed.rows() == [
        (it.sourced.source, it.code, it.pointer, it.sourced.number) for it in synthesise(recipe, 0) if it.code
    ]
    gathered([tmp_path / "planted" / "00000.parquet"] * 2, tmp_path / "both.parquet")
    assert pl.read_parquet(tmp_path / "both.parquet").height == 2 * listed.height
