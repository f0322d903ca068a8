"""What the rules said of a form."""

from django.db import models

from ziping.web.records.models import Record


class Kept(models.Model):
    """Scores and findings of a form, and the key of everything they were worked out from."""

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="kept")
    key = models.CharField(max_length=200)
    told = models.TextField()
    """JSON of the scores and the findings."""

    def __str__(self) -> str:
        """Return the key."""
        return self.key
