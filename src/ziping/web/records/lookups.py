"""How texts are looked for in columns."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler


@CharField.register_lookup
class Holds(Lookup):
    """A text stands somewhere in a column, sign by sign: for texts that know no upper and lower case."""

    lookup_name = "holds"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, function: str = "STRPOS"
    ) -> tuple[str, Any]:
        """Return the condition; functions that find a text read a column in half the time of a pattern."""
        column, given = self.process_lhs(compiler, connection)
        text, more = self.process_rhs(compiler, connection)
        return f"{function}({column}, {text}) > 0", [*given, *more]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """Return the condition as SQLite names that function."""
        return self.as_sql(compiler, connection, function="INSTR")
