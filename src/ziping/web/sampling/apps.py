"""Finance review: forms are drawn, scored again, and compared with what was declared."""

from django.apps import AppConfig


class SamplingConfig(AppConfig):
    """Finance review: forms are drawn, scored again, and compared with what was declared."""

    name = "ziping.web.sampling"
    label = "sampling"
