"""What the rules said of a form, kept until it changes."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """What the rules said of a form, kept until it changes."""

    name = "ziping.web.assessments"
    label = "assessments"
