"""``ziping rescore`` and ``ziping profiles`` as a user types them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest

from tests.browser import visiting
from tests.cli.running import SAMPLES, ziping
from tests.writers.opened import workbook


def test_who_changes_is_shown_with_the_distribution() -> None:
    out = ziping("rescore", *SAMPLES, "--against", "mof-101").out
    assert "12 张表，1 张等级有变化" in out
    (line,) = [line for line in out.splitlines() if line.startswith("海外办事处专项")]
    assert line.split()[-7:] == ["92.87", "91.57", "88.70", "-2.87", "优", "→", "良"]


def test_json_has_a_line_for_each_form() -> None:
    rows = ziping("rescore", *SAMPLES, "--profile", "mof-2020", "--against", "mof-101", "--json").rows
    assert len(rows) == 12
    assert sum(row["regraded"] for row in rows) == 1


def test_points_that_stay_as_printed_are_said_in_every_output(tmp_path: Path) -> None:
    order = ("rescore", *SAMPLES, "--against", "hubei")
    said = "湖北省的预算执行率为 20.00 分，12 张表印的不是（如 10.00 分）"
    assert said in ziping(*order, "--html", tmp_path / "a.html", "--xlsx", tmp_path / "a.xlsx").out
    assert said in (tmp_path / "a.html").read_text("utf-8")
    assert said in workbook((tmp_path / "a.xlsx").read_bytes())["说明"].values["A2"]
    assert "Hubei has 20.00 points for execution" in ziping(*order, "--lang", "en").out
    rows = ziping(*order, "--json").rows
    assert {tuple(it["execution_points"].values()) for it in rows} == {(1000, 2000)}


def test_where_nothing_was_read_nothing_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 cut off")
    order = ("rescore", tmp_path / "a.parquet", "--against", "mof-101", "--html", tmp_path / "a.html")
    for more in ((), ("--json",)):
        ran = ziping(*order, *more)
        assert (ran.status, ran.out) == (2, "")
        assert "a.parquet：不是完整的 Parquet 表；请用 ziping read --parquet 重新生成" in ran.err
    assert not (tmp_path / "a.html").exists()


def test_a_table_of_forms_gives_what_its_documents_give(tmp_path: Path) -> None:
    table = tmp_path / "t.parquet"
    assert ziping("read", *SAMPLES, "--parquet", table).status == 0
    given = [ziping("rescore", *it, "--against", "mof-101", "--json") for it in (SAMPLES, (table,))]
    assert [it.status for it in given] == [0, 0]
    assert len(given[0].rows) == 12
    assert given[0].rows == given[1].rows


def test_checks_go_on_to_refuse_tables_which_keep_no_places(tmp_path: Path) -> None:
    table = tmp_path / "t.parquet"
    ziping("read", *SAMPLES, "--parquet", table)
    ran = ziping("check", table)
    assert ran.status == 2
    assert "Parquet" in ran.err


def test_what_is_no_form_in_a_table_is_said_with_its_row(tmp_path: Path) -> None:
    ziping("read", *SAMPLES, "--parquet", tmp_path / "t.parquet")
    held = pl.read_parquet(tmp_path / "t.parquet")
    held.with_columns(pl.lit("nonsense").alias("form.kind")).write_parquet(tmp_path / "wrong.parquet")
    ran = ziping("rescore", tmp_path / "wrong.parquet", "--against", "mof-101")
    assert (ran.status, ran.out) == (2, "")
    assert "wrong.parquet：第 1 行起有不是自评表的内容" in ran.err
    none = ziping("rescore", tmp_path / "none.parquet", "--against", "mof-101")
    assert "none.parquet：没有这个文件" in none.err


def test_an_unknown_profile_says_so() -> None:
    ran = ziping("rescore", *SAMPLES, "--against", "nix")
    assert ran.status == 2
    assert "没有名为 nix 的口径" in ran.err


def test_the_workbook_is_one(tmp_path: Path) -> None:
    ziping("rescore", *SAMPLES, "--against", "mof-101", "--xlsx", tmp_path / "a.xlsx")
    names = ZipFile(BytesIO((tmp_path / "a.xlsx").read_bytes())).namelist()
    assert "xl/worksheets/sheet2.xml" in names


@pytest.mark.browser
def test_the_page_draws_both_distributions(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    ziping("rescore", *SAMPLES, "--against", "mof-101", "--html", page)
    with visiting(page.as_uri()) as visit:
        assert visit.page.locator("svg.bar").count() == 2 * (4 + 7)
        assert visit.page.locator("tr.regraded").count() == 1
        assert visit.complaints == []


def test_profiles_are_listed_and_one_is_shown_with_its_sources() -> None:
    assert "shanghai-2023" in ziping("profiles").out
    out = ziping("profiles", "hubei").out
    assert "预算执行率20分" in out
    assert "读过公开文本" in out
    assert "20.00 分" in out
    assert "remembered" in ziping("profiles", "hubei", "--lang", "en").out


def test_own_profiles_and_rules_come_by_option(tmp_path: Path) -> None:
    (tmp_path / "wuhan.toml").write_text(
        'key = "wuhan"\nlabel = { zh = "武汉市", en = "Wuhan" }\ninherits = "hubei"\nregion = "武汉"\nfrom = 2021\n',
        "utf-8",
    )
    assert "武汉市" in ziping("--profiles", tmp_path, "profiles").out
    own = Path(__file__).parents[1] / "rules" / "own" / "overspent.toml"
    assert "X01" in ziping("--rules", own, "rules").out
    assert "没有这个口径文件夹" in ziping("--profiles", tmp_path / "no", "profiles").err
