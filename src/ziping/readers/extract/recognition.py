"""Recognises lines of text in pictures by rapidocr, which carries its models; part of the extra ``ziping[ocr]``."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from ziping.model.language import Text
from ziping.readers.extract.refusals import MissingProgramError
from ziping.readers.extract.scan_image import Image
from ziping.readers.grid import Source

_NEEDED: Final = ("cv2", "numpy", "onnxruntime", "rapidocr")


def is_installed() -> bool:
    """Tell whether the extra is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def missing(source: Source) -> MissingProgramError:
    """Say what to install."""
    return MissingProgramError(
        Text(
            "{name}：这是扫描件或图片，识别需要另装组件；请运行 pip install 'ziping[ocr]'，或换用有文字的电子版",
            "{name}: this is a scan or a picture, whose recognition is an extra; run pip install 'ziping[ocr]', "
            "or use a version with text",
        ).fill(name=source.name)
    )


def recognised(lines: Sequence[Image]) -> list[tuple[str, int]]:
    """Return text and confidence in percent of each line."""
    if not lines:
        return []
    found = _engine().recognize_txt(list(lines))
    texts, scores = found.txts or (), found.scores or ()
    return [(str(text), int(float(score) * 100)) for text, score in zip(texts, scores, strict=True)]


@cache
def _engine() -> Any:  # noqa: ANN401 — the extra is not there when types are checked
    return import_module("rapidocr").RapidOCR(
        params={"Global.use_det": False, "Global.use_cls": False, "Global.log_level": "critical"}
    )
