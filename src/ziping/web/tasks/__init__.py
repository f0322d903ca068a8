"""The year's work."""
