"""What a page sends as JSON, read strictly: a body that is not what it should be is refused with a sentence."""

import json
from typing import Annotated, Literal, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import RawPostDataException
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ziping.model.errors import ZipingError
from ziping.model.form import FundSource
from ziping.model.language import Text
from ziping.web.records.cells import LONGEST

MOST_EDITS = 5000
"""Cells in one request: more than any block that people paste."""
_Pointer = Annotated[str, Field(max_length=120)]
_Value = Annotated[str, Field(max_length=LONGEST * 5)]


class BadBodyError(ZipingError):
    """A request does not hold what it should."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    person: int
    """Who filled in the cells: whoever signs in later on the same computer must not send them under his own name."""
    version: Annotated[int, Field(ge=0)]
    """The version of the form that the page knows."""
    shape: Annotated[str, Field(max_length=32)] = ""


class CellEdit(BaseModel):
    """One cell."""

    model_config = ConfigDict(extra="forbid", strict=True)

    pointer: _Pointer
    was: _Value
    value: _Value


class Edits(_Body):
    """Cells with what was seen in them and what they are to hold."""

    edits: Annotated[list[CellEdit], Field(max_length=MOST_EDITS)]


_Number = Annotated[int, Field(ge=0, le=9999)]


class RowChange(_Body):
    """One change of the rows: an indicator after the one of that number, a source of funds, or a row out or moved."""

    table: Literal["indicators", "funds"] = "indicators"
    add: Annotated[int, Field(ge=-1, le=9999)] | None = None
    fund: Annotated[FundSource, Field(strict=False)] | None = None
    remove: _Number | None = None
    move: _Number | None = None
    by: Literal[-1, 1] = 1
    """Down or, below 0, up."""
    undo: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    """The version whose change of rows is to be taken back."""

    @model_validator(mode="after")
    def _is_one(self) -> "RowChange":
        asked = (self.add, self.fund, self.remove, self.move, self.undo)
        if sum(it is not None for it in asked) != 1:
            raise ValueError(asked)
        return self


Body = TypeVar("Body", bound=_Body)


def read_body(request: HttpRequest, kind: type[Body]) -> Body:
    """Return what a request holds; raise ``BadBodyError``."""
    try:
        return kind.model_validate(json.loads(request.body))
    except RequestDataTooBig as large:
        raise BadBodyError(Text("一次提交的内容过多，请分几次", "too much at once; send less")) from large
    except (RawPostDataException, ValidationError, ValueError, RecursionError) as wrong:
        raise BadBodyError(
            Text("请求的内容不完整或格式不对", "the request is not what it should be")
        ) from wrong
