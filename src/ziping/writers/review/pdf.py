"""A filled document as PDF/A, set by Typst."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from ziping.writers import typesetting
from ziping.writers.fonts import chinese_font, fonts
from ziping.writers.review.blocks import Block, Cell, Paragraph, Table, blocks, paper
from ziping.writers.review.package import Filled
from ziping.writers.sheet import MADE


def pdf(filled: Filled, title: str) -> bytes:
    """Return the document; raise ``NoChineseFontError``, ``MissingGlyphError`` or ``UnsetError`` where it cannot be."""
    page = paper(filled)
    data = {
        "title": title,
        "made": (MADE.year, MADE.month, MADE.day),
        "font": chinese_font(fonts().families()),
        "page": (page.width, page.height),
        "margin": page.margin,
        "room": page.room,
        "blocks": [_block(it) for it in blocks(filled)],
    }
    return typesetting.pdf(
        _template(), {"document": json.dumps(data, ensure_ascii=False, separators=(",", ":"))}
    )


@cache
def _template() -> bytes:
    return files("ziping.writers").joinpath("parts", "review", "review.typ").read_bytes()


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "size": block.size, **asdict(block)}
        case Table():
            rows = [{"whole": it.whole, "cells": [_cell(cell) for cell in it.cells]} for it in block.rows]
            heights = [it.height for it in block.rows]
            return {
                "kind": "table",
                "widths": block.widths,
                "rows": rows,
                "heights": heights,
                "header": block.header,
                "framed": block.framed,
            }
        case _:
            return {"kind": "picture", **asdict(block)}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "columns": cell.columns,
        "shaded": cell.shaded,
        "middle": cell.middle,
        "blocks": [_block(it) for it in cell.blocks],
    }
