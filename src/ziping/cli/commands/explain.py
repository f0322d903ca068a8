"""``ziping explain``: how a score or a finding came about, line by line."""

from typing import Annotated

import typer
from rich.console import Console

from ziping.app.explaining import explain as explained
from ziping.app.explaining import find_form
from ziping.cli.arguments import Lang, OneFile, ProfileName
from ziping.cli.console import OUTCOME_UNREADABLE, Speaking, console, opened, speaking
from ziping.law import profile as profile_named
from ziping.model.finding import Explanation
from ziping.model.language import Text

FormName = Annotated[
    str, typer.Argument(metavar="FORM", help="表的序号或项目名称 · number or project of the form")
]
Code = Annotated[str | None, typer.Option(metavar="C", help="规则编号，如 A07、S102 · code of a rule")]
Number = Annotated[int | None, typer.Option(metavar="N", help="指标序号，从 1 起 · number of an indicator")]


def explain(
    context: typer.Context,
    file: OneFile,
    form: FormName,
    *,
    code: Code = None,
    indicator: Number = None,
    profile: ProfileName = None,
    lang: Lang = None,
) -> None:
    """逐行说明一个得分或一个问题是怎样得出的：用到的数、算式、口径、依据。

    Explain a score or a finding: its inputs, the formula with numbers, the profile, the source.
    """
    spoken = speaking(context, lang)
    used = profile_named(profile) if profile else None
    found = opened([file], spoken)
    if not found.forms:
        raise typer.Exit(OUTCOME_UNREADABLE)
    row = find_form(found.forms, form)
    screen = console()
    shown = explained(found.forms, row, code=code and code.upper(), indicator=indicator, used=used)
    for entry in shown:
        _show(screen, entry, spoken)
    if not shown:
        nothing = Text("没有可以说明的计算：所需的数不全", "nothing to explain: values are missing")
        screen.print(spoken.say(nothing), markup=False)


def _show(screen: Console, entry: Explanation, spoken: Speaking) -> None:
    screen.print()
    screen.print(f"{entry.code} {spoken.say(entry.title)} · {entry.subject}", style="bold", markup=False)
    for step in entry.inputs:
        origin = spoken.say(step.origin)
        where = spoken.aside(origin) if origin else ""
        screen.print(f"  {spoken.named(step.label, step.value)}{where}", markup=False)
    screen.print(f"  ⇒ {spoken.say(entry.result)}", style="cyan" if entry.fails is None else "", markup=False)
    for step in entry.parameters:
        origin = spoken.say(step.origin)
        screen.print(
            f"  {spoken.say(Text('口径', 'profile'))}·{spoken.named(step.label, step.value)} ← {origin}",
            style="dim",
            markup=False,
        )
    for cite in entry.cites:
        said = spoken.named(cite.describe(), cite.says)
        screen.print(f"  {spoken.named(Text('依据', 'source'), said)}", style="dim", markup=False)
