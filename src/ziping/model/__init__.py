"""The declared form, findings, places and the vocabulary of the official table."""
