"""``ziping doctor``: what is wrong with the installation, and what to do."""

from typing import Annotated

import typer

from ziping.cli.arguments import Lang
from ziping.cli.console import OUTCOME_CLEAN, OUTCOME_ERRORS, Speaking, console, speaking
from ziping.cli.serving import DATA, Data, start
from ziping.cli.tables import cell, plain_table
from ziping.model.language import Text

Deploy = Annotated[
    bool,
    typer.Option(
        "--deploy", help="按对外提供服务的要求检查 · also what matters once others reach it over a network"
    ),
]


def doctor(context: typer.Context, data: Data = DATA, *, deploy: Deploy = False, lang: Lang = None) -> None:
    """检查网页系统的设置、数据库、字体、磁盘和时钟，并说明怎么处理；有须处理的，退出状态为 1。

    Examine settings, database, fonts, disk and clock of the web application, and say what to do.
    """
    spoken = speaking(context, lang)
    start(data)
    from django.utils.timezone import localtime  # noqa: PLC0415 — needs Django

    from ziping.web.doctor import Diagnosis, Health, Patient, examine  # noqa: PLC0415

    def row(it: Diagnosis) -> tuple[str, ...]:
        says = [it.found, *([it.advice] if it.advice else [])]
        return tuple(cell(spoken.say(text)) for text in (it.health.label, it.subject, Text.joined(says)))

    found = list(examine(Patient(localtime(), deploy=deploy)))
    _show(spoken, [row(it) for it in found])
    is_bad = any(it.health is Health.BAD for it in found)
    raise typer.Exit(OUTCOME_ERRORS if is_bad else OUTCOME_CLEAN)


def _show(spoken: Speaking, rows: list[tuple[str, ...]]) -> None:
    table = plain_table(spoken.say(Text("情况", "state")))
    table.add_column(spoken.say(Text("项目", "subject")))
    table.add_column(spoken.say(Text("说明", "what was found, and what to do")))
    for row in rows:
        table.add_row(*row)
    console().print(table)
