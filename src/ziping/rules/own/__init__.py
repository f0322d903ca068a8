"""Checks that an office adds without programming: conditions in a small language, in TOML files of its own."""
