"""What is wrong with the fields of something that people send: pages say it beside each field, all at once."""

from collections.abc import Mapping
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text


class WrongFieldsError(ZipingError):
    """Fields that have names are wrong; ``wrong`` says of each what, and the sentence is all of that together."""

    wrong: Mapping[str, Text]

    def __init__(self, wrong: Mapping[str, Text]) -> None:
        """Keep what is wrong by the names of the fields."""
        said = wrong.values()
        super().__init__(Text("；".join(it.zh for it in said), "; ".join(it.en for it in said)))
        self.wrong = wrong

    @classmethod
    def check(cls, **faults: Text | None) -> None:
        """Raise the error where there are faults; a field that is right has none."""
        if wrong := {name: fault for name, fault in faults.items() if fault is not None}:
            raise cls(wrong)


LONGEST_REASON: Final = 5000
"""Characters of what somebody writes to explain a step, a return, a waiver, a score."""


def fault_of(text: str, label: Text, *, most: int, is_needed: bool = True) -> Text | None:
    """Say what is wrong with a short text: that it is missing, or longer than ``most`` characters."""
    length = len(text.strip())
    if length > most:
        return Text(
            f"{label.zh}至多 {most} 个字，现为 {length} 个字", f"{label.en}: {most} characters at most"
        )
    if is_needed and not length:
        return Text(f"请填写{label.zh}", f"{label.en} is needed")
    return None


def fault_of_reason(text: str, *, missing: Text | None = None) -> Text | None:
    """Say what is wrong with a reason: that it is ``missing``, where it is asked for, or too long."""
    if missing and not text.strip():
        return missing
    return fault_of(text, Text("理由", "the reason"), most=LONGEST_REASON, is_needed=False)
