"""Write a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text

READABLE: Final = 0o644
UNFINISHED: Final = ".ziping-"
"""How the name of a file begins that is being written."""


class UnwritableError(ZipingError):
    """A file could not be written."""


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target and move into place, so that no half-written file is taken for a result."""
    with written_whole(path) as held:
        held.write(data)


@contextmanager
def written_whole(path: Path, mode: int = READABLE) -> Iterator[IO[bytes]]:
    """Give a file to write to; it takes its name when all went well, and leaves nothing behind otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=UNFINISHED, delete=False) as held:
            kept = Path(held.name)
            try:
                yield held
                held.close()
                kept.chmod(mode)
                os.replace(kept, path)  # noqa: PTH105 — Path.replace of a closed temporary file, said plainly
            finally:
                kept.unlink(missing_ok=True)
    except OSError as error:
        text = Text(
            f"{path}：写不进去（{error.strerror}）；请检查文件夹权限和磁盘空间",
            f"{path}: cannot be written ({error.strerror}); check permissions and space",
        )
        raise UnwritableError(text) from error
