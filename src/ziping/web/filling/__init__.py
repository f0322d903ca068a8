"""Filling in a form: the official table as cells that save themselves."""
