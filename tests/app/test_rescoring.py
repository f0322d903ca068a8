"""Scoring the twelve real forms again under another profile."""

from tests.samples import twelve
from ziping.app.rescoring import rescore
from ziping.law import profile
from ziping.model.assessment import Pair
from ziping.model.rescoring import Rescoring


def compared() -> Rescoring:
    return rescore(twelve(), None, profile("mof-101"))


def test_tiers_cut_the_execution_score_and_one_form_loses_its_grade() -> None:
    (form,) = compared().regraded
    assert form.form.project == "海外办事处专项"
    assert (form.before.total, form.after.total, form.difference) == (9157, 8870, -287)
    assert (form.before.grade, form.after.grade) == ("优", "良")


def test_the_largest_change_comes_first() -> None:
    changes = [abs(form.difference or 0) for form in compared().forms]
    assert changes == sorted(changes, reverse=True)


def test_the_distributions_count_every_form() -> None:
    found = compared()
    assert [(name, before, after) for name, before, after in found.by_grade()] == [
        ("优", 11, 10),
        ("良", 0, 1),
        ("中", 1, 1),
        ("差", 0, 0),
    ]
    assert sum(before for _, before, _ in found.by_score()) == 12
    assert sum(after for _, _, after in found.by_score()) == 12


def test_a_full_score_falls_into_the_last_band() -> None:
    assert all(low <= 9500 for low, _, _ in compared().by_score())


def test_the_same_profile_changes_nothing() -> None:
    found = rescore(twelve(), profile("mof-2020"), profile("mof-2020"))
    assert {form.difference for form in found.forms} == {0}


def test_nothing_compared_is_no_error() -> None:
    found = rescore([], None, profile("mof-101"))
    assert found.forms == ()
    assert {(before, after) for _, before, after in found.by_score()} == {(0, 0)}


def test_points_that_a_profile_has_and_the_forms_have_not_are_kept_as_printed_and_said() -> None:
    found = rescore(twelve(), None, profile("hubei"))
    (note,) = found.notes
    assert note.zh.startswith("湖北省的预算执行率为 20.00 分，12 张表印的不是（如 10.00 分）：分值照各表所印")
    assert note.en.startswith("Hubei has 20.00 points for execution, 12 forms print others (such as 10.00)")
    assert {it.execution_points for it in found.forms} == {Pair(1000, 2000)}
    assert {it.difference for it in found.forms} == {0}


def test_both_profiles_that_are_named_are_looked_at_and_one_that_agrees_says_nothing() -> None:
    assert [it.zh[:3] for it in rescore(twelve(), profile("hubei"), profile("mof-2020")).notes] == ["湖北省"]
    assert compared().notes == ()
