"""The words of targets and actual values: comparators, multipliers, measure words, bands, verbs of completion.

Data only, in NFKC, without blanks: a word that published forms use and that is missing is added here.
"""

from enum import StrEnum
from itertools import product
from typing import Final


class Comparator(StrEnum):
    """How an actual value is held against its target."""

    AT_LEAST = "≥"
    MORE = ">"
    EQUAL = "="
    AT_MOST = "≤"
    LESS = "<"


class Band(StrEnum):
    """The three bands in which 财预〔2020〕10号 article 16 lets a qualitative indicator be scored."""

    ACHIEVED = "达成"
    PARTLY = "部分达成"
    MISSED = "未达成"


def _set(words: str) -> frozenset[str]:
    """Return the words that blanks separate."""
    return frozenset(words.split())


_BEFORE: Final = {
    Comparator.AT_LEAST: "≥ >= => 大于等于 大于或等于 不少于 不低于 不小于 不短于 至少 达到 达",
    Comparator.MORE: "> 大于 超过 高于 多于 晚于",
    Comparator.EQUAL: "= 等于",
    Comparator.AT_MOST: "≤ <= =< 小于等于 小于或等于 不超过 不高于 不多于 不大于 不晚于 不迟于 至多 最多 控制在",
    Comparator.LESS: "< 小于 低于 少于 早于",
}
_AFTER: Final = {
    Comparator.AT_LEAST: "以上 及以上 及其以上 或以上 含以上 (含)以上",
    Comparator.AT_MOST: "以下 及以下 及其以下 或以下 含以下 (含)以下 以内 (含)以内 之内 内",
}
BEFORE: Final = {word: sign for sign, words in _BEFORE.items() for word in words.split()}
"""What stands before a number. 控制在 is how cost targets say ≤; 达到 promises at least that much."""
AFTER: Final = {word: sign for sign, words in _AFTER.items() for word in words.split()}
"""What stands after a number and its unit."""

TOGETHER: Final[dict[frozenset[Comparator], Comparator | None]] = {
    frozenset(): None,
    **{frozenset({sign}): sign for sign in Comparator},
    frozenset({Comparator.AT_LEAST, Comparator.MORE}): Comparator.AT_LEAST,
    frozenset({Comparator.AT_MOST, Comparator.LESS}): Comparator.AT_MOST,
}
"""What several comparators around one number say together, the laxer where they differ (超过98%以上).

A set that is missing contradicts itself (=5个以上): such a text is not understood.
"""

SIGNS: Final = str.maketrans("≧⩾≮≦⩽≯═−[]【】〔〕{}", "≥≥≥≤≤≤=-()()()()")
"""Look-alikes that NFKC leaves alone."""
SIGN: Final = "≥≤<>=≧⩾≮≦⩽≯═"
"""A text with one of these was meant to be compared, whatever else it says."""
DASHES: Final = " -‐–—―─−/\\_⁄∕"
"""A cell of nothing but these is blank."""

MULTIPLIERS: Final = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
PERCENT: Final = "%"
UNIT_BEFORE: Final = {"百分之": PERCENT, "千分之": "‰", "¥": "元", "人民币": "元"}
"""Units that stand before their number."""
IN_FIGURES: Final = {"百分之百": "100%", "百分百": "100%"}
"""Whole texts that say a number in their own way."""

MEASURES: Final = _set("""
    个 家 户 人 名 位 次 场 期 届 批 项 件 份 篇 册 本 部 套 台 辆 架 艘 条 根 座 栋 幢 间 处 所 块 片
    面 张 幅 枚 支 只 头 匹 羽 尾 株 棵 盏 口 眼 道 段 组 班 队 团 例 起 宗 案 单 笔 票 种 类 款 副 箱
    袋 瓶 桶 盒 包 卷 页 字 词 节 集 章 讲 轮 遍 趟 回 级 档 分 门 顶 杆 孔 樘 扇 具 床 对 双 把 堂 站
    路 点 剂 针 村 乡 镇 县 区 市 省 国 校 院 室 乡镇 社区 街道 国家 部门 单位 企业
    人次 人份 人天 人日 人月 人年 人·次 人(次) 个(次) 个(项) 场(次) 台(套) 台套 课时 学时 学分 床位 床日
    场次 批次 班次 车次 架次 家次 户次 件次 项次 例次 期次 团次 册次 台次 课次
    秒 分钟 小时 个小时 天 日 工作日 个工作日 周 星期 个月 个季度 年 学年 年度
    元 角 美元 欧元 日元 港元 港币 英镑
    米 千米 公里 厘米 毫米 里 海里 m km cm mm 平方米 平米 m2 平方公里 平方千米 km2 公顷 亩
    立方米 m3 方 升 毫升 L ml mL 克 千克 公斤 斤 吨 毫克 g kg t mg
    瓦 千瓦 兆瓦 千瓦时 kW MW kWh 千伏 千伏安 千卡 度 摄氏度 °C 分贝 dB
    字节 MB GB TB PB Mbps % ‰ 百分比 百分之 百分点 个百分点 倍
""")
"""Measure words and units that may follow a figure without brackets."""
PER: Final = MEASURES | _set("月 季度 季 时 h 学期")
"""What may follow a stroke or 每: also 月 and 季度, which after a bare figure name a month or a quarter."""
SPELLED_MEASURES: Final = _set("""
    个 家 户 人 名 位 次 人次 场 场次 项 件 份 篇 册 本 部 套 台 辆 条 座 栋 间 处 所 张 批 起 例 种 只 头
    天 周 个月 年 小时 个工作日 元 亩 米 公里 平方米 吨 %
""")
"""What may follow a number in characters. 分, 级, 类, 期, 季度 may not: 十分, 一级, 一季度 are no quantities."""
NO_QUANTITY: Final = _set("零件 一")
"""Words that look like a number in characters; 一 is also how a dash is typed."""
NO_UNIT: Final = _set("""
    含 优 良 中 差 优秀 良好 合格 自评 实际 估算 估计 预计 预估 预期 暂定 上年 去年 同上 完成 已完成
""")
"""Remarks in brackets that are not the unit."""

COUNTERS: Final = _set("""
    个 家 户 人 名 位 次 场 人次 场次 批次 项 件 份 篇 套 台 辆 条 座 栋 幢 间 例 起 元 亩 公里 平方米 天 %
""")
"""Measure words after which a noun may follow (74家参展企业)."""
NO_COUNTER: Final = _set("""
    个体 个案 个性 个数 家庭 家具 家长 户籍 户数 人员 人才 人民 人群 人口 人数 人均 人工 人事 人大 名称 名师
    名额 名录 位置 次数 次品 场地 场馆 场所 场景 项目 项次 件套 份额 篇章 套餐 台账 台阶 条例 条款 条件
    座谈 间接 间隔 例会 例行 起点 元素 元件 天然 天数
""")
"""Words that only begin like a measure word (3项目负责人 does not count 项)."""
CHANGED: Final = "未不无没非余多超约近仅缺少每其及和或与等比较增降减升左右前后内外以消失延误停亡退待拟欠正"
"""A noun with one of these may change what the figure before it counts (10家未完成, 3场取消, 100人左右)."""
DONE: Final = _set(
    "完成 完工 竣工 交付 验收 到位 结束 上线 办结 支付 全部完成 投入使用 发放到位 响应 答复 反馈 处置"
)
"""What is done by the date or within the time that stands before it."""

SYNONYMS: Final = {
    "百分比": PERCENT,
    "百分之": PERCENT,
    "百分号": PERCENT,
    "个百分点": "百分点",
    "人·次": "人次",
    "人(次)": "人次",
    "场(次)": "场次",
    "台套": "台(套)",
    "日": "天",
    "个工作日": "工作日",
    "个小时": "小时",
    "h": "小时",
    "平米": "平方米",
    "m2": "平方米",
    "平方千米": "平方公里",
    "km2": "平方公里",
    "m3": "立方米",
    "m": "米",
    "cm": "厘米",
    "mm": "毫米",
    "km": "公里",
    "千米": "公里",
    "kg": "公斤",
    "千克": "公斤",
    "g": "克",
    "t": "吨",
    "L": "升",
    "ml": "毫升",
    "mL": "毫升",
    "kW": "千瓦",
    "kWh": "千瓦时",
    "港币": "港元",
    "°C": "摄氏度",
    "dB": "分贝",
}
"""True synonyms only: 家, 个, 户 and 人, 人次 stay apart, for they count different things."""

_WHICH = ("", "年度", "预期", "绩效", "年度绩效", "年度预期", "预期绩效")
_GOAL = tuple(f"{which}{what}" for which, what in product(_WHICH, ("指标", "目标", "指标值")))
_AND = ("并", "且", ",并", ",且", "并且")
_EFFECT = tuple(f"{link}{some}一定效果" for link, some in product(_AND, ("具有", "有")))
_POOR = tuple(f"{link}效果较差" for link in (*_AND, ","))
BANDS: Final = {
    **{f"{how}达成{goal}": Band.ACHIEVED for how, goal in product(("", "已", "全部", "完全"), ("", *_GOAL))},
    **{f"达到{goal}": Band.ACHIEVED for goal in _GOAL},
    **{f"部分达成{goal}{effect}": Band.PARTLY for goal, effect in product(("", *_GOAL), ("", *_EFFECT))},
    **{
        f"{not_}{goal}{poor}": Band.MISSED
        for not_, goal, poor in product(("未达成", "未完成"), ("", *_GOAL), ("", *_POOR))
    },
    **{f"未达到{goal}{poor}": Band.MISSED for goal, poor in product(_GOAL, ("", *_POOR))},
}
"""Whole texts that name a band. A band bounds the score, so only what says the article's own thing is here.

完成, 已完成, 基本达成 and 部分完成 are words: they say that something was done, not that the target was reached.
未完成 is a band: no reading of it reaches the target.
"""


def _spelled(number: int) -> str:
    """Write a number below 1000 in characters."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    figures = "零一二三四五六七八九"
    ten = "零" if hundreds and ones and not tens else f"{figures[tens]}十" if tens else ""
    return (f"{figures[hundreds]}百" if hundreds else "") + ten + (figures[ones] if ones else "")


SPELLED: Final = {
    **{_spelled(number): number for number in range(1, 1000)},
    **{_spelled(number).removeprefix("一"): number for number in range(10, 20)},
    **{_spelled(number).replace("二百", "两百"): number for number in range(200, 300)},
    "两": 2,
    "零": 0,
    "〇": 0,
}
"""Numbers in characters, each spelled as it is read aloud; 一百二 is not among them, it may be 102 or 120."""
