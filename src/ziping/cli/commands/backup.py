"""``ziping backup``: one archive of the database and of all files."""

from pathlib import Path
from typing import Annotated

import typer

from ziping.cli.arguments import Lang
from ziping.cli.console import OUTCOME_CLEAN, OUTCOME_ERRORS, complain, console, speaking
from ziping.cli.progress import bytes_shown
from ziping.cli.serving import DATA, Data, start
from ziping.model.language import Text

Target = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="备份文件，或已有的文件夹（按时间自动命名）· the archive, or a folder in which it is named by its time",
        show_default=False,
    ),
]
WithSecret = Annotated[
    bool,
    typer.Option(
        "--with-secret",
        help="连同密钥，恢复后已登录的人不必重新登录 · with the secret, so that nobody need sign in again",
    ),
]


def backup(
    context: typer.Context,
    target: Target,
    data: Data = DATA,
    *,
    with_secret: WithSecret = False,
    lang: Lang = None,
) -> None:
    """备份数据库和全部文件，系统不必停；有佐证文件缺失的，退出状态为 1。

    Back up the database and all files, while the server runs.
    """
    spoken = speaking(context, lang)
    start(data)
    from django.utils.timezone import localtime  # noqa: PLC0415 — needs Django

    from ziping.web.backup import make_backup  # noqa: PLC0415

    with bytes_shown(spoken.say(Text("备份", "backing up"))) as (expect, seen):
        made = make_backup(path=target, at=localtime(), with_secret=with_secret, expect=expect, seen=seen)
    held = made.manifest
    text = Text(
        f"{made.path}：{len(held.tables)} 张表 {held.rows:,} 行，{held.files:,} 个文件，{made.size:,} 字节；请存放到另一台机器",
        f"{made.path}: {len(held.tables)} tables with {held.rows:,} rows, {held.files:,} files, {made.size:,} bytes; "
        "keep it on another machine",
    )
    console().print(spoken.say(text), markup=False)
    if made.missing:
        complain(
            Text(
                f"有 {made.missing:,} 个佐证文件在数据库中登记但不在数据文件夹里，备份中没有它们",
                f"{made.missing:,} files of evidence are in the database and not in the folder, nor in the backup",
            )
        )
    raise typer.Exit(OUTCOME_ERRORS if made.missing else OUTCOME_CLEAN)
