"""How many bytes of wheels reading takes: the installed packages that it loads, compressed again as a wheel has them.

A new process loads every reader and layout without extras; what it loaded is asked of the installed packages. Files
that an install makes (``.pyc``) do not count. The sizes are those of this machine's wheels to a percent or two.
"""

import subprocess
import sys
import zlib
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MIB = 1 << 20
LIMIT = 60
LOADED = """
import sys
before = set(sys.modules)
from ziping.readers.discovery import all_layouts, extractors
from ziping.readers.sandbox import Sandbox
extractors(), all_layouts()
for name in sys.argv[1:]: __import__(name)
print(*sorted({name.split(".")[0] for name in sys.modules.keys() - before}))
"""
LATE = ("lxml.etree", "lxml.html", "pypdfium2", "xlrd")
"""What readers load only once such a file comes."""


def loaded() -> set[str]:
    """Return the names of the installed packages that reading loads."""
    told = subprocess.run([sys.executable, "-c", LOADED, *LATE], capture_output=True, text=True, check=True)
    known = packages_distributions()
    return {name for module in told.stdout.split() for name in known.get(module, ()) if name != "ziping"}


def compressed(package: Distribution) -> int:
    """Return the bytes of the package's files, compressed."""
    own = (it for it in package.files or () if it.suffix != ".pyc" and ".." not in it.parts)
    return sum(len(zlib.compress(path.read_bytes())) for path in (Path(str(it.locate())) for it in own))


def installed(name: str, extras: frozenset[str] = frozenset()) -> set[str]:
    """Return the names of all packages that an install of the package brings, itself included."""
    found, waiting = set[str](), [(name, extras)]
    while waiting:
        at, wanted = waiting.pop()
        found.add(at)
        for needed in map(Requirement, distribution(at).requires or ()):
            marks = needed.marker is None or any(
                needed.marker.evaluate({"extra": it}) for it in ("", *wanted)
            )
            if marks and canonicalize_name(needed.name) not in found:
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return found


def main() -> None:
    """Print the table."""
    sizes = {name: compressed(distribution(name)) for name in sorted(loaded())}
    for name, size in sorted(sizes.items(), key=lambda pair: -pair[1]):
        print(f"{name:24}{distribution(name).version:>10}{size / MIB:8.1f} MiB")
    print(f"{'reading together':34}{sum(sizes.values()) / MIB:8.1f} MiB of {LIMIT}")
    others = sum(compressed(distribution(name)) for name in installed("ziping") - {"ziping"})
    print(f"{'all that the base install brings':34}{others / MIB:8.1f} MiB")


if __name__ == "__main__":
    main()
