"""``ziping profiles``: what each profile asks for, and from where."""

from typing import Annotated

import typer
from rich.console import Console

from ziping.cli.arguments import Lang
from ziping.cli.console import Speaking, console, speaking
from ziping.cli.tables import cell, plain_table
from ziping.engine.explain import parameters
from ziping.law import Profile, profile
from ziping.law import profiles as known_profiles
from ziping.model.language import Text

Name = Annotated[
    str | None, typer.Argument(metavar="NAME", help="口径名称 · name of a profile", show_default=False)
]


def profiles(context: typer.Context, name: Name = None, *, lang: Lang = None) -> None:
    """列出各地口径，或逐项说明其中一个：取值、可信程度、依据。

    List the profiles, or show one: each value with its confidence and its source.
    """
    spoken = speaking(context, lang)
    if name is None:
        _list(console(), spoken)
    else:
        _show(console(), profile(name), spoken)


def _years(entry: Profile) -> str:
    return f"{entry.first_year}—{entry.last_year or ''}"


def _list(screen: Console, spoken: Speaking) -> None:
    table = plain_table(spoken.say(Text("名称", "name")))
    heads = (Text("含义", "meaning"), Text("地区", "region"), Text("年度", "years"), Text("选用", "used"))
    for text in heads:
        table.add_column(spoken.say(text))
    nation = Text("全国", "national")
    for entry in known_profiles().values():
        used = Text("自动", "by itself") if entry.automatic else Text("指定时", "when asked for")
        region = entry.region or spoken.say(nation)
        table.add_row(entry.key, spoken.say(entry.label), region, _years(entry), spoken.say(used))
    screen.print(table)


def _show(screen: Console, entry: Profile, spoken: Speaking) -> None:
    screen.print(
        f"{entry.key} {spoken.say(entry.label)}{spoken.aside(_years(entry))}", style="bold", markup=False
    )
    if entry.note:
        screen.print(spoken.say(entry.note), markup=False)
    table = plain_table(spoken.say(Text("参数", "parameter")))
    heads = (
        Text("取值", "value"),
        Text("来自", "said by"),
        Text("可信程度", "confidence"),
        Text("依据", "source"),
    )
    for text in heads:
        table.add_column(spoken.say(text))
    own, inherited = Text("本口径", "this profile"), Text("上级口径", "inherited")
    for name, step in zip(entry.cites, parameters(entry, list(entry.cites)), strict=True):
        said = spoken.say(own if name in entry.own else inherited)
        confidence = spoken.say(entry.confidence[name].label)
        row = spoken.say(step.label), spoken.say(step.value), said, confidence, spoken.say(step.origin)
        table.add_row(*map(cell, row), style="" if name in entry.own else "dim")
    screen.print(table)
