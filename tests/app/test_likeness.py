"""Texts that stand in two forms are found, whoever holds them and however the forms are divided."""

from pathlib import Path

import polars as pl
import pytest

from tests.app.auditing import Noting, audited, forms, quiet
from tests.samples import twelve
from ziping.app.assessing import assess
from ziping.app.auditing.engines import Here
from ziping.app.auditing.run import Order, Results, audit
from ziping.app.auditing.steps import write_forms
from ziping.app.likeness import alike, compared, tellings, thinned, told_again, with_tellings
from ziping.app.sketching import promising, sketched
from ziping.engine.frames import frames, raw_frames
from ziping.model.form import Goal, SourcedForm

STORY = "组织业务骨干到基层一线开展巡回授课，编写教材并录制网络课程，参训学员普遍反映内容实用，考核全部合格，培训档案整理归档"


def told(text: str, unit: str, number: int = 1) -> SourcedForm:
    """Return a form of a unit that tells a story."""
    form = twelve()[0].form
    changed = form.model_copy(update={"implementing_unit": unit, "goal": Goal(actual=text)})
    return SourcedForm(source=f"{unit}.docx", number=number, form=changed)


def twins(held: list[SourcedForm]) -> list[tuple[int, str | None]]:
    """Return for each form how much it has in common with which other."""
    column = compared(frames(held)).forms["form.twin"].struct
    return list(zip(column.field("share").to_list(), column.field("source").to_list(), strict=True))


def test_two_forms_name_each_other() -> None:
    assert twins([told(STORY, "甲"), told(STORY, "乙")]) == [(10_000, "乙.docx"), (10_000, "甲.docx")]


def test_of_many_the_first_is_named_and_by_it_the_second() -> None:
    found = twins([told(STORY, unit) for unit in ("丙", "乙", "甲")])
    assert [source for _, source in found] == ["乙.docx", "丙.docx", "丙.docx"]


def test_the_share_in_common_is_exact() -> None:
    """One character of 54 is changed: of 52 runs of three 49 are left, 55 stand in one or the other."""
    changed = STORY.replace("考核全部合格", "考核全都合格")
    assert twins([told(STORY, "甲"), told(changed, "乙")]) == [
        (49 * 10_000 // 55, "乙.docx"),
        (49 * 10_000 // 55, "甲.docx"),
    ]


def test_different_stories_are_compared_and_not_alike() -> None:
    other = "按照政府采购程序购置实验设备三十台，全部安装调试完毕并通过验收，已经投入教学使用，运行情况良好，没有出现故障"
    assert twins([told(STORY, "甲"), told(other, "乙")]) == [(0, None), (0, None)]


@pytest.mark.parametrize("changed", range(0, 100, 5))
def test_a_changed_character_is_found_wherever_it_stands(changed: int) -> None:
    text = "".join(chr(0x4E00 + 37 * place) for place in range(100))
    other = f"{text[:changed]}变{text[changed + 1 :]}"
    shares = [share for share, _ in twins([told(text, "甲"), told(other, "乙")])]
    assert min(shares) > 9_300


def test_a_text_of_thousands_of_forms_is_kept_once() -> None:
    held = raw_frames([told(STORY, f"单位{number:04}") for number in range(3_000)])
    texts = tellings(with_tellings(held.forms), "text").with_columns(bucket=pl.col("row") % 5)
    rows = told_again(thinned(texts, ["telling"]), promising(sketched(texts)))
    assert rows.height == 6 * 5
    assert alike(rows).height == 5 * 4


def test_a_text_of_a_million_characters_costs_no_more_than_its_beginning() -> None:
    long = STORY * 20_000
    held = raw_frames([told(long, "甲"), told(f"{long}完", "乙")])
    assert with_tellings(held.forms)["text"].str.len_chars().to_list() == [4_000, 4_000]
    assert [share for share, _ in twins([told(long, "甲"), told(f"{long}完", "乙")])] == [10_000, 10_000]


def test_an_audit_finds_them_across_units_and_slices(tmp_path: Path) -> None:
    copies = [told(STORY, f"单位{number}") for number in range(5)]
    given = [*copies[:2], *forms(60), *copies[2:], *twelve()]
    write_forms(given, tmp_path / "forms.parquet")
    found = []
    for most in (7, 50, 1000):
        out = tmp_path / str(most)
        audit(Order((tmp_path / "forms.parquet",), out, at_once=most), Here(), quiet)
        rows = Results(out).findings().filter(pl.col("code") == "E19").select("source", "message").collect()
        found.append(sorted(rows.rows()))
    checked = [
        (it.form.source, it.message.zh)
        for entry in assess(given)
        for it in entry.findings
        if it.code == "E19"
    ]
    assert found == [sorted(checked)] * 3
    assert [source for source, _ in found[0]] == [f"单位{number}.docx" for number in range(5)]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5])
def test_a_comparison_that_was_stopped_goes_on(tmp_path: Path, most: int) -> None:
    given = tmp_path / "forms.parquet"
    write_forms([told(STORY, f"单位{number}") for number in range(40)], given)
    whole, first, second = Noting([]), Noting([], most), Noting([])
    expected = audited(tmp_path / "whole", given, engine=whole)
    with pytest.raises(KeyboardInterrupt):
        audited(tmp_path / "out", given, engine=first)
    assert audited(tmp_path / "out", given, engine=second) == expected
    assert len(first.done) + len(second.done) == len(whole.done)
    assert Results(tmp_path / "out").findings().filter(pl.col("code") == "E19").collect().height == 40
