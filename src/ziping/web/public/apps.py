"""Published forms, for everybody."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Published forms, for everybody."""

    name = "ziping.web.public"
    label = "public"
