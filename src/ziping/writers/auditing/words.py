"""What the overview of an audit says, in both languages."""

from typing import Final

from ziping.model.language import Text

TITLE: Final = Text("绩效自评表批量审核", "Audit of self-evaluation forms")
FORMS: Final = Text("自评表", "forms")
UNITS: Final = Text("单位", "units")
FAULTY: Final = Text("有错误的表", "forms with errors")
ERRORS: Final = Text("错误", "errors")
WARNINGS: Final = Text("警告", "warnings")
NOTES: Final = Text("提示", "notes")
UNREAD: Final = Text("未能读取的文件", "Files that could not be read")
RULES: Final = Text("各类问题", "Findings by rule")
RULES_NOTE: Final = Text("占适用该规则的表或行的比例", "share of the forms or rows that the rule applies to")
SPREAD: Final = Text("总分分布", "Totals")
SPREAD_NOTE: Final = Text("每5分一档，左为档的下限", "bands of five points, by their lower edge")
GRADES: Final = Text("等级分布", "Grades")
RANKED: Final = Text("单位排序", "Units ranked")
RANKED_NOTE: Final = Text("按每张表的错误数，多的在前", "by errors a form, most first")
FIELDS: Final = Text("预算执行率与填报总分", "Execution rate against declared total")
FIELDS_NOTE: Final = Text(
    "横轴为执行率（%），纵轴为填报总分，颜色越深表越多；右上角以外、分数高而执行率低的要看一看",
    "rate (%) across, declared total up, darker is more forms; high scores at low rates deserve a look",
)
WORST: Final = Text("问题最多的表", "Forms with most findings")
DECLARED: Final = Text("填报", "declared")
COMPUTED: Final = Text("测算", "by the rules")
CODE: Final = Text("编号", "code")
NAME: Final = Text("名称", "title")
SEVERITY: Final = Text("程度", "severity")
ASKED: Final = Text("适用", "asked")
FAILED: Final = Text("不符", "failed")
PROJECT: Final = Text("项目名称", "project")
UNIT: Final = Text("单位", "unit")
YEAR: Final = Text("年度", "year")
A_FORM: Final = Text("每张表错误", "errors a form")
SUMMARY: Final = Text("概览", "overview")
NO_UNIT: Final = Text("（未填单位）", "(no unit)")
