from pathlib import Path

import pytest

from ziping.law import cite, profile, profile_for, profiles
from ziping.law.instruments import UnknownCitationError, instruments
from ziping.law.profiles import Parameters, UnknownProfileError
from ziping.law.profiles.files import InvalidProfileError, parsed_profile


@pytest.mark.parametrize(
    ("year", "unit", "expected"),
    [
        (2019, "上海市某中心", "mof-2020"),
        (2020, "上海市某中心", "shanghai-2020"),
        (2022, "上海市某中心", "shanghai-2020"),
        (2023, "上海市某中心", "shanghai-2023"),
        (2031, "上海市某中心", "shanghai-2023"),
        (2023, "某省某中心", "mof-2020"),
        (2023, None, "mof-2020"),
        (None, "上海市某中心", "shanghai-2023"),
    ],
)
def test_a_form_is_judged_by_the_profile_of_its_region_and_year(
    year: int | None, unit: str | None, expected: str
) -> None:
    assert profile_for(year, None, unit).key == expected


def test_shanghai_differs_from_the_nation_in_its_rounding_only() -> None:
    national, local = profile("mof-2020").parameters, profile("shanghai-2023").parameters
    differing = {name for name in Parameters.model_fields if getattr(national, name) != getattr(local, name)}
    assert differing == {"preferred_rounding"}
    assert local.preferred_rounding == "cut"


def test_every_parameter_of_every_profile_has_a_source() -> None:
    for entry in profiles().values():
        assert set(entry.cites) == set(Parameters.model_fields)
        assert all(entry.cites.values())


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(
        UnknownProfileError, match=r"没有名为 utopia 的口径，可用：.*mof-2020、.*shanghai-2020"
    ):
        profile("utopia")


_GOOD = Path(__file__).parents[2].joinpath("src/ziping/law/profiles/mof-2020.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('cites = ["mof-2020-10#18"] }', "cites = [] }", "cites"),
        ("from = 2020", "from = 2020\nto = 2019", "起始年度 2020 晚于终止年度 2019"),
        ("total_points", "totel_points", "totel_points"),
        ('[["优", 9000], ["良", 8000]', '[["优", 7000], ["良", 8000]', "等级下限须由高到低"),
        ('is = "half-up"', 'is = "by-feeling"', "没有这样的取位口径：by-feeling"),
        ("from = 2020", "from = ", "Invalid value"),
        ('"mof-2020-10#18"', '"mof-2020-10#81"', "81"),
    ],
)
def test_a_wrong_profile_is_refused_with_the_reason(old: str, new: str, complaint: str) -> None:
    assert old in _GOOD
    with pytest.raises(InvalidProfileError, match=r"mof-2020\.toml") as refused:
        parsed_profile("mof-2020.toml", _GOOD.replace(old, new, 1))
    assert complaint in str(refused.value)


def test_what_was_not_compared_with_the_official_text_says_so() -> None:
    assert (
        cite("mof-2020-10", "16").describe().zh
        == "财预〔2020〕10号《项目支出绩效评价管理办法》第十六条（未核对原文）"
    )
    assert cite("mof-2020-10", "4").describe().zh == "财预〔2020〕10号《项目支出绩效评价管理办法》第四条"
    assert cite("practice", "bands").describe().zh.startswith("审核实践（非法规依据）")


def test_practice_is_never_confirmed_law() -> None:
    assert not any(article.confirmed for article in instruments()["practice"].article)


def test_an_unknown_citation_does_not_load() -> None:
    with pytest.raises(UnknownCitationError, match="has no article '99'"):
        cite("mof-2020-10", "99")
    with pytest.raises(UnknownCitationError, match="no instrument 'nothing'"):
        cite("nothing", "1")
