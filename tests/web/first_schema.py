"""Fill a database of the first schema, bring it up to date, and compare: every value that it held must still be there.

Run as a process of its own by ``test_both_databases.py``, on the database that the environment names.
"""

import json
import sys
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tests.samples import real
from ziping.web.preparing import prepare, start_django
from ziping.web.records.cells import as_content


def fill() -> None:
    """Make the first schema, with something in every table of it."""
    call_command("migrate", "records", "0001_initial", verbosity=0)
    statements = (Path(__file__).parent / "first_schema.sql").read_text("utf-8").split(";\n")
    with connection.cursor() as cursor:
        for it in filter(str.strip, statements):
            cursor.execute(it)
        cursor.execute("UPDATE records_record SET content = %s", [json.dumps(as_content(real("2023/3")))])


def columns() -> dict[str, list[str]]:
    """Return the columns of every table."""
    with connection.cursor() as cursor:
        describe = connection.introspection.get_table_description
        names = connection.introspection.table_names(cursor)
        return {name: [it.name for it in describe(cursor, name)] for name in names}


def held(asked: dict[str, list[str]]) -> dict[str, list[tuple[str, ...]]]:
    """Return what stands in these columns of these tables."""
    found = {}
    with connection.cursor() as cursor:
        for name, wanted in asked.items():
            cursor.execute(f"SELECT {', '.join(wanted)} FROM {name} ORDER BY id")  # noqa: S608 — names of the schema
            found[name] = [tuple(map(str, row)) for row in cursor.fetchall()]
    return found


def main() -> None:
    """Do it, and print what was followed back from event to event."""
    start_django()
    fill()
    asked = columns()
    before = held(asked)
    prepare()
    after = held(asked)
    for name, rows in before.items():
        assert after[name][: len(rows)] == rows, name

    from ziping.web.records.history import verify_all  # noqa: PLC0415 — models need django.setup()

    sys.stdout.write(f"{verify_all()}\n")


if __name__ == "__main__":
    main()
