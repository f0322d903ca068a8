"""What the comparison says, in both languages."""

from typing import Final

from ziping.model.language import Text

TITLE: Final = Text("按另一口径重新评分", "Scored again under another profile")
BEFORE: Final = Text("原口径", "before")
AFTER: Final = Text("新口径", "after")
FORMS: Final = Text("自评表", "forms")
CHANGED: Final = Text("测算总分有变化", "totals changed")
REGRADED: Final = Text("等级有变化", "grades changed")
GRADES: Final = Text("等级分布", "Grades")
SCORES: Final = Text("测算总分分布", "Totals by the rules")
SCORES_NOTE: Final = Text("每5分一档，横轴为档的下限", "bands of five points, labelled by their lower edge")
CHANGES: Final = Text("各表变化", "Form by form")
CHANGES_NOTE: Final = Text("变化大的在前", "largest change first")
NOTES: Final = Text("说明", "Notes")
COLUMNS: Final = (
    Text("项目名称", "Project"),
    Text("单位", "Unit"),
    Text("年度", "Year"),
    Text("填报总分", "Declared"),
    Text("原口径测算", "Before"),
    Text("新口径测算", "After"),
    Text("变化", "Change"),
    Text("原等级", "Grade before"),
    Text("新等级", "Grade after"),
)
