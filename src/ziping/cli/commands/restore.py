"""``ziping restore``: an installation made anew from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from ziping.cli.arguments import Lang
from ziping.cli.console import OUTCOME_CLEAN, OUTCOME_ERRORS, complain, console, speaking
from ziping.cli.progress import bytes_shown
from ziping.cli.serving import DATA, Data, start
from ziping.model.language import Text

Archive = Annotated[
    Path, typer.Argument(metavar="FILE", help="ziping backup 写出的备份 · a backup", show_default=False)
]


def restore(context: typer.Context, file: Archive, data: Data = DATA, *, lang: Lang = None) -> None:
    """把备份恢复到空的数据文件夹（及空的数据库）；历史对不上的，退出状态为 1。

    Restore a backup into an empty data folder (and an empty database): all of it or nothing.
    """
    spoken = speaking(context, lang)
    start(data)
    from ziping.web.backup import restore_backup  # noqa: PLC0415 — needs Django

    with bytes_shown(spoken.say(Text("恢复", "restoring"))) as (expect, seen):
        found = restore_backup(file=file, expect=expect, seen=seen)
    held = found.manifest
    text = Text(
        f"已恢复到 {data}：{held.made_at:%Y-%m-%d %H:%M} 由 ziping {held.version} 备份，{len(held.tables)} 张表 "
        f"{held.rows:,} 行，{held.files:,} 个文件；{found.records:,} 张自评表、{found.events:,} 条变更记录已核对",
        f"restored to {data}: backed up {held.made_at:%Y-%m-%d %H:%M} by ziping {held.version}, {len(held.tables)} tables "
        f"with {held.rows:,} rows, {held.files:,} files; the history of {found.records:,} forms with "
        f"{found.events:,} events was verified",
    )
    console().print(spoken.say(text), markup=False)
    if found.broken:
        complain(
            Text(
                f"有 {found.broken:,} 条变更记录对不上，备份之前就已被系统以外的手段改过；请运行 ziping doctor 查看",
                f"{found.broken:,} events do not fit: changed by other hands before the backup; see ziping doctor",
            )
        )
    raise typer.Exit(OUTCOME_ERRORS if found.broken else OUTCOME_CLEAN)
