"""The worker as a process of its own: ``python -m ziping.web.jobs.working``."""

from ziping.web.preparing import start_django


def main() -> None:
    """Start Django and do jobs until told to stop."""
    start_django()
    from ziping.web.jobs.worker import run_until_told  # noqa: PLC0415 — needs Django

    run_until_told()


if __name__ == "__main__":
    main()
