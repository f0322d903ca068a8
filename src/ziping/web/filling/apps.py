"""Filling in a form: the official table as cells that save themselves."""

from django.apps import AppConfig


class FillingConfig(AppConfig):
    """Filling in a form: the official table as cells that save themselves."""

    name = "ziping.web.filling"
    label = "filling"
