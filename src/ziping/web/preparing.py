"""Make the database ready before the server starts: folder, secret, schema, and the demonstration where it is asked for.

Run as a process of its own (``python -m ziping.web.preparing``): the server's workers are forked, and nothing that starts
threads may have run before.
"""

import os
import secrets
import sys

import django


def prepare() -> None:
    """Bring the folder and the schema up to date; fill in the demonstration once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ziping.web.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415 — needs django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from ziping.web.demo.filling import fill_demo  # noqa: PLC0415
    from ziping.web.settings import DATA, SECRET_FILE  # noqa: PLC0415

    DATA.mkdir(parents=True, exist_ok=True)
    if not SECRET_FILE.exists():
        SECRET_FILE.touch(mode=0o600)
        SECRET_FILE.write_text(secrets.token_urlsafe(50), "ascii")
    call_command("migrate", verbosity=0, interactive=False)
    if settings.DEMO:
        fill_demo()


if __name__ == "__main__":
    prepare()
    sys.exit(0)
