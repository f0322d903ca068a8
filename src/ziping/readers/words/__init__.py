"""Reads the parts of a form from the words of text without cells, in which names are broken over lines."""
