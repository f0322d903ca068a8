"""Every target and actual value of the twelve published Shanghai forms, understood by hand."""

import pytest

from ziping.model.quantity import SCALE, Band, Comparator, Quantity, QuantityKind, understand


def number(figure: int, unit: str | None, sign: Comparator | None = None, multiplier: int = 1) -> Quantity:
    return Quantity(QuantityKind.NUMBER, sign, number=figure * SCALE, unit=unit, multiplier=multiplier)


def at_least(figure: int, unit: str | None, multiplier: int = 1) -> Quantity:
    return number(figure, unit, Comparator.AT_LEAST, multiplier)


def equal(figure: int, unit: str | None) -> Quantity:
    return number(figure, unit, Comparator.EQUAL)


WAN = 10_000

NUMBERS = {
    # 2020
    ">=50家": at_least(50, "家"),
    "74家": number(74, "家"),
    ">=10万次": at_least(100_000, "次", WAN),
    "11万次": number(110_000, "次", multiplier=WAN),
    "4场": number(4, "场"),
    "1篇": number(1, "篇"),
    "0起": number(0, "起"),
    ">=1.6万人": at_least(16_000, "人", WAN),
    "1.65万人": number(16_500, "人", multiplier=WAN),
    ">=15万次": at_least(150_000, "次", WAN),
    "15.3万次": number(153_000, "次", multiplier=WAN),
    ">=80%": at_least(80, "%"),
    "80%": number(80, "%"),
    ">=10场": at_least(10, "场"),
    "8": number(8, None),
    ">=10": at_least(10, None),
    ">=5个": at_least(5, "个"),
    "0": number(0, None),
    ">=10个": at_least(10, "个"),
    "10": number(10, None),
    # 2023
    "≥3000.00(册)": at_least(3000, "册"),
    "5000.00(册)": number(5000, "册"),
    "85": number(85, None),
    "≥150.00(件)": at_least(150, "件"),
    "504.00(件)": number(504, "件"),
    "≥20.00(%)": at_least(20, "%"),
    "60.00(%)": number(60, "%"),
    "≥80.00(%)": at_least(80, "%"),
    "85.00(%)": number(85, "%"),
    "≥30.00(个)": at_least(30, "个"),
    "30.00(个)": number(30, "个"),
    "≥100.00(场)": at_least(100, "场"),
    "57.00(场)": number(57, "场"),
    "≥250.00(家)": at_least(250, "家"),
    "400.00(家)": number(400, "家"),
    "100": number(100, None),
    "=1.00(个)": equal(1, "个"),
    "1.00(个)": number(1, "个"),
    "=1.00(篇)": equal(1, "篇"),
    "1.00(篇)": number(1, "篇"),
    "≥1000.00(条)": at_least(1000, "条"),
    "1011.00(条)": number(1011, "条"),
    "=1.00(份)": equal(1, "份"),
    "1.00(份)": number(1, "份"),
    "≥1000.00(人)": at_least(1000, "人"),
    "1011.00(人)": number(1011, "人"),
    "≥95.00(%)": at_least(95, "%"),
    "95.00(%)": number(95, "%"),
    "≥90.00(%)": at_least(90, "%"),
    "90.00(%)": number(90, "%"),
    "5": number(5, None),
    "≥3.50(万平方米)": at_least(35_000, "平方米", WAN),
    "3.50(万平方米)": number(35_000, "平方米", multiplier=WAN),
    "≥700.00(家)": at_least(700, "家"),
    "958.00(家)": number(958, "家"),
    "≥2.50(万)": at_least(25_000, None, WAN),
    "3.79(万)": number(37_900, None, multiplier=WAN),
    "≥50.00(家)": at_least(50, "家"),
    "70.00(家)": number(70, "家"),
    "=100.00(%)": equal(100, "%"),
    "100.00(%)": number(100, "%"),
    "零起": number(0, "起"),
    "81.00(%)": number(81, "%"),
    "≥3000(条)": at_least(3000, "条"),
    "3499.00(条)": number(3499, "条"),
    "≥95(%)": at_least(95, "%"),
    "≥3000.00(条)": at_least(3000, "条"),
    "≥1(个)": at_least(1, "个"),
    "10.00(个)": number(10, "个"),
    "=100(%)": equal(100, "%"),
    "≥85(%)": at_least(85, "%"),
}
OTHERS = {
    "达成指标": Quantity(QuantityKind.BAND, band=Band.ACHIEVED),
    "部分达成指标并具有一定效果": Quantity(QuantityKind.BAND, band=Band.PARTLY),
    "2023 年 12 月 31 日": Quantity(QuantityKind.DATE, year=2023, month=12, day=31),
    # The two documents print this one with and without the blank.
    "项目的长效管理主体明确, 有相应的管理措施": Quantity(
        QuantityKind.WORDS, words="项目的长效管理主体明确,有相应的管理措施"
    ),
}
WORDS = (
    "及时 有效 健全 建立执行办工作机制 建立工作机制 每年 合格 有效完善 采写精良 有效推动 有效提高 明显提升 有效促进 "
    "成功举办并形成总结报告 逐步完善 有效推广 项目的长效管理主体明确,有相应的管理措施"
)


@pytest.mark.parametrize(("text", "meaning"), [*NUMBERS.items(), *OTHERS.items()])
def test_a_value_of_a_published_form(text: str, meaning: Quantity) -> None:
    assert understand(text) == meaning


@pytest.mark.parametrize("text", WORDS.split())
def test_a_qualitative_value_of_a_published_form(text: str) -> None:
    assert understand(text) == Quantity(QuantityKind.WORDS, words=text)
