"""``ziping worker``: background work on a machine of its own."""

import typer

from ziping.cli.arguments import Lang
from ziping.cli.console import speaking
from ziping.cli.serving import DATA, Data, start
from ziping.model.language import Text


def worker(context: typer.Context, data: Data = DATA, *, lang: Lang = None) -> None:
    """处理后台任务（导入、导出、审核），直到按 Ctrl+C。ziping serve 自带一个；任务多时可另开，须共用数据文件夹和数据库。

    Do background jobs until told to stop; ziping serve brings one of its own.
    """
    spoken = speaking(context, lang)
    start(data)
    from ziping.web.jobs.worker import run_until_told  # noqa: PLC0415 — needs Django

    typer.echo(spoken.say(Text("等待后台任务，按 Ctrl+C 结束", "waiting for jobs, Ctrl+C ends it")))
    run_until_told()
