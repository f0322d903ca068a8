"""The archive itself: members with their digests, written in one go, and read with nothing in it believed."""

import hashlib
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Final, Self

from ziping.model.language import Text
from ziping.web.backup.manifest import NAME, BackupError, ForeignArchiveError, Manifest, manifest_of

DATABASE: Final = "database"
KEY: Final = "secret"
SUMS: Final = "SHA256SUMS"
_MEMBER: Final = re.compile(
    r"database|secret|SHA256SUMS|files/(evidence|imports|jobs)(/[0-9A-Za-z][0-9A-Za-z._-]*)+"
)
_COMPRESSION: Final = 3
_MOST_SAID: Final = 1 << 28
"""Bytes of the manifest or of the list of digests."""
_PIECE: Final = 1 << 20

Seen = Callable[[int], object]
"""Is told of every piece how many bytes it has."""


class _Hashed:
    """A file that is hashed and counted as it is read."""

    def __init__(self, held: IO[bytes], seen: Seen) -> None:
        self._held, self._seen, self.hash = held, seen, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self._held.read(size)
        self.hash.update(piece)
        self._seen(len(piece))
        return piece


class Packing:
    """An archive that is being written."""

    def __init__(self, tar: tarfile.TarFile, at: int, seen: Seen) -> None:
        """``at`` is the time that members bear, in seconds."""
        self._tar, self._at, self._seen = tar, at, seen
        self._sums: list[str] = []

    @classmethod
    @contextmanager
    def into(cls, held: IO[bytes], at: int, seen: Seen) -> Iterator[Self]:
        """Write into a file; the digests follow at the end."""
        with tarfile.open(fileobj=held, mode="w:gz", compresslevel=_COMPRESSION) as tar:
            packing = cls(tar, at, seen)
            yield packing
            packing.add_data(SUMS, "".join(packing._sums).encode())

    def add_data(self, name: str, data: bytes) -> None:
        """Add a member from memory."""
        self._add(name, BytesIO(data), len(data))

    def add_file(self, name: str, path: Path) -> None:
        """Add a member from the disk."""
        with path.open("rb") as held:
            self._add(name, held, path.stat().st_size)

    def _add(self, name: str, held: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, self._at, 0o600
        hashed = _Hashed(held, self._seen)
        self._tar.addfile(member, hashed)
        self._sums.append(f"{hashed.hash.hexdigest()}  {name}\n")


def unpack(file: Path, into: Path, seen: Seen) -> Manifest:
    """Read a whole archive into an empty folder and hold every member against its digest.

    ``seen`` is told of the bytes of the archive. Raises ``BackupError`` for whatever is wrong with the archive.
    """
    try:
        with file.open("rb") as held, tarfile.open(fileobj=_Hashed(held, seen), mode="r|gz") as tar:  # type: ignore[call-overload]
            return _unpacked(tar, into, file.name)
    except (tarfile.TarError, EOFError, zlib.error, ValueError, OverflowError) as error:
        raise _broken(file) from error


def _broken(file: Path) -> BackupError:
    """Tell an archive that breaks off from a file that never was one."""
    with file.open("rb") as held:
        if held.read(2) != b"\x1f\x8b":
            return ForeignArchiveError(file.name)
    return BackupError(
        Text(
            f"{file.name}：备份不完整或已损坏，什么都没有恢复；请换一份",
            f"{file.name}: the archive breaks off or is damaged, nothing was restored; take another",
        )
    )


def _unpacked(tar: tarfile.TarFile, into: Path, name: str) -> Manifest:
    first = tar.next()
    if first is None or first.name != NAME:
        raise ForeignArchiveError(name)
    told = _said(tar, first)
    manifest = manifest_of(told, name)
    sums = {NAME: hashlib.sha256(told).hexdigest()}
    while (member := tar.next()) is not None:
        if not member.isreg() or not _MEMBER.fullmatch(member.name) or member.name in sums:
            raise BackupError(
                Text(
                    f"{name}：含有不该有的成员“{member.name[:60]}”，什么都没有恢复",
                    f"{name}: holds “{member.name[:60]}”, which no backup does; nothing was restored",
                )
            )
        if member.name == SUMS:
            _compare(_said(tar, member).decode("ascii", "replace"), sums, name)
            return manifest
        sums[member.name] = _extracted(tar, member, into / member.name)
    raise tarfile.ReadError


def _said(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    held = tar.extractfile(member)
    if held is None or member.size > _MOST_SAID:
        raise tarfile.ReadError
    return held.read()


def _extracted(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> str:
    """Write a member and return its digest."""
    digest = hashlib.sha256()
    path.parent.mkdir(parents=True, exist_ok=True)
    held = tar.extractfile(member)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as out:
        while held and (piece := held.read(_PIECE)):
            digest.update(piece)
            out.write(piece)
    return digest.hexdigest()


def _compare(told: str, found: dict[str, str], name: str) -> None:
    """Raise ``BackupError`` for the first member that is not what the list says, or missing, or too many."""
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in told.splitlines())}
    other = sorted(it for it in listed.keys() | found.keys() if listed.get(it) != found.get(it))
    if other:
        raise BackupError(
            Text(
                f"{name}：“{other[0]}”与备份时的 SHA-256 不符（共 {len(other)} 项），什么都没有恢复；请换一份",
                f"{name}: “{other[0]}” is not what was backed up ({len(other)} in all), nothing was restored",
            )
        )
    if DATABASE not in found:
        raise ForeignArchiveError(name)
