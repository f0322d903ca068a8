"""Forms side by side, for those who lead: how scores spread, what is found most, which units, which projects."""
