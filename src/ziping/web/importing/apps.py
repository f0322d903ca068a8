"""A clerk's own filled form, read from a document and laid beside what stands in the form, cell by cell."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """A clerk's own filled form, read from a document and laid beside what stands in the form, cell by cell."""

    name = "ziping.web.importing"
    label = "importing"
