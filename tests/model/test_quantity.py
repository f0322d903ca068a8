"""What targets and actual values mean: comparators, numbers, units, dates, bands, words, and what stays unknown."""

from datetime import date

import pytest

from ziping.model.quantity import (
    LIMIT,
    SCALE,
    Band,
    Comparator,
    Quantity,
    QuantityKind,
    understand,
    unit_family,
)

AT_LEAST, MORE, EQUAL, AT_MOST, LESS = Comparator


@pytest.mark.parametrize(
    "text", [None, "", "  ", "\n", "\u3000", "-", "—", "——", "－", "/", "/ / /", "\\", "―", "\ufeff", "。"]
)
def test_blank(text: str | None) -> None:
    assert understand(text) == Quantity(QuantityKind.BLANK)


SIGNED = {
    AT_LEAST: (
        "≥80% >=80% =>80% > = 80% ≧80% ⩾80% ≮80% ＞＝80% 大于等于80% 大于或等于80% 不少于80% 不低于80% 不小于80% 至少80% "
        "达到80% 达80% 80%以上 80%及以上 80%及其以上 80%(含)以上 80%（以上） (≥)80% (≥80%) ≥80%以上 不低于80%以上 超过80%以上 "
        "80(%)以上 ≥80(%) ≥８０％ ≥80% 80％以上"
    ),
    MORE: ">80% ＞80% 大于80% 超过80% 高于80% 多于80%",
    EQUAL: "=80% ＝80% ﹦80% ═80% 等于80%",
    AT_MOST: (
        "≤80% <=80% =<80% ≦80% ⩽80% ≯80% 小于等于80% 不超过80% 不高于80% 不多于80% 不大于80% 至多80% 80%以下 80%及以下 "
        "80%及其以下 80%以内 控制在80%以内 控制在80% 不超过80%以内 低于80%以下"
    ),
    LESS: "<80% ＜80% 小于80% 低于80% 少于80%",
    None: "80% 80.00(%) 80(百分比) 80百分比 80％ （80%） 百分之80 百分之八十 080% 80%(百分比) 80%。",
}


@pytest.mark.parametrize(
    ("text", "sign"),
    [(text, sign) for sign, texts in SIGNED.items() for text in texts.replace("> = ", ">=").split()],
)
def test_comparator(text: str, sign: Comparator | None) -> None:
    assert understand(text) == Quantity(QuantityKind.NUMBER, sign, number=80 * SCALE, unit="%")


NUMBERS: dict[str, tuple[int, str | None, int]] = {
    "1,234.50": (1_234_500_000, None, 1),
    "１，２３４．５０": (1_234_500_000, None, 1),
    "12,345,678元": (12_345_678_000_000, "元", 1),
    "007": (7_000_000, None, 1),
    "-5.5%": (-5_500_000, "%", 1),
    "−3℃": (-3_000_000, "°C", 1),
    "-0": (0, None, 1),
    "0.000001": (1, None, 1),
    "1.2345678万": (12_345_678_000, None, 10**4),
    "0.10000000": (100_000, None, 1),
    "9200000000000": (LIMIT, None, 1),
    "500万元": (5_000_000_000_000, "元", 10**4),
    "500万(元)": (5_000_000_000_000, "元", 10**4),
    "1.5亿": (150_000_000_000_000, None, 10**8),
    "2万亿元": (2_000_000_000_000_000_000, "元", 10**12),
    "3百万元": (3_000_000_000_000, "元", 10**6),
    "3千字": (3_000_000_000, "字", 10**3),
    "5千米": (5_000_000, "千米", 1),
    "5万千瓦时": (50_000_000_000, "千瓦时", 10**4),
    "5‰": (5_000_000, "‰", 1),
    "千分之五": (5_000_000, "‰", 1),
    "百分之百": (100_000_000, "%", 1),
    "2个百分点": (2_000_000, "个百分点", 1),
    "¥500万": (5_000_000_000_000, "元", 10**4),
    "人民币300元": (300_000_000, "元", 1),
    "零": (0, None, 1),
    "〇起": (0, "起", 1),
    "一篇": (1_000_000, "篇", 1),
    "两次": (2_000_000, "次", 1),
    "十场": (10_000_000, "场", 1),
    "二十": (20_000_000, None, 1),
    "一百二十个": (120_000_000, "个", 1),
    "两百零五户": (205_000_000, "户", 1),
    "三万人": (30_000_000_000, "人", 10**4),
    "12个月": (12_000_000, "个月", 1),
    "100 m²": (100_000_000, "m2", 1),
    "100㎡": (100_000_000, "m2", 1),
    "100人（次）": (100_000_000, "人(次)", 1),
    "5【场】": (5_000_000, "场", 1),
    "5[家]": (5_000_000, "家", 1),
    "1 万 人 次": (10_000_000_000, "人次", 10**4),
    "5(家次)": (5_000_000, "家次", 1),
    "5(盘)": (5_000_000, "盘", 1),
    "400元/人、天": (400_000_000, "元/人·天", 1),
    "5元/人*月": (5_000_000, "元/人·月", 1),
    "5元/人·月": (5_000_000, "元/人·月", 1),
    "5元/人/月": (5_000_000, "元/人·月", 1),
    "5元/户": (5_000_000, "元/户", 1),
    "5万元/亩": (50_000_000_000, "元/亩", 10**4),
    "10次/年": (10_000_000, "次/年", 1),
    "10次每年": (10_000_000, "次/年", 1),
    "每亩300": (300_000_000, "/亩", 1),
    "每亩300元": (300_000_000, "元/亩", 1),
    "每人每天300元": (300_000_000, "元/人·天", 1),
    "20,231,231": (20_231_231_000_000, None, 1),
    "20231231元": (20_231_231_000_000, "元", 1),
    "2023": (2_023_000_000, None, 1),
    "2023.12万元": (20_231_200_000_000, "元", 10**4),
    "5年": (5_000_000, "年", 1),
}


@pytest.mark.parametrize("text", NUMBERS)
def test_number(text: str) -> None:
    number, unit, multiplier = NUMBERS[text]
    assert understand(text) == Quantity(QuantityKind.NUMBER, number=number, unit=unit, multiplier=multiplier)


@pytest.mark.parametrize(
    ("text", "sign", "figure", "unit", "words"),
    [
        ("74家参展企业", None, 74, "家", "参展企业"),
        ("≥500人参加培训", AT_LEAST, 500, "人", "参加培训"),
        ("10家中小企业", None, 10, "家", "中小企业"),
        ("100%覆盖", None, 100, "%", "覆盖"),
        ("30天内完成", AT_MOST, 30, "天", "完成"),
        ("5个工作日内办结", AT_MOST, 5, "个工作日", "办结"),
        ("每年不少于10次", AT_LEAST, 10, "次/年", None),
        ("≥每亩300元", AT_LEAST, 300, "元/亩", None),
        ("三天以内", AT_MOST, 3, "天", None),
    ],
)
def test_number_with_words(
    text: str, sign: Comparator | None, figure: int, unit: str, words: str | None
) -> None:
    assert understand(text) == Quantity(
        QuantityKind.NUMBER, sign, number=figure * SCALE, unit=unit, words=words
    )


DATES: dict[str, tuple[Comparator | None, int | None, int | None, int | None]] = {
    "2023年12月31日": (None, 2023, 12, 31),
    "2023 年 12 月 31 日": (None, 2023, 12, 31),
    "2023-12-31": (None, 2023, 12, 31),
    "2023/12/31": (None, 2023, 12, 31),
    "2023.12.31": (None, 2023, 12, 31),
    "2023/1/5": (None, 2023, 1, 5),
    "2024年2月29日": (None, 2024, 2, 29),
    "2月29日": (None, None, 2, 29),
    "12月31号": (None, None, 12, 31),
    "2023年12月底前": (AT_MOST, 2023, 12, None),
    "12月底前": (AT_MOST, None, 12, None),
    "9月前": (AT_MOST, None, 9, None),
    "11月30日前": (AT_MOST, None, 11, 30),
    "2023年底": (None, 2023, None, None),
    "2023年年底前": (AT_MOST, 2023, None, None),
    "年底前": (AT_MOST, None, None, None),
    "2023年年内": (AT_MOST, 2023, None, None),
    "年内": (AT_MOST, None, None, None),
    "本年底": (None, None, None, None),
    "≤12月": (AT_MOST, None, 12, None),
    "<=12月底前": (AT_MOST, None, 12, None),
    "=2023年10月": (EQUAL, 2023, 10, None),
    "不晚于2023年6月": (AT_MOST, 2023, 6, None),
    "12月": (None, None, 12, None),
    "2023年": (None, 2023, None, None),
    "2023年度": (None, 2023, None, None),
    "2023-12": (None, 2023, 12, None),
    "2023.12前": (AT_MOST, 2023, 12, None),
    "2023年6月份": (None, 2023, 6, None),
}


@pytest.mark.parametrize("text", DATES)
def test_date(text: str) -> None:
    sign, year, month, day = DATES[text]
    assert understand(text) == Quantity(QuantityKind.DATE, sign, year=year, month=month, day=day)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023年12月31日前完成", "完成"),
        ("12月底前全部完成", "全部完成"),
        ("2021年11月30日前完成资金支付", "完成资金支付"),
        ("已于2023年12月31日完成", "完成"),
    ],
)
def test_date_with_what_is_done(text: str, words: str) -> None:
    understood = understand(text)
    assert (understood.kind, understood.words) == (QuantityKind.DATE, words)


@pytest.mark.parametrize(
    ("text", "year", "last"),
    [
        ("2023年12月31日前", None, date(2023, 12, 31)),
        ("2023年12月31日前", 2020, date(2023, 12, 31)),
        ("2023年2月底前", None, date(2023, 2, 28)),
        ("2月底前", 2024, date(2024, 2, 29)),
        ("2023年底", None, date(2023, 12, 31)),
        ("年底前", 2023, date(2023, 12, 31)),
        ("年底前", None, None),
        ("2月29日", 2023, None),
        ("及时", 2023, None),
    ],
)
def test_last_day(text: str, year: int | None, last: date | None) -> None:
    assert understand(text).last_day(year) == last


BANDS = {
    Band.ACHIEVED: (
        "达成 达成指标 达成预期指标 达成年度指标 达成年度目标 达成预期目标 达成绩效指标 达成年度指标值 已达成 全部达成 达到预期指标 达成指标。"
    ),
    Band.PARTLY: (
        "部分达成 部分达成指标 部分达成年度指标 部分达成指标并具有一定效果 部分达成年度指标并具有一定效果 部分达成预期指标且具有一定效果 "
        "部分达成指标，并具有一定效果"
    ),
    Band.MISSED: (
        "未达成 未达成指标 未达成年度指标 未达成指标且效果较差 未达成年度指标且效果较差 未达成指标，且效果较差 未达到年度指标 未完成"
    ),
}


@pytest.mark.parametrize(
    ("text", "band"), [(text, band) for band, texts in BANDS.items() for text in texts.split()]
)
def test_band(text: str, band: Band) -> None:
    assert understand(text) == Quantity(QuantityKind.BAND, band=band)


WORDS = (
    "无 及时 有效 合格 是 完成 已完成 基本达成 部分完成 完成率高 达到预期 不低于上年 高于全国平均水平 逐步完善 达成指标较好 "
    "一般 一流 一次性 一体化 一期 一季度 十分 十分满意 三级 三级甲等 二类 八成 三个代表 三位一体 千方百计 一百二 零件 零事故 "
    "十二月 百家 元 全天候 主办九场"
)


@pytest.mark.parametrize("text", WORDS.split())
def test_words(text: str) -> None:
    assert understand(text) == Quantity(QuantityKind.WORDS, words=text)


UNKNOWN = (
    "工5% 约80% 近3.8万 100余家 3万左右 10家未完成 5个不合格 3场取消 5个建设中 3项目负责人 满意度≥90% 第3名 ≥**人 ≥ ** …… ? 一 一一 +5% .5 80. 5成 "
    "2023.12 2023.5 ≤2023.12 20231231 2023年13月 2023年2月29日 2月30日 0.0000001 1.23456789012万 1234,567 9200000000001 -9300000000000 "
    "=5个以上 ≥80%以下 ¥5美元 5场(个) 5万(万人) 10(优) 10(未完成) 5万万元 每年5次/人 1e5 ≥≥80 ISO9001认证 5A级 ≥合格 "
    "5(这是一个很长的说明文字)"
)


@pytest.mark.parametrize("text", UNKNOWN.split())
def test_unknown(text: str) -> None:
    assert understand(text).kind is QuantityKind.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "2 90%",
        "1. 5%",
        "1 234",
        "12 . 5",
        "80-90",
        "5～10",
        "80%至90%",
        "80%—90%",
        "3/5",
        "5:3",
        "1+1",
        "9场主办，4场协办",
        "2万5千",
        "1,23",
        "1-12月",
        "≥80%且≤90%",
        "2022年6月前完成10场",
        "2\u200b 90%",
    ],
)
def test_several_figures_are_unknown_and_said_to_be_several(text: str) -> None:
    understood = understand(text)
    assert (understood.kind, understood.several) == (QuantityKind.UNKNOWN, True)


def test_one_figure_that_is_not_understood_is_not_several() -> None:
    assert understand("工5%") == Quantity(QuantityKind.UNKNOWN, words="工5%")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("有效，" * 7000, QuantityKind.WORDS),
        ("１" * 20_000, QuantityKind.UNKNOWN),
        ("每年" * 10_000, QuantityKind.WORDS),
    ],
)
def test_a_very_long_text(text: str, kind: QuantityKind) -> None:
    assert understand(text).kind is kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("m2", "平米"),
        ("人·次", "人次"),
        ("km", "千米"),
        ("元/m2", "元/平方米"),
        ("日", "天"),
        ("%", "百分比"),
    ],
)
def test_synonyms_are_one_family(one: str, other: str) -> None:
    assert unit_family(one) == unit_family(other)


@pytest.mark.parametrize(
    ("one", "other"), [("家", "个"), ("家", "户"), ("人", "人次"), ("篇", "份"), ("元", "美元"), ("%", "‰")]
)
def test_units_that_count_different_things_stay_apart(one: str, other: str) -> None:
    assert unit_family(one) != unit_family(other)


def test_no_unit_has_no_family() -> None:
    assert unit_family(None) is None
