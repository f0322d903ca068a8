"""Make ``.venv``, install the locked requirements and ziping itself; say in a sentence what cannot be done.

Standard library only, since it runs before anything is installed. It does nothing when nothing has changed.
An older Python must be able to compile this file: it looks for a newer one, or says that one is needed.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEWEST_FIRST = ("python3.14", "python3.13", "python3.12", "python3.11")
TOO_OLD = (
    "需要 Python 3.11 或更高版本，本机未找到。 "
    "ziping needs Python 3.11 or newer, and there is none on the PATH."
)
PROBE = "import sys; sys.exit(sys.version_info < (3, 11))"


def succeeds(python: str, code: str) -> bool:
    """Return whether ``python`` runs the code to its end."""
    run = [python, "-c", code]
    return subprocess.call(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def new_enough(python: str) -> bool:
    """Return whether ``python`` runs and is 3.11 or newer; a shim on the PATH may not run."""
    return shutil.which(python) is not None and succeeds(python, PROBE)


def hand_over() -> None:
    """Start again under the newest Python on the PATH, or end with a sentence."""
    for name in NEWEST_FIRST:
        if new_enough(name):
            os.execvp(name, [name, *sys.argv])  # noqa: S606 - the same program, by a newer Python
    sys.exit(TOO_OLD)


if sys.version_info < (3, 11):  # noqa: UP036 - an older Python comes this far and no further
    hand_over()

# What tests need of the distribution, by package name. Without it, the tests that need it skip and say why.
TESTS_NEED = ("chromium", "fonts-noto-cjk", "postgresql")
# Where Debian keeps the wheel of pip that its own ensurepip would use.
WHEELS = Path("/usr/share/python-wheels")

NO_PIP = (
    "此 Python 既无 ensurepip 也无 pip，请先安装 python3-venv。 "
    "This Python has neither ensurepip nor pip: install python3-venv, or another Python, and run again."
)
NOT_INSTALLED = (
    "依赖未能安装，原因见上；镜像与代理按 pip 自身的配置。 "
    "The requirements were not installed, see above; a mirror or proxy is set in pip's own configuration."
)
NOT_ADDED = (
    "未能安装 {packages}（{reason}）；用到它们的测试将跳过。 "
    "{packages} not installed ({reason}); the tests that need them will be skipped."
)


def digest(root: Path, kind: str) -> str:
    """Return what the environment of this kind is made from, so that a change of any part makes it anew."""
    parts = [root / "pyproject.toml", root / "requirements" / f"{kind}.txt"]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()


def stamp(root: Path, kind: str) -> Path:
    """Return the file that holds the digest of what was last installed."""
    return root / ".venv" / f"ziping-{kind}.stamp"


def is_current(root: Path, kind: str) -> bool:
    """Return whether the environment holds this kind; the development environment holds the other as well."""
    return new_enough(str(python_of(root))) and any(
        stamp(root, made).exists() and stamp(root, made).read_text() == digest(root, made)
        for made in {kind, "dev"}
    )


def python_of(root: Path) -> Path:
    """Return the environment's Python."""
    return root / ".venv" / "bin" / "python"


def has(module: str) -> bool:
    """Return whether the Python that runs this has the module; Debian takes ensurepip out."""
    return succeeds(sys.executable, f"import {module}")


def make_environment(root: Path) -> None:
    """Make the environment, unless there is one whose Python runs; without pip where ensurepip is missing."""
    if new_enough(str(python_of(root))):
        return
    if not has("ensurepip") and not has("pip"):
        apt_install(["python3-venv"])
    without = [] if has("ensurepip") else ["--without-pip"]
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", *without, str(root / ".venv")])


def pip_for(root: Path) -> list[str]:
    """Return the command that installs into the environment: its own pip, this Python's or Debian's."""
    python = str(python_of(root))
    if succeeds(python, "import pip"):
        return [python, "-m", "pip"]
    if has("pip"):
        return [sys.executable, "-m", "pip", "--python", python]
    for wheel in sorted(WHEELS.glob("pip-*.whl")):
        return [python, str(wheel / "pip")]
    sys.exit(NO_PIP)


def install(root: Path, kind: str) -> None:
    """Install the locked requirements by their hashes, then ziping itself in place."""
    pip = [*pip_for(root), "install", "-qq", "--no-input", "--disable-pip-version-check"]
    # The lock is whole: asked for dependencies again, pip would look at newer releases that it does not pin.
    locked = ["--require-hashes", "--no-deps", "-r", str(root / "requirements" / f"{kind}.txt")]
    itself = ["--no-deps", "--no-build-isolation", "--editable", str(root)]
    for what in (locked, itself):
        if subprocess.call([*pip, *what]) != 0:
            sys.exit(NOT_INSTALLED)
    stamp(root, kind).write_text(digest(root, kind))


def is_installed(package: str) -> bool:
    """Return whether Debian's list has the package as installed."""
    asked = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout == "installed"


def apt_install(packages: list[str]) -> str:
    """Install the distribution's packages and return an empty text, or the reason why that is impossible."""
    if not shutil.which("apt-get"):
        return "没有 apt-get，请自行确认 · no apt-get here, see to them yourself"
    if os.geteuid() != 0:
        return "需要 root 权限 · needs root"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=quiet)
    asked = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    failed = subprocess.call(asked, env=quiet, stdout=subprocess.DEVNULL)
    return "apt-get 报错，见上 · apt-get failed, see above" if failed else ""


def add_what_tests_need() -> None:
    """Install what is missing of the distribution's packages; where that is impossible, say so and go on."""
    if not shutil.which("dpkg-query"):
        missing = list(TESTS_NEED)
    else:
        missing = [package for package in TESTS_NEED if not is_installed(package)]
    reason = apt_install(missing) if missing else ""
    if reason:
        print(NOT_ADDED.format(packages=" ".join(missing), reason=reason), file=sys.stderr)


def main(arguments: list[str]) -> None:
    """Bring the environment up to date."""
    parser = argparse.ArgumentParser(description="Make .venv, or bring it up to date.")
    parser.add_argument("--dev", action="store_true", help="also what tests and gates need")
    kind = "dev" if parser.parse_args(arguments).dev else "runtime"
    if not is_current(ROOT, kind):
        print(f"正在准备 .venv（{kind}）… · preparing .venv ({kind})…", flush=True)
        make_environment(ROOT)
        install(ROOT, kind)
    if kind == "dev":
        add_what_tests_need()


if __name__ == "__main__":
    main(sys.argv[1:])
