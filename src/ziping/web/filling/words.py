"""What the page's own script says to people."""

from typing import Final

from ziping.model.form import FundSource
from ziping.model.language import Language, Text
from ziping.model.template import FUND_ROWS

WORDS: Final = {
    "saved": Text("已全部保存", "everything is saved"),
    "waiting": Text("{n} 格待保存", "{n} cells wait to be saved"),
    "saving": Text("正在保存 {n} 格", "saving {n} cells"),
    "failed": Text("{n} 格未能保存，见格内说明", "{n} cells were not saved; see there"),
    "conflict": Text("{n} 格与他人的修改冲突，请选择", "{n} cells were changed by others; choose"),
    "offline": Text(
        "网络不通。您填写的内容已存在本机，恢复后自动保存。",
        "No connection. What you typed is kept on this computer and sent when it is back.",
    ),
    "signed_out": Text(
        "登录已过期。您填写的内容已存在本机，请重新登录，回到本页后自动保存。",
        "You were signed out. What you typed is kept on this computer; sign in and come back, it will be sent.",
    ),
    "closed": Text(
        "此表现在不能修改，您最后填写的以下内容没有保存，仍存在本机，可复制后放弃。",
        "The form can no longer be changed; what you typed last was not saved; it is kept on this computer, to be copied.",
    ),
    "refused": Text("服务器没有接受：{why}", "The server refused: {why}"),
    "restored": Text("已找回上次未保存的 {n} 格", "{n} cells that were not saved last time are back"),
    "row_gone": Text(
        "您正在填写的一行已被删除，这些内容没有保存：", "A row that you were filling in was removed: "
    ),
    "computed": Text("测算", "rule:"),
    "take": Text("采用", "take"),
    "take_label": Text("采用测算值 {value}：{cell}", "take {value} for {cell}"),
    "theirs": Text("采用对方", "take theirs"),
    "mine": Text("保留我的", "keep mine"),
    "changed_by": Text("{by} 已改为“{value}”", "{by} changed it to “{value}”"),
    "blank": Text("空白", "blank"),
    "somebody": Text("他人", "somebody"),
    "pasted": Text("已粘贴 {n} 格", "{n} cells pasted"),
    "skipped": Text(
        "，{n} 格不可填写或超出表格，未粘贴", ", {n} cells are not yours to fill in or outside the table"
    ),
    "undone": Text("已撤销", "undone"),
    "nothing_to_undo": Text("没有可撤销的修改", "nothing to undo"),
    "took_all": Text("已采用 {n} 个测算值", "{n} values taken over"),
    "row_removed": Text(
        "已删除“{name}”，可撤销；历史中仍可查到",
        "“{name}” removed; it can be undone, and the history keeps it",
    ),
    "which_row": Text(
        "请先把光标放在一项指标或资金来源中", "Put the cursor into an indicator or a source of funds first"
    ),
    "others": Text("{n} 格有他人的新修改", "{n} cells were changed by others"),
}

SOURCES: Final = {
    **{source: term.label for source, term in FUND_ROWS.items()},
    FundSource.UNCLASSIFIED: Text("其他名称的来源", "A source of another name"),
}
"""Sources of funds that a row can be added for."""


def words(language: Language) -> dict[str, str]:
    """Return every sentence in one language."""
    return {name: text.to(language) for name, text in WORDS.items()}
