"""What the commands of the web application share: its folder, and starting Django for them."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from ziping.model.errors import ZipingError
from ziping.model.language import Text

Data = Annotated[
    Path,
    typer.Option(metavar="DIR", envvar="ZIPING_DATA", help="数据文件夹 · folder of the database and files"),
]
DATA = Path("ziping-data")


class NoWebError(ZipingError):
    """The web application's packages are not installed."""

    def __init__(self) -> None:
        """Say how to install them."""
        super().__init__(
            Text(
                "网页系统的组件没有安装；请运行 pip install 'ziping[web]'",
                "the web application is not installed; run pip install 'ziping[web]'",
            )
        )


def environment(data: Path, **settings: str) -> dict[str, str]:
    """Return the environment in which the web application runs; raise ``NoWebError`` where it is not installed."""
    if find_spec("django") is None or find_spec("gunicorn") is None:
        raise NoWebError
    own = {"ZIPING_DATA": str(data.absolute()), "DJANGO_SETTINGS_MODULE": "ziping.web.settings"}
    return {**os.environ, **own, **settings}


def start(data: Path) -> None:
    """Start Django in this process, on that folder; it stays as it is where it runs already."""
    held = environment(data)
    os.environ["ZIPING_DATA"] = held["ZIPING_DATA"]
    from ziping.web.preparing import start_django  # noqa: PLC0415 — only these commands need the web

    start_django()
