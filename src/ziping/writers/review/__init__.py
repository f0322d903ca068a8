"""The review as an office hands it out: a report and letters, worded by Word templates that the office can change."""

from ziping.writers.review.checking import BrokenTemplateError
from ziping.writers.review.documents import FORMATS, LETTER, REVIEW, Kind, UnknownFormatError, kinds, write
from ziping.writers.review.fields import guide
from ziping.writers.review.package import Template
from ziping.writers.review.subject import Letterhead, Subject

__all__ = [
    "FORMATS",
    "LETTER",
    "REVIEW",
    "BrokenTemplateError",
    "Kind",
    "Letterhead",
    "Subject",
    "Template",
    "UnknownFormatError",
    "guide",
    "kinds",
    "write",
]
