"""An office's own profiles: beside those of ziping, refused with the reason when wrong."""

from pathlib import Path

import pytest

from ziping.law import own_profiles, profile, profile_for, profiles
from ziping.law.profiles.files import InvalidProfileError, MissingFolderError

OWN = """key = "wuhan"
label = { zh = "武汉市", en = "Wuhan" }
inherits = "hubei"
region = "武汉"
from = 2021

[parameter]
overshoot_from = { is = 15000, confidence = "practice", cites = ["practice#overshoot"] }
"""


def given(folder: Path, text: str = OWN, name: str = "wuhan.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_an_own_profile_is_used_for_its_region_and_inherits(tmp_path: Path) -> None:
    with own_profiles(given(tmp_path)):
        assert profile_for(2022, "武汉市某局").key == "wuhan"
        assert profile("wuhan").parameters.execution_points == 2000
        assert profile("wuhan").own == {"overshoot_from"}
    assert "wuhan" not in profiles()


@pytest.mark.parametrize(
    ("text", "name", "complaint"),
    [
        (OWN.replace("wuhan", "other", 1), "wuhan.toml", "key = 'other'，应与文件名相同"),
        (OWN.replace("hubei", "nowhere"), "wuhan.toml", "inherits = 'nowhere'，没有这个上级口径"),
        (OWN.replace('"hubei"', '"wuhan"'), "wuhan.toml", "inherits = 'wuhan'，没有这个上级口径"),
        (
            OWN.replace('"武汉"', '"湖北"'),
            "wuhan.toml",
            "与 hubei 的地区和年度重叠，无法自动选用",
        ),
        (
            OWN.replace('"practice"', '"hearsay"'),
            "wuhan.toml",
            "parameter.overshoot_from.confidence：只能取规定的值",
        ),
        (OWN.replace("overshoot_from", "overshot"), "wuhan.toml", "overshot：没有这一项"),
        (OWN.replace("region", "place"), "wuhan.toml", "region：缺少此项；place：没有这一项"),
        (OWN.replace("15000", '"much"'), "wuhan.toml", "overshoot_from：应为整数"),
        (OWN.replace("15000", "-1"), "wuhan.toml", "overshoot_from：数太小"),
        (
            OWN.replace("from = 2021", "from = 2021\nto = 2020"),
            "wuhan.toml",
            "起始年度 2021 晚于终止年度 2020",
        ),
        (
            OWN.replace("practice#overshoot", "practice#nothing"),
            "wuhan.toml",
            "cites：没有这一依据（practice has no article 'nothing'）",
        ),
        ("key = ", "wuhan.toml", "不是正确的 TOML"),
    ],
)
def test_a_wrong_one_is_refused_with_file_and_reason(
    tmp_path: Path, text: str, name: str, complaint: str
) -> None:
    with (
        pytest.raises(InvalidProfileError, match=r"口径文件 \w+\.toml 无效") as refused,
        own_profiles(given(tmp_path, text, name)),
    ):
        pass
    assert str(refused.value).partition(" 无效：")[2].startswith(complaint)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError, match="没有这个口径文件夹"), own_profiles(tmp_path / "nothing"):
        pass


def test_every_parameter_says_how_well_it_is_known() -> None:
    for entry in profiles().values():
        assert set(entry.confidence) == set(entry.cites)
        for name, confidence in entry.confidence.items():
            confirmed = any(cite.confirmed for cite in entry.cites[name])
            assert confirmed or confidence.value != "read", (entry.key, name)
