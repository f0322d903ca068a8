"""Evidence (佐证材料): files that prove what a form says, per indicator."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence (佐证材料): files that prove what a form says, per indicator."""

    name = "ziping.web.evidence"
    label = "evidence"
