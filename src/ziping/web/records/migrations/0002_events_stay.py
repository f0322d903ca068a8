"""Let the database itself refuse to change or delete an event, whoever asks."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """CREATE TRIGGER event_not_changed BEFORE UPDATE ON records_event
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER event_not_deleted BEFORE DELETE ON records_event
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION events_stay() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON records_event
    FOR EACH ROW EXECUTE FUNCTION events_stay()""",
)


def forbid(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of the database at hand."""
    del apps
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Events are only ever added."""

    dependencies: ClassVar = [("records", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid)]
