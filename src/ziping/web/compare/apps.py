"""Forms side by side, for those who lead."""

from django.apps import AppConfig


class CompareConfig(AppConfig):
    """Forms side by side, for those who lead."""

    name = "ziping.web.compare"
    label = "compare"
