"""Packed files: gzip, zip and tar, read through once under limits before anything of them is believed.

Limits against bombs: what unpacks to more than RATIO times its packed size (once past FREE_BYTES), to more than
MOST_BYTES in all, or into more than MOST_MEMBERS files, is refused. Real registers and notices pack 8 to 30 times.
"""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from graph.errors import BadInput

GZIP_MAGIC = b"\x1f\x8b"
ARCHIVES = (".zip", ".tar.gz", ".tgz", ".tar")

RATIO = 200
FREE_BYTES = 1 << 20
MOST_BYTES = 16 << 30
MOST_MEMBERS = 500_000
_CHUNK = 1 << 18
_ENCRYPTED = 0x1
_BROKEN = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError, OSError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. fault: why it alone cannot be taken; the bytes of `open` are already unpacked."""

    name: str
    size: int | None
    open: Callable[[], BinaryIO]
    fault: BadInput | None = None


def open_gzip(packed: BinaryIO) -> BinaryIO:
    """The unpacked bytes of a gzip stream; closing it closes `packed` too."""
    stream = gzip.GzipFile(fileobj=packed, mode="rb")
    stream.myfileobj = packed  # type: ignore[assignment]  # GzipFile closes what it opened itself; this it shall too
    return cast("BinaryIO", stream)


def prove_gzip(packed: Callable[[], BinaryIO], packed_size: int, where: str) -> int:
    """Reads a gzip file to its end; its size unpacked. Raises BadInput if it is broken, cut short or a bomb."""
    try:
        with closing(open_gzip(packed())) as stream:
            return _read_through(stream, packed_size, where)
    except EOFError:
        raise BadInput("files_cut_short", path=where) from None
    except _BROKEN:
        raise BadInput("files_broken", path=where) from None


def zip_members(path: Path, where: str, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The wanted files of a zip archive, in order of name. Raises BadInput where the archive is broken or unsafe."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        raise BadInput("files_broken", path=where) from None
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _prove_names([info.filename for info in infos], where)
        _prove_sizes(sum(info.file_size for info in infos), path.stat().st_size, len(infos), where)
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise BadInput("files_encrypted", path=where)
        for info in sorted(infos, key=lambda info: info.filename):
            if wanted(info.filename):
                yield _member(info.filename, info.file_size, info.compress_size, partial(archive.open, info))


def tar_members(path: Path, where: str, wanted: Callable[[str], bool]) -> Iterator[Member]:
    """The wanted files of a tar archive, packed or not, as they stand in it. Raises BadInput as `zip_members`."""
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP_MAGIC
    if packed:
        prove_gzip(lambda: path.open("rb"), path.stat().st_size, where)
    try:
        archive = tarfile.open(path)  # noqa: SIM115  # closed below
        infos = [info for info in archive.getmembers() if not info.isdir()]
    except _BROKEN:
        raise BadInput("files_broken", path=where) from None
    with archive:
        _prove_names([info.name for info in infos], where)
        _prove_sizes(sum(info.size for info in infos), path.stat().st_size, len(infos), where)
        odd = next((info for info in infos if not info.isreg()), None)
        if odd is not None:
            raise BadInput("files_unsafe_member", path=where, member=odd.name)
        for info in infos:
            if wanted(info.name):
                yield _member(info.name, info.size, info.size, partial(archive.extractfile, info))


def _member(name: str, size: int, packed_size: int, opened: Callable[[], object]) -> Member:
    """A member proved to be whole, or with its fault; a member that is gzip itself is unpacked too."""

    def raw() -> BinaryIO:
        return cast("BinaryIO", opened())

    try:
        if name.lower().endswith(".gz"):
            return Member(name, prove_gzip(raw, size, name), lambda: open_gzip(raw()))
        with closing(raw()) as stream:
            _read_through(stream, max(packed_size, 1), name)
    except BadInput as error:
        return Member(name, None, raw, error)
    except _BROKEN:
        return Member(name, None, raw, BadInput("files_broken", path=name))
    return Member(name, size, raw)


def _read_through(stream: BinaryIO, packed_size: int, where: str) -> int:
    total = 0
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        _prove_sizes(total, packed_size, 1, where)
    if total == 0:
        raise BadInput("files_empty", path=where)
    return total


def _prove_sizes(unpacked: int, packed: int, members: int, where: str) -> None:
    if members > MOST_MEMBERS or unpacked > MOST_BYTES or (unpacked > FREE_BYTES and unpacked > RATIO * packed):
        raise BadInput("files_bomb", path=where)


def _prove_names(names: list[str], where: str) -> None:
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or "\x00" in name or name[1:2] == ":":
            raise BadInput("files_unsafe_member", path=where, member=name)
