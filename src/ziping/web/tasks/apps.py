"""The year's work: which projects of which units are evaluated, and by when."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The year's work: which projects of which units are evaluated, and by when."""

    name = "ziping.web.tasks"
    label = "tasks"
