"""The names that a template may use, what each means, and how it is filled in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from ziping.engine.wording import NOTHING
from ziping.model.finding import Severity
from ziping.writers.printable import printable
from ziping.writers.report import printing, words
from ziping.writers.report.overview import Row
from ziping.writers.report.printing import difference, score
from ziping.writers.report.sources import Source, documents
from ziping.writers.review import finance, subject
from ziping.writers.review.finance import Given
from ziping.writers.review.scope import BEGIN, END, FORM, PICTURE, Picture, Scope
from ziping.writers.review.subject import Line, Subject
from ziping.writers.review.told import Joint, joints

T = TypeVar("T")
_NUMBER: Final = "序号"
_DEMANDS: Final = {Severity.ERROR: "应更正", Severity.WARNING: "应说明或更正", Severity.NOTE: "供参考"}


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """What stands where a name is, and how it is found."""

    says: str
    value: Callable[[T], str]


REPORT: Final[Mapping[str, Field[Subject]]] = {
    "单位": Field("填报单位；不止一个时写“某某等 3 个单位”", lambda it: subject.units(it.units)),
    "年度": Field("各表的年度", lambda it: "、".join(map(str, it.years)) or NOTHING),
    "表数": Field("自评表张数", lambda it: str(len(it.overview.rows))),
    "文件数": Field("文件个数", lambda it: str(it.overview.documents)),
    "错误数": Field("错误处数", lambda it: str(it.overview.count(Severity.ERROR))),
    "警告数": Field("警告处数", lambda it: str(it.overview.count(Severity.WARNING))),
    "提示数": Field("提示处数", lambda it: str(it.overview.count(Severity.NOTE))),
    "有错误表数": Field("有错误的表的张数", lambda it: str(it.overview.wrong)),
    "总分不符表数": Field("填报总分与核算总分不一致的表的张数", lambda it: str(it.overview.apart)),
    "等级不同表数": Field("填报等级与核算等级不同的表的张数", lambda it: str(it.overview.moved)),
    "口径": Field(
        "适用的评分口径", lambda it: "、".join(f"“{label.zh}”" for label, _ in it.overview.profiles)
    ),
    "财政复核": Field(
        "财政复核过的表数、合计总分和偏离率；没有时为空", lambda it: finance.together(it.overview.rows)
    ),
    "未读说明": Field("未能读出的文件，一个一行；都读出时为空", lambda it: subject.unread(it.unread)),
    "复核单位": Field("--office 所写；没写时留空待填", lambda it: it.head.office),
    "复核人": Field("--reviewer 所写", lambda it: it.head.reviewer),
    "日期": Field("--date 所写；没写时留空待填", lambda it: it.head.date),
    "期限": Field("--deadline 所写；没写时留空待填", lambda it: it.head.deadline),
}
FORMS: Final[Mapping[str, Field[Row]]] = {
    "项目名称": Field("项目名称", lambda row: printing.project(row.assessment.sourced).zh),
    "年度": Field("年度", lambda row: str(row.assessment.sourced.form.year or NOTHING)),
    "单位": Field("填报单位", lambda row: subject.unit(row) or NOTHING),
    "主管部门": Field("主管部门", lambda row: row.assessment.sourced.form.competent_department or NOTHING),
    "文件": Field("文件名和第几张表", subject.document),
    "错误数": Field("错误处数", lambda row: str(row.assessment.count(Severity.ERROR))),
    "警告数": Field("警告处数", lambda row: str(row.assessment.count(Severity.WARNING))),
    "提示数": Field("提示处数", lambda row: str(row.assessment.count(Severity.NOTE))),
    "填报总分": Field("填报的总分", lambda row: score(row.total.declared)),
    "核算总分": Field("按规则核算的总分", lambda row: score(row.total.expected)),
    "差额": Field("填报总分减核算总分", lambda row: difference(row.total.difference)),
    "填报等级": Field("填报的等级；没有填的，填报总分对应的等级", lambda row: row.grade or NOTHING),
    "核算等级": Field("核算总分对应的等级", lambda row: row.assessment.scores.computed_grade or NOTHING),
    "口径": Field("适用的评分口径", lambda row: row.assessment.scores.profile_label.zh),
    "取位口径": Field("认定的取位口径", subject.rounding),
    "结论": Field("一句话的结论", subject.verdict),
    "财政复核": Field("财政复核总分和偏离率；没有时为空", finance.verdict),
    "读取疑点": Field("读取时有疑问的单元格，一处一行；没有时为空", subject.doubts),
}
FINDINGS: Final[Mapping[str, Field[Joint]]] = {
    "级别": Field("错误、警告或提示", lambda it: it.first.severity.label.zh),
    "要求": Field("应更正、应说明或更正、供参考", lambda it: _DEMANDS[it.first.severity]),
    "编号": Field("规则编号", lambda it: it.first.code),
    "规则": Field("规则名称", lambda it: it.first.title.zh),
    "单元格": Field("哪些单元格、填报了什么、在文件何处，一处一行", lambda it: it.cells),
    "事实": Field("什么地方不对，带数字", lambda it: it.facts),
    "处理": Field("怎么改", lambda it: it.first.fix.zh),
    "依据": Field("文件和条款，一条一行；未核对原文的注明", lambda it: it.sources or NOTHING),
    "处数": Field("有几处", lambda it: str(len(it.findings))),
}
SCORES: Final[Mapping[str, Field[Line]]] = {
    _NUMBER: Field("指标序号", lambda it: it.number),
    "项目": Field("预算执行率、各指标、总分", lambda it: it.name),
    "分值": Field("分值", lambda it: score(it.points)),
    "填报": Field("填报得分", lambda it: it.declared),
    "核算": Field("核算得分；定性指标为允许的区间", lambda it: it.computed),
    "差额": Field("填报减核算", lambda it: difference(it.apart)),
}
FINANCE: Final[Mapping[str, Field[Given]]] = {
    _NUMBER: Field("指标序号", lambda it: it.number),
    "项目": Field("财政复核过的预算执行率、各指标，最后是总分", lambda it: it.name),
    "分值": Field("分值", lambda it: score(it.points)),
    "填报": Field("填报得分", lambda it: score(it.declared)),
    "核算": Field("核算得分", lambda it: score(it.computed)),
    "得分": Field("财政复核得分", lambda it: score(it.given)),
    "差额": Field("填报减财政复核", lambda it: difference(it.apart)),
    "理由": Field("财政复核的理由；总分一行为偏离率", lambda it: it.reason),
}
SOURCES: Final[Mapping[str, Field[tuple[str, Source]]]] = {
    "文件": Field("文件的文号和名称", lambda it: it[0]),
    "条款": Field("条款", lambda it: it[1].citation.label.zh),
    "要点": Field("条款说了什么（转述）", lambda it: it[1].citation.says.zh),
    "核对": Field("是否已核对原文", lambda it: subject.confirmed(it[1])),
    "编号": Field("哪些规则引用它", lambda it: " ".join(it[1].codes)),
}
PICTURES: Final = {
    "问题构成": "各类问题各有多少处",
    "总分对照": "各表填报总分与核算总分",
    "等级分布": "填报等级与核算等级各有多少张表",
}
_GUIDE: Final = f"""怎样改模板

用 Word 打开 .docx，像改普通文件一样改文字、字体、表格的列和宽度、页眉页脚，存回 .docx，再用 --templates 指明所在文件夹。
双花括号里的名称会换成内容，整个删去即不印。名称只能用下面所列的。

1. 表格的一行里用了“表”“问题”“得分”“复核”“依据”的名称，这一行就按条重复；表头照常写在上一行。一条也没有的，整个表格不印。
2. {{{{{BEGIN}}}}} 和 {{{{{END}}}}} 各自单独成段，两段之间的内容每张表印一遍。
3. {{{{图.…}}}} 单独成段，印成图。
4. 没有内容的段不印。
"""


def names() -> dict[str, dict[str, str]]:
    """Return every list, and the values of the whole document under the empty name, with what each name means."""
    lists = {
        FORM: _says(FORMS),
        "问题": _says(FINDINGS),
        "得分": _says(SCORES),
        "复核": _says(FINANCE),
        "依据": _says(SOURCES),
    }
    numbered = {name: {_NUMBER: "序号", **says} for name, says in lists.items()}
    return {"": _says(REPORT), **numbered, PICTURE: PICTURES}


def _says(fields: Mapping[str, Field[T]]) -> dict[str, str]:
    return {name: it.says for name, it in fields.items()}


def guide() -> str:
    """Return what a person has to know who changes a template, name by name."""
    told = "\n".join(
        f"\n【{name or '全文'}】\n"
        + "\n".join(f"  {{{{{f'{name}.{key}' if name else key}}}}}　{says}" for key, says in held.items())
        for name, held in names().items()
    )
    return f"{_GUIDE}{told}\n"


def scope(about: Subject, pictures: Mapping[str, Picture | None]) -> Scope:
    """Return what the names of a template stand for in the document about some forms."""
    rows = about.overview.rows
    cited = documents([row.assessment for row in rows])
    sources = [(document.name, source) for document in cited for source in document.sources]
    forms = tuple(_form(entry, row) for entry, row in zip(_entries(FORM, FORMS, rows), rows, strict=True))
    return Scope(
        {name: printable(it.value(about)) for name, it in REPORT.items()},
        {FORM: forms, "依据": _entries("依据", SOURCES, sources)},
        pictures,
    )


def _form(entry: Scope, row: Row) -> Scope:
    told = _entries("问题", FINDINGS, joints(row.assessment)) or (_nothing_found(),)
    scores = _entries("得分", SCORES, subject.lines(row.assessment))
    given = _entries("复核", FINANCE, finance.lines(row))
    return Scope(entry.values, {"问题": told, "得分": scores, "复核": given})


def _entries(name: str, fields: Mapping[str, Field[T]], items: Iterable[T]) -> tuple[Scope, ...]:
    """Fill the fields of a list for every item, numbered from 1."""
    return tuple(
        Scope(
            {
                f"{name}.{_NUMBER}": str(number),
                **{f"{name}.{key}": printable(it.value(item)) for key, it in fields.items()},
            }
        )
        for number, item in enumerate(items, 1)
    )


def _nothing_found() -> Scope:
    """Return the one row of a form without findings."""
    blank = {f"问题.{key}": "" for key in (_NUMBER, *FINDINGS)}
    return Scope(blank | {"问题.单元格": words.WHOLE_FORM.zh, "问题.事实": words.NOTHING_FOUND.zh})
