"""What all tests share."""

import os

from hypothesis import settings

# A shared two-core machine may take its time over one example: slowness is for benchmarks to find. Where CI judges a change,
# the same examples are drawn each time; everywhere else, new ones.
settings.register_profile("house", settings(), deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")
