"""What all pages share: the frame around them, their look, and how they speak."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What all pages share: the frame around them, their look, and how they speak."""

    name = "ziping.web.pages"
    label = "pages"
