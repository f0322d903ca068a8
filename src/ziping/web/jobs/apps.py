"""Work that takes longer than a page may: imports, exports, audits."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that takes longer than a page may: imports, exports, audits."""

    name = "ziping.web.jobs"
    label = "jobs"
