"""Columns that several rules read, each said once."""
