"""The interface for machines: everything that a page can do, as JSON."""
