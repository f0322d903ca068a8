"""Run a command beside a throw-away PostgreSQL cluster: ``tools/postgres.py pytest tests/web``.

The command finds the cluster by ``DATABASE_URL``. It listens on a socket in a folder of its own and on no port, so that any
number of them run side by side; afterwards nothing of it is left. Status 77 where there is no PostgreSQL.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

NOT_HERE: Final = 77
SETTINGS: Final = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
}
_PLACES: Final = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin")


def binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL on this machine, where distributions put it or on the PATH."""
    found = sorted(
        (it for place in _PLACES for it in Path("/").glob(place[1:]) if (it / "initdb").exists()),
        key=lambda it: [int(part) for part in it.parent.name.replace("-", " ").split() if part.isdecimal()],
    )
    on_path = shutil.which("initdb")
    return found[-1] if found else Path(on_path).resolve().parent if on_path else None


def owner() -> str | None:
    """Return the user as whom the server runs: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {it.pw_name for it in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Start a new cluster and give its address; end it and remove it afterwards."""
    user = owner()
    folder = Path(tempfile.mkdtemp(prefix="ziping-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        asked = [str(programs / program), *arguments]
        done = subprocess.run(asked, user=user, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{program}: {done.stdout}{done.stderr}")

    try:
        run("initdb", "-D", "data", "-U", "ziping", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        yield from _running(run, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _running(run: Callable[..., None], folder: Path) -> Iterator[str]:
    """Start the server and give its address; stop it afterwards."""
    with (folder / "data" / "postgresql.conf").open("a") as settings:
        settings.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        settings.write(f"unix_socket_directories = '{folder}'\n")
    run("pg_ctl", "-D", "data", "-w", "-t", "120", "-l", "log", "start")
    try:
        yield f"postgresql://ziping@{quote(str(folder), safe='')}/postgres"
    finally:
        run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")


def main(command: list[str]) -> int:
    """Run the command beside a cluster and return its status."""
    programs = binaries()
    if programs is None:
        print("没有找到 PostgreSQL · no PostgreSQL on this machine", file=sys.stderr)
        return NOT_HERE
    with cluster(programs) as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
