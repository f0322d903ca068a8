"""The declared form as it is, in ``ziping.form/1``: for programs, and to be read back without loss."""

from typing import Final

from ziping.writers.sheet import Sheet


class Json:
    """JSON of the schema; one line, so that files can be strung together to JSON lines."""

    name = "json"

    def write(self, sheet: Sheet) -> bytes:
        """Return one line."""
        return f"{sheet.form.to_json()}\n".encode()


WRITER: Final = Json()
