"""Reads the parts of a form from table cells, by rows and columns; layouts of any ruled document share it."""
