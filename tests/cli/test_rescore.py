"""``ziping rescore`` and ``ziping profiles`` as a user types them."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.browser import visiting
from tests.cli.running import SAMPLES, ziping


def test_who_changes_is_shown_with_the_distribution() -> None:
    out = ziping("rescore", *SAMPLES, "--against", "mof-101").out
    assert "12 张表，1 张等级有变化" in out
    (line,) = [line for line in out.splitlines() if line.startswith("海外办事处专项")]
    assert line.split()[-7:] == ["92.87", "91.57", "88.70", "-2.87", "优", "→", "良"]


def test_json_has_a_line_for_each_form() -> None:
    rows = ziping("rescore", *SAMPLES, "--profile", "mof-2020", "--against", "mof-101", "--json").rows
    assert len(rows) == 12
    assert sum(row["regraded"] for row in rows) == 1


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
