"""What the report says of itself; labels of the official table come from ``model.template``."""

from typing import Final

from ziping.model.language import Text

TITLE: Final = Text("绩效自评表审核报告", "Review of self-evaluation forms")
SUBTITLE: Final = Text(
    "逐表核对填报得分，列明问题、依据与处理意见",
    "Declared scores compared form by form; every finding with its source and what to do",
)
DOCUMENTS: Final = Text("文件", "documents")
FORMS: Final = Text("自评表", "forms")
PROFILES: Final = Text("适用口径", "profiles applied")
PROFILE_USE: Final = Text("{label} {count} 张", "{label}: {count}")
SUMMARY: Final = Text(
    "{forms} 张自评表中，{wrong} 张有错误；{apart} 张填报总分与核算总分不一致；{moved} 张填报等级与核算等级不同。",
    "Of {forms} forms, {wrong} have errors; {apart} declare another total than the rules give; "
    "{moved} declare another grade.",
)
NO_FORMS: Final = Text("没有读到自评表。", "No form was read.")
UNREAD: Final = Text("未能读出的文件", "Documents that could not be read")
CONTENTS: Final = Text("各表一览", "All forms at a glance")
CONTENTS_HINT: Final = Text(
    "问题最重的在前；点项目名称看该表。", "Worst first; follow a project to its form."
)
BACK: Final = Text("返回一览", "back to all forms")

NUMBER: Final = Text("序号", "No.")
UNIT: Final = Text("单位", "Unit")
YEAR: Final = Text("年度", "Year")
YEAR_IS: Final = Text("{year} 年度", "{year}")
NO_PROJECT: Final = Text("（未填项目名称）", "(no project name)")
FORM_OF: Final = Text("{source} 第 {number} 张表", "{source}, form {number}")
FINDINGS: Final = Text("发现", "Findings")
DECLARED: Final = Text("填报", "declared")
COMPUTED: Final = Text("核算", "by the rules")
DIFFERENCE: Final = Text("差额", "difference")
DECLARED_TOTAL: Final = Text("填报总分", "Declared total")
COMPUTED_TOTAL: Final = Text("核算总分", "Total by the rules")
DECLARED_GRADE: Final = Text("填报等级", "Declared grade")
COMPUTED_GRADE: Final = Text("核算等级", "Grade by the rules")
FROM_DECLARED: Final = Text("填报 → 核算", "declared → by the rules")
MARKED: Final = Text("有问题的单元格", "Marked cells")
FORM_DRAWN: Final = Text("填报内容", "The form as declared")

READING: Final = Text("读取时的疑点", "Doubts in reading")
NOTHING_FOUND: Final = Text("未发现问题。", "Nothing was found.")
WHOLE_FORM: Final = Text("整张表", "The form as a whole")
MORE_CELLS: Final = Text("另有 {count} 处", "and {count} more")
IN_CELLS: Final = Text("{count} 处", "{count} cells")
OTHER_CELLS: Final = Text("相关", "Cells")
FIX: Final = Text("处理", "What to do")
SOURCE: Final = Text("依据", "Source")
CONFIRMED: Final = Text("已核对原文", "text confirmed")
UNCONFIRMED: Final = Text("未核对原文", "text not confirmed")
RAW: Final = Text("原文", "Printed")

SOURCES: Final = Text("引用的依据", "Sources cited")
SOURCES_HINT: Final = Text(
    "内容为要点转述，以正式文本为准。", "In our own words; the official text prevails."
)
SAYS: Final = Text("要点", "What it says")
ARTICLE: Final = Text("条款", "Article")
CITED_BY: Final = Text("引用于", "Cited by")
CHECKED: Final = Text("核对", "Confirmed")

ROUNDING: Final = Text("取位口径的认定", "How the rounding was inferred")
ROUNDING_HINT: Final = Text(
    "逐一试算已知的取位口径，取能解释同单位同年度各表所列执行率和得分的一种；取位不同不作为错误。",
    "Every known convention is tried; the one that explains the printed rates and scores of all forms of a unit "
    "and year is taken. Rounding is never an error.",
)
CONVENTION: Final = Text("认定的口径", "Convention")
HOW_SURE: Final = Text("认定情况", "How sure")
DECIDED: Final = Text("只有这一种相符", "the only one that fits")
PREFERRED: Final = Text("不止一种相符，取优先者", "several fit; the preferred one is taken")

LEGEND: Final = Text("图例", "Legend")
LEGEND_ERROR: Final = Text("按计算或规定确有差错，应更正", "Wrong by arithmetic or by rule; correct it")
LEGEND_WARNING: Final = Text("需要说明或复核", "Needs an explanation or a second look")
LEGEND_NOTE: Final = Text("供参考，多属填报习惯", "Worth knowing; often a habit")
LEGEND_FIRST: Final = Text("问题所在单元格", "The cell where the finding lies")
LEGEND_OTHER: Final = Text("与问题相关的单元格", "A cell that the finding also rests on")
LEGEND_SAME: Final = Text("核算得分与填报一致", "The rules give the declared score")
LEGEND_OFF: Final = Text("核算得分与填报不同", "The rules give another score")
LEGEND_BAND: Final = Text("定性指标的允许区间", "Band allowed to a qualitative indicator")
LEGEND_DECLARED: Final = Text("填报总分", "Declared total")
LEGEND_COMPUTED: Final = Text("核算总分", "Total by the rules")

SHEET_OVERVIEW: Final = Text("概览", "Overview")
SHEET_SCORES: Final = Text("得分对照", "Scores")
SHEET_UNREAD: Final = Text("未读出", "Unread")
DOCUMENT: Final = Text("文件", "Document")
FORM_NUMBER: Final = Text("表号", "Form")
PROFILE: Final = Text("口径", "Profile")
CODE: Final = Text("代码", "Code")
SEVERITY: Final = Text("级别", "Severity")
RULE: Final = Text("规则", "Rule")
CELL: Final = Text("单元格", "Cell")
PLACE: Final = Text("位置", "Place")
MESSAGE: Final = Text("问题", "Finding")
ITEM: Final = Text("项目", "Item")
LOWEST: Final = Text("区间下限", "Lowest")
HIGHEST: Final = Text("区间上限", "Highest")
REASON: Final = Text("原因", "Why")
YES: Final = Text("是", "yes")
NO: Final = Text("否", "no")
SEE_FINDINGS: Final = Text("看发现", "findings")
SEE_SCORES: Final = Text("看得分", "scores")
