"""Synthetic forms: the same for the same seed, without fault where none was planted, and with every one that was."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest

from tests.app.auditing import Noting
from ziping.app.assessing import assess
from ziping.app.documents import open_documents
from ziping.app.folder import Outcome
from ziping.app.synthesis.amounts import rounded
from ziping.app.synthesis.documents import write_documents
from ziping.app.synthesis.planting import DEFECTS, UNPLANTED
from ziping.app.synthesis.table import PART, Made, Recipe, gathered, parts, synthesise, write_part
from ziping.app.synthesis.together import TOGETHER
from ziping.app.writing import Order, formats_named
from ziping.law import profile_for
from ziping.law.roundings import Digits, Way
from ziping.model.finding import Level, Severity
from ziping.model.form import Form, SourcedForm
from ziping.readers.forms_table import read_forms
from ziping.rules import catalogue

Found = dict[tuple[str, int], set[tuple[str, str]]]


@pytest.fixture(scope="module")
def made() -> list[Made]:
    return list(synthesise(Recipe(1600, seed=11, share=0.5), 0))


@pytest.fixture(scope="module")
def found(made: list[Made]) -> Found:
    return {
        (it.sourced.source, it.sourced.number): {
            (finding.code, finding.spots[0].pointer) for finding in it.findings
        }
        for it in assess([entry.sourced for entry in made])
    }


def test_every_planted_defect_is_found_at_its_cell(made: list[Made], found: Found) -> None:
    missed = [
        (it.code, it.pointer)
        for it in made
        if it.code and (it.code, it.pointer) not in found[it.sourced.source, it.sourced.number]
    ]
    assert missed == []


def test_no_clean_form_is_accused_of_an_error(made: list[Made], found: Found) -> None:
    errors = {code for code, it in catalogue().checks.items() if it.severity is Severity.ERROR}
    clean = [(it.sourced.source, it.sourced.number) for it in made if it.code is None]
    accused = {key: found[key] for key in clean if errors & {code for code, _ in found[key]}}
    assert accused == {}
    assert len(clean) > 600


def test_clean_forms_of_following_years_are_not_accused_by_rules_over_years(
    made: list[Made], found: Found
) -> None:
    years = {
        code for code, it in catalogue().checks.items() if it.level in (Level.YEARS, Level.INDICATOR_YEARS)
    }
    clean = [(it.sourced.source, it.sourced.number) for it in made if it.code is None]
    assert {key for key in clean if years & {code for code, _ in found[key]}} == set()
    known = {
        (it.sourced.form.implementing_unit, it.sourced.form.project, it.sourced.form.year) for it in made
    }
    assert sum((unit, project, (year or 0) - 1) in known for unit, project, year in known) > 300
    assert {"B10", "C16", "D19", "E20"} == years


def test_every_defect_is_planted(made: list[Made]) -> None:
    counts = Counter(it.code for it in made)
    assert set(counts) == {*DEFECTS, *TOGETHER, None}
    assert 0.4 < 1 - counts[None] / len(made) < 0.6
    assert {*DEFECTS, *TOGETHER, *UNPLANTED} == set(catalogue().checks)
    assert not {*DEFECTS, *TOGETHER} & {*UNPLANTED}


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
    assert listed.select("source", "code", "pointer", "number").rows() == [
        (it.sourced.source, it.code, it.pointer, it.sourced.number) for it in synthesise(recipe, 0) if it.code
    ]
    gathered([tmp_path / "planted" / "00000.parquet"] * 2, tmp_path / "both.parquet")
    assert pl.read_parquet(tmp_path / "both.parquet").height == 2 * listed.height


Told = set[tuple[str | None, int | None, str, str, str]]


def told(sourced: Iterable[SourcedForm]) -> Told:
    return {
        (it.form.project, it.form.year, it.code, it.spots[0].pointer, it.message.zh)
        for assessment in assess(list(sourced))
        for it in assessment.findings
    }


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_documents_say_what_the_table_says(name: str, tmp_path: Path) -> None:
    recipe = Recipe(12, seed=8, share=0.6)
    write_part(recipe, 0, tmp_path / "forms.parquet", tmp_path / "planted.parquet")
    order = Order(formats_named(name), tmp_path / "documents")
    results = list(write_documents([tmp_path / "forms.parquet"], order))
    assert {it.outcome for it in results} == {Outcome.WRITTEN}
    read = open_documents(sorted((tmp_path / "documents").rglob(f"*.{name}")))
    assert told(form for document in read for form in document.forms) == told(
        it.sourced for it in synthesise(recipe, 0)
    )
