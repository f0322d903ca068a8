"""Forms on their way."""
