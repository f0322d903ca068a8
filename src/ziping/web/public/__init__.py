"""Published forms, for everybody."""
