"""What is right and wrong with an installation, and what to do about it.

Each module of ``examinations`` looks at one thing; a new file there is a new examination.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from ziping.web.doctor import examinations
from ziping.web.doctor.diagnosis import Diagnosis, Health, Patient

__all__ = ["Diagnosis", "Health", "Patient", "examine"]


def examine(patient: Patient) -> Iterator[Diagnosis]:
    """Yield what every examination finds; those of a deployment only where one is asked for."""
    for found in pkgutil.iter_modules(examinations.__path__):
        module = import_module(f"{examinations.__name__}.{found.name}")
        yield from module.examine(patient)
