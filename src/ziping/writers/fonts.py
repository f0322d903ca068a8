"""Which Chinese font of the machine a PDF is set in; said in a sentence before anything is set, where there is none."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from typst import Fonts

from ziping.model.errors import ZipingError
from ziping.model.language import Text

FAMILIES: Final = (
    "SimSun",
    "NSimSun",
    "宋体",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "Songti SC",
    "STSong",
    "FangSong",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)
"""Known fonts with all simplified characters, those with serifs first, as official forms are set in 宋体."""


class NoChineseFontError(ZipingError):
    """No font of the machine can set a Chinese form."""

    def __init__(self) -> None:
        """Say which to install."""
        super().__init__(
            Text(
                "本机没有可用的中文字体，PDF 未生成；请安装宋体、思源宋体或 Noto Serif CJK SC"
                "（Debian、Ubuntu：apt install fonts-noto-cjk），或改写 docx、xlsx、html",
                "no Chinese font on this machine, no PDF was made; install SimSun, Source Han Serif or "
                "Noto Serif CJK SC (Debian, Ubuntu: apt install fonts-noto-cjk), or write docx, xlsx, html",
            )
        )


@cache
def fonts(folders: tuple[Path, ...] = ()) -> Fonts:
    """Return the fonts of the system and of further folders; looking for them takes longer than a form."""
    return Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=list(map(str, folders)))


def chinese_font(families: Sequence[str]) -> str:
    """Return the best known Chinese font among those that are there; raise ``NoChineseFontError`` without any."""
    there = {family.casefold(): family for family in families}
    found = next((there[known.casefold()] for known in FAMILIES if known.casefold() in there), None)
    if found is None:
        raise NoChineseFontError
    return found
