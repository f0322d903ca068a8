"""From any document to declared forms, each value with its place, and what could not be read."""

from ziping.readers.grid import Source
from ziping.readers.reading import Reading, read

__all__ = ["Reading", "Source", "read"]
