"""Reads untrusted documents in bounded worker processes, so that none of them harms the process that asked.

The parent takes from a worker nothing but JSON, and believes no form that does not pass the model's own validation.
"""

from ziping.readers.sandbox.answers import Wanted
from ziping.readers.sandbox.limits import PLAIN, ROOMY, Limits
from ziping.readers.sandbox.pool import Outcome, RefusedError, Sandbox, in_order
from ziping.readers.sandbox.worker import ALL, OverstepError

__all__ = [
    "ALL",
    "PLAIN",
    "ROOMY",
    "Limits",
    "Outcome",
    "OverstepError",
    "RefusedError",
    "Sandbox",
    "Wanted",
    "in_order",
]
