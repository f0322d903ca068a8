"""The last resort for zip files: says that one is damaged, or that it is an archive to be opened first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ziping.model.errors import ZipingError
from ziping.model.language import Text
from ziping.readers.extract.package import package_of
from ziping.readers.grid import Grid, Source


class ArchiveError(ZipingError):
    """The file is an archive; the sandbox reads the documents in it one by one."""


@dataclass(frozen=True)
class Zipped:
    """A zip that is no document."""

    @property
    def name(self) -> str:
        """Return the short name of the file type."""
        return "zip"

    def likes(self, source: Source) -> int:
        """Bid below every reader of documents."""
        return 5 if source.data.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0

    def grids(self, source: Source) -> Iterator[Grid]:
        """Raise the ``ZipingError`` that says what the file is."""
        package_of(source)
        raise ArchiveError(
            Text(
                "{name}：这是压缩包，其中没有可读取的文档；请解压后读取其中的文件",
                "{name}: this is an archive without documents that can be read; unpack it and read the files in it",
            ).fill(name=source.name)
        )


EXTRACTOR: Final = Zipped()
