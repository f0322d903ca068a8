"""The rules of self-evaluation: facts they share, scores beside the declared ones, and checks.

One rule, one file: ``checks/a07_….py`` is A07, its cases are ``tests/rules/cases/A07.toml``. A new file is found by
itself. The codes are those of the defect catalogue and never change.
"""

import sys
from functools import cache

from ziping.engine.catalogue import Catalogue, discover


@cache
def catalogue() -> Catalogue:
    """Return every rule of this package."""
    return discover(sys.modules[__name__])
