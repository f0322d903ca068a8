"""Reviews and return letters as an office hands them out."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reviews and return letters as an office hands them out."""

    name = "ziping.web.reports"
    label = "reports"
