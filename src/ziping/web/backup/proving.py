"""Bring a restored database up to date and prove it, in a process of its own: ``python -m ziping.web.backup.proving``.

It prints one JSON object; the environment names the database.
"""

import json
import sys

from django.db import DatabaseError

from ziping.model.errors import ZipingError
from ziping.web.preparing import migrate, start_django


def prove() -> dict[str, object]:
    """Count what was loaded, bring the schema up to date, follow every history."""
    start_django()
    from django.db import connection, connections  # noqa: PLC0415 — needs django.setup()

    from ziping.web.records.history import verify_all  # noqa: PLC0415

    with connection.cursor() as cursor:
        tables = {}
        for it in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(it)}")  # noqa: S608 — its own tables
            tables[it] = cursor.fetchone()[0]
    migrate()
    found = verify_all()
    connections.close_all()
    return {"tables": tables, "records": found.records, "events": found.events, "broken": found.broken}


if __name__ == "__main__":
    try:
        sys.stdout.write(json.dumps(prove(), ensure_ascii=False))
    except ZipingError as refused:
        sys.exit(f"{refused.text.zh}\n{refused.text.en}")
    except DatabaseError as unusable:
        sys.exit(" ".join(str(unusable).split()))
