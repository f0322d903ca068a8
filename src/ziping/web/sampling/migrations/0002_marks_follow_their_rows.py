"""Scores of finance know the event by which they were given, so that they are found where their rows stand now."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two scores may have been given at the same place, to rows that changed places in between."""

    dependencies = [
        ("records", "0006_searched"),
        ("sampling", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="mark",
            name="marked_once",
        ),
        migrations.AddField(
            model_name="mark",
            name="event",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.event"
            ),
        ),
    ]
