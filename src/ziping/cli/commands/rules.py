"""``ziping rules``: the catalogue of rules."""

from typing import Annotated

import typer
from rich.console import Console

from ziping.app.rulebook import Rule, find_rule, rulebook
from ziping.cli.arguments import Lang
from ziping.cli.console import Speaking, console, speaking
from ziping.cli.tables import plain_table
from ziping.model.language import Text

Code = Annotated[
    str | None, typer.Argument(metavar="CODE", help="规则编号 · code of a rule", show_default=False)
]


def rules(context: typer.Context, code: Code = None, *, lang: Lang = None) -> None:
    """列出全部规则，或说明其中一条。

    List all rules, or describe one.
    """
    spoken = speaking(context, lang)
    screen = console()
    if code is None:
        _list(screen, spoken)
    else:
        _describe(screen, find_rule(code.upper()), spoken)


def _list(screen: Console, spoken: Speaking) -> None:
    table = plain_table(spoken.say(Text("编号", "code")))
    for text in (
        Text("程度", "severity"),
        Text("对象", "level"),
        Text("名称", "title"),
        Text("依据", "source"),
    ):
        table.add_column(spoken.say(text))
    for rule in rulebook():
        cites = spoken.say(Text.joined(it.describe() for it in rule.cites))
        table.add_row(
            rule.code, spoken.say(rule.weight), spoken.say(rule.level.label), spoken.say(rule.title), cites
        )
    screen.print(table)


def _describe(screen: Console, rule: Rule, spoken: Speaking) -> None:
    screen.print(f"{rule.code} {spoken.say(rule.title)}", style="bold", markup=False)
    screen.print(f"{spoken.say(rule.weight)} · {spoken.say(rule.level.label)}", style="dim", markup=False)
    for label, text in rule.parts:
        screen.print(spoken.named(label, text), markup=False)
    for cite in rule.cites:
        said = spoken.named(cite.describe(), cite.says)
        screen.print(spoken.named(Text("依据", "source"), said), style="dim", markup=False)
