"""What synthetic forms are made of: places, offices, projects and indicators, worded as published forms word them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

REGIONS: Final = (
    "上海市",
    "湖北省",
    "广西壮族自治区",
    "四川省",
    "重庆市",
    "山西省",
    "天津市",
    "浙江省",
    "陕西省",
)
"""Some with a profile of their own, some under the national one."""
OFFICES: Final = {
    "商务": ("外国投资促进中心", "会展业促进中心", "贸易服务中心"),
    "教育": ("实验中学", "教师培训中心", "教育考试院"),
    "卫生健康": ("社区卫生服务中心", "疾病预防控制中心", "妇幼保健院"),
    "农业农村": ("农业技术推广站", "动物疫病预防控制中心", "农产品质量检测中心"),
    "生态环境": ("环境监测站", "环境宣传教育中心", "固体废物管理中心"),
    "文化和旅游": ("图书馆", "群众艺术馆", "博物馆"),
    "民政": ("社会福利院", "救助管理站", "老年大学"),
    "交通运输": ("公路养护中心", "港航发展中心", "交通信息中心"),
}
SUBJECTS: Final = (
    "业务培训",
    "信息化运维",
    "设备购置",
    "宣传推广",
    "购买服务",
    "检测检验",
    "活动组织",
    "设施维护",
    "课题研究",
    "人才培养",
    "物业管理",
    "监督检查",
    "数据采集",
    "专项补助",
    "标准编制",
)
ENDS: Final = ("项目", "经费", "专项", "专项经费", "项目经费")
REASONS: Final = (
    "部分活动受场地限制推迟到下一年度举办，下一步提前落实场地并按季度跟踪进度",
    "服务对象报名人数少于预期，下一步扩大通知范围并增加线上场次",
    "承接单位更换负责人影响进度，下一步在合同中明确节点并加强过程考核",
    "本年工作计划有变，下一步在编制年度指标时充分测算",
    "设备到货时间晚于合同约定，下一步提前启动采购并约定违约责任",
    "前期调研不够充分，下一步细化需求并会同使用部门共同论证",
    "汛期持续降雨使外业停工三周，下一步错开汛期安排外业",
    "对口单位改由其他渠道报送，下一步与其商定统一报送方式",
    "首次招标投标人不足三家而流标，下一步提前公开采购意向",
    "老旧线路检修延误开放时间，下一步把检修安排在淡季",
    "新系统上线初期操作不熟练，下一步组织分岗位操作培训",
    "外聘专家档期冲突，下一步扩大专家库并提前预约",
    "样品送检数量由委托方减少，下一步按季度核定送检计划",
    "宣传渠道单一使知晓面偏窄，下一步增加社区和学校宣传点",
    "服务窗口搬迁期间接待量下降，下一步完善指引并恢复预约",
    "主要材料涨价超出测算，下一步采用批量集中采购并签订锁价合同",
    "部分学员因岗位轮换中途退训，下一步实行训前确认和补训",
    "数据接口改造滞后，下一步与技术单位每周会商进度",
    "抽样问卷回收率偏低，下一步延长调查期并增加现场填写点",
    "基层站点编制空缺，下一步招录补充并安排跨站支援",
)
"""No two begin alike."""


class Sort(StrEnum):
    """What kind of target an indicator has."""

    COUNT = "count"
    """At least so many."""
    RATE = "rate"
    """At least so many per cent of a whole."""
    CEILING = "ceiling"
    """At most so much."""
    NONE = "none"
    """Something that must not happen."""
    WORDS = "words"
    """A quality in words, scored by bands."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An indicator as a unit words it."""

    sort: Sort
    name: str
    unit: str = ""
    """Measure word; for words the target itself."""
    largest: int = 0


OUTPUT: Final = {
    "数量指标": (
        Wording(Sort.COUNT, "举办培训场次", "场", 60),
        Wording(Sort.COUNT, "参训人数", "人", 3000),
        Wording(Sort.COUNT, "完成检测样品数", "批次", 5000),
        Wording(Sort.COUNT, "编制研究报告数", "篇", 12),
        Wording(Sort.COUNT, "走访企业数", "家", 400),
        Wording(Sort.COUNT, "发放宣传资料数", "册", 9000),
        Wording(Sort.COUNT, "购置设备数", "台", 150),
        Wording(Sort.COUNT, "维护信息系统数", "个", 9),
    ),
    "质量指标": (
        Wording(Sort.RATE, "设备验收合格率", "%", 100),
        Wording(Sort.RATE, "培训考核通过率", "%", 100),
        Wording(Sort.RATE, "检测数据准确率", "%", 100),
        Wording(Sort.NONE, "系统重大故障发生数", "起"),
        Wording(Sort.NONE, "安全责任事故数", "起"),
        Wording(Sort.WORDS, "宣传内容审核情况", "全部内容经三级审核后发布"),
    ),
    "时效指标": (
        Wording(Sort.WORDS, "各项工作完成及时性", "按年度计划节点完成"),
        Wording(Sort.RATE, "任务按期及时率", "%", 100),
        Wording(Sort.CEILING, "故障响应时间", "小时", 24),
    ),
}
COST: Final = {
    "经济成本指标": (
        Wording(Sort.CEILING, "人均培训成本", "元", 800),
        Wording(Sort.CEILING, "单台设备采购成本", "元", 60_000),
    )
}
BENEFIT: Final = {
    "社会效益指标": (
        Wording(Sort.WORDS, "公共服务能力提升情况", "新增预约和上门服务并向社会公布"),
        Wording(Sort.WORDS, "群众安全意识增强情况", "每季度组织安全演练并有记录"),
        Wording(Sort.RATE, "政策知晓率", "%", 100),
        Wording(Sort.COUNT, "平台访问量", "人次", 80_000),
    ),
    "可持续影响指标": (
        Wording(Sort.WORDS, "长效管理机制健全性", "管理办法和台账齐全并归档"),
        Wording(Sort.WORDS, "后续运行保障情况", "运维人员和经费列入下年预算"),
    ),
}
SATISFACTION: Final = {
    "服务对象满意度指标": (
        Wording(Sort.RATE, "服务对象满意度", "%", 100),
        Wording(Sort.RATE, "参训人员满意度", "%", 100),
        Wording(Sort.RATE, "受益群众满意度", "%", 100),
    )
}
