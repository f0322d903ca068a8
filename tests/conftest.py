"""What all tests share."""

from hypothesis import settings

# A shared two-core machine may take its time over one example: slowness is for benchmarks to find.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")
