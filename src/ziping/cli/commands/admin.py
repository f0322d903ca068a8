"""``ziping admin``: the first administrator, or a new password for one."""

import sys
from typing import Annotated

import typer

from ziping.cli.arguments import Lang
from ziping.cli.console import Speaking, speaking
from ziping.cli.serving import DATA, Data, start
from ziping.model.language import Text

Login = Annotated[str, typer.Argument(metavar="NAME", help="登录名 · login name", show_default=False)]
Top = Annotated[
    str,
    typer.Option(
        "--organisation",
        metavar="TEXT",
        help="最上级组织的名称，仅在尚无组织时使用 · name of the topmost organisation, where there is none yet",
    ),
]
Generate = Annotated[
    bool, typer.Option("--generate", help="生成密码并显示一次 · generate a password and show it once")
]


def admin(
    context: typer.Context,
    login: Login,
    data: Data = DATA,
    top: Top = "本地区",
    *,
    generate: Generate = False,
    lang: Lang = None,
) -> None:
    """建立管理员；已有此人时重设其密码。

    Make an administrator; one who is there already gets a new password.
    """
    spoken = speaking(context, lang)
    start(data)
    from ziping.web.organisations.administrators import (  # noqa: PLC0415 — needs Django
        make_administrator,
        new_password,
    )
    from ziping.web.preparing import prepare  # noqa: PLC0415

    prepare()
    password = new_password() if generate else _asked(spoken)
    make_administrator(login=login, password=password, organisation=top)
    typer.echo(spoken.say(Text(f"管理员 {login} 已可登录", f"the administrator {login} can sign in")))
    if generate:
        typer.echo(
            spoken.say(Text(f"密码：{password}（只显示这一次）", f"password: {password} (shown once)"))
        )


def _asked(spoken: Speaking) -> str:
    """Ask a person for the password twice; a script writes it to the standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    label, again = Text("密码", "password"), Text("再输一遍", "once more")
    asked: str = typer.prompt(spoken.say(label), hide_input=True, confirmation_prompt=spoken.say(again))
    return asked
