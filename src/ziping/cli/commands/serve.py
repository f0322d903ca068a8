"""``ziping serve``: the web application on this computer."""

import socket
import subprocess
import sys
from typing import Annotated, Final

import typer

from ziping.cli.arguments import Lang
from ziping.cli.console import speaking
from ziping.cli.serving import DATA, Data, environment
from ziping.cli.supervising import supervise
from ziping.model.errors import ZipingError
from ziping.model.language import Text

Bind = Annotated[
    str,
    typer.Option(metavar="HOST:PORT", envvar="ZIPING_BIND", help="监听地址和端口 · address to listen on"),
]
Demo = Annotated[bool, typer.Option("--demo", help="填入演示数据 · with demonstration data")]
_HIGHEST_PORT: Final = 65_535


class BindError(ZipingError):
    """Nobody can listen at the address."""


def serve(
    context: typer.Context,
    data: Data = DATA,
    bind: Bind = "127.0.0.1:8000",
    *,
    demo: Demo = False,
    lang: Lang = None,
) -> None:
    """启动网页系统：填报、审核、抽查、公开。首次启动时建立数据库。

    Serve the web application; the database is made on the first start.
    """
    spoken = speaking(context, lang)
    held = environment(data, ZIPING_BIND=bind, **({"ZIPING_DEMO": "1"} if demo else {}))
    check_address(bind)
    prepared = subprocess.run([sys.executable, "-m", "ziping.web.preparing"], env=held, check=False)
    if prepared.returncode:
        raise typer.Exit(2)
    typer.echo(spoken.say(Text(f"网页系统：http://{bind}/", f"web application: http://{bind}/")))
    server = [sys.executable, "-m", "gunicorn", "--config", "python:ziping.web.server"]
    worker = [sys.executable, "-m", "ziping.web.jobs.working"]
    raise typer.Exit(supervise(server, worker, held))


def check_address(bind: str) -> None:
    """Listen there for a moment; raise ``BindError`` where that is impossible, before anything is prepared."""
    if bind.startswith("unix:"):
        return
    host, _, port = bind.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or not 0 < int(port) <= _HIGHEST_PORT:
        raise BindError(
            Text(
                f"--bind {bind}：应写成 地址:端口，如 127.0.0.1:8000",
                f"--bind {bind}: write it as host:port, such as 127.0.0.1:8000",
            )
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host.strip("[]"), int(port)))
            tried.listen()
    except OSError as error:
        raise BindError(
            Text(
                f"不能监听 {bind}（{error.strerror}）；端口可能已被占用，请用 --bind 换一个，如 127.0.0.1:8001",
                f"cannot listen at {bind} ({error.strerror}); the port may be in use: "
                "name another with --bind, such as 127.0.0.1:8001",
            )
        ) from error
