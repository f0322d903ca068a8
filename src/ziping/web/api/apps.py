"""The interface for machines: everything that a page can do, as JSON."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for machines: everything that a page can do, as JSON."""

    name = "ziping.web.api"
    label = "api"
