"""``ziping serve``: the web application on this computer."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Option(metavar="DIR", help="数据文件夹 · folder of the database and files")]
Bind = Annotated[str, typer.Option(metavar="ADDRESS", help="监听地址 · address to listen on")]
Demo = Annotated[bool, typer.Option("--demo", help="填入演示数据 · with demonstration data")]


def serve(data: Data = Path("ziping-data"), bind: Bind = "127.0.0.1:8000", *, demo: Demo = False) -> None:
    """启动网页系统：填报、审核、抽查、公开。首次启动时建立数据库。

    Serve the web application; the database is made on the first start.
    """
    settings = {
        "ZIPING_DATA": str(data.absolute()),
        "ZIPING_BIND": bind,
        "DJANGO_SETTINGS_MODULE": "ziping.web.settings",
        **({"ZIPING_DEMO": "1"} if demo else {}),
    }
    environment = {**os.environ, **settings}
    prepared = subprocess.run([sys.executable, "-m", "ziping.web.preparing"], env=environment, check=False)
    if prepared.returncode:
        raise typer.Exit(prepared.returncode)
    typer.echo(f"网页系统 · web application: http://{bind}/")
    server = [sys.executable, "-m", "gunicorn", "--config", "python:ziping.web.server"]
    os.execve(sys.executable, server, environment)  # noqa: S606 — this program goes on as the server
