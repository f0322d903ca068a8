"""The arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

from ziping.model.language import Language

Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="输出语言，默认中文 · language of the output, Chinese by default", show_default=False
    ),
]
OwnProfiles = Annotated[
    Path | None,
    typer.Option(
        "--profiles",
        metavar="DIR",
        help="本单位自有口径文件夹 · folder of your own profiles",
        show_default=False,
    ),
]
OwnRules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="PATH",
        help="本单位自定规则的文件或文件夹 · file or folder of your own rules",
        show_default=False,
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="自评表文件、文件夹或 ZIP · documents with forms, folders or ZIPs",
        show_default=False,
    ),
]
OneFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="自评表文件 · a document with forms", show_default=False)
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="按此口径评分（默认按表的地区和年度）· score by this profile (default: by region and year)",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="每行一个 JSON 对象 · one JSON object per line")]
