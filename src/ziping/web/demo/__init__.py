"""A filled database to look around in: two units, a department, a finance bureau, and the twelve published forms."""
