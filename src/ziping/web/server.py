"""How gunicorn serves: a process for each core, a few threads in each, and the rules loaded before the first clerk comes."""

import gc
import os
from typing import Final

import ziping.model.form

# Many small questions: handing each to more threads costs more than it saves.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

wsgi_app: Final = "ziping.web.wsgi:application"
bind: Final = os.environ.get("ZIPING_BIND", "127.0.0.1:8000")
workers: Final = int(os.environ.get("ZIPING_WORKERS", str(min(4, os.cpu_count() or 1))))
threads: Final = 4
worker_class: Final = "gthread"
timeout: Final = 120
accesslog: Final = None
loglevel: Final = "warning"
control_socket_disable: Final = True


def post_worker_init(worker: object) -> None:
    """Score an empty form once, so that nobody waits for the rules to load; what is loaded now stays, and is no garbage."""
    del worker
    from ziping.app.assessing import assess  # noqa: PLC0415 — threads of the engine must not start before the fork

    form = ziping.model.form.Form()
    assess([ziping.model.form.SourcedForm(source="", number=1, form=form)])
    gc.collect()
    gc.freeze()
