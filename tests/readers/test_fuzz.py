"""A small seeded part of ``tools/fuzz.py``: mutated documents give forms or one sentence, never anything else."""

import pytest

from tools.fuzz import FORMATS, mutated, outcome
from ziping.readers import Source
from ziping.readers.sandbox import Sandbox


@pytest.mark.parametrize("name", FORMATS)
def test_mutated_documents_are_read_or_refused(name: str) -> None:
    with Sandbox() as sandbox:
        found = [outcome(sandbox, Source(name, mutated(name, seed))) for seed in range(8)]
    assert [fault for _, fault in found if fault] == []


def test_a_mutation_can_be_repeated() -> None:
    assert mutated("twelve.docx", 5) == mutated("twelve.docx", 5) != mutated("twelve.docx", 6)
