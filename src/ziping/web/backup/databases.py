"""The database of the settings, as backups see it."""

from django.db import connection

from ziping.web.backup.copies import Database
from ziping.web.backup.postgresql import PostgreSQL
from ziping.web.backup.sqlite import SQLite


def database() -> Database:
    """Return the database of the settings."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
