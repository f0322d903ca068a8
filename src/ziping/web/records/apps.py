"""Forms as they are filled in, sent, returned and approved, with their whole history."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Forms as they are filled in, sent, returned and approved, with their whole history."""

    name = "ziping.web.records"
    label = "records"
