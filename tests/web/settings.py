"""Settings of the tests: a folder of their own, and passwords that are hashed quickly."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("ZIPING_DATA", tempfile.mkdtemp(prefix="ziping-"))
os.environ.setdefault("ZIPING_SECRET", "the tests' own")
# The driver of the browser keeps an event loop running in the thread in which tests ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

from ziping.web.settings import *  # noqa: F403 — settings are made by extending others
from ziping.web.settings import DATABASES, STATIC_ROOT

Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(os.environ["ZIPING_DATA"]) / "tests.sqlite3")}
# The server of browser tests leaves its threads' connections open, and a database in use is not removed after the tests.
DATABASES["default"]["CONN_MAX_AGE"] = 0
# A process that a test starts beside itself works on the test's own database and files.
if beside := os.environ.get("ZIPING_TEST_DATABASE"):
    DATABASES["default"]["NAME"] = beside
MEDIA_ROOT = Path(os.environ.get("ZIPING_TEST_FILES") or Path(os.environ["ZIPING_DATA"]) / "files")
