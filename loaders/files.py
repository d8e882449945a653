"""The input of a load: files, folders and archives, one file at a time; what is unsafe or broken is never half taken.

A path that the user named and that cannot be taken ends the load (BadInput). Inside a folder or an archive one bad
file is skipped and said, and the others are taken. Packed data is read through once before it is handed out, so that
a file that ends too early, or a bomb, is noticed before its first record is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from graph.errors import BadInput
from loaders.unpack import ARCHIVES, GZIP_MAGIC, open_gzip, prove_gzip, tar_members, zip_members


class Input(Protocol):
    """The paths of a load, and where it is said that a file in them was not taken (see `loaders.source.Reading`)."""

    paths: tuple[Path, ...]

    def skip(self, where: str, key: str, **values: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the input.

    where: what a person is told ("notices.zip: 2024/a.xml"). name: its own name, ".gz" taken off. size: in bytes once
    unpacked, None if unknown. open: the unpacked bytes; call it before asking for the next entry, and close it.
    """

    where: str
    name: str
    size: int | None
    open: Callable[[], BinaryIO]

    def read(self) -> bytes:
        """All of it."""
        with closing(self.open()) as stream:
            return stream.read()


def entries(reading: Input, suffixes: Collection[str]) -> Iterator[Entry]:
    """Each file of `reading.paths` whose name ends in one of `suffixes` (".xml"; gzipped or not), in a stable order.

    Raises BadInput for a named path that is missing, empty, broken, unsafe or of another kind, or holds no such file.
    """
    for path in reading.paths:
        _must_exist(path)
        found = 0
        for entry in (
            _in_folder(path, suffixes, reading) if path.is_dir() else _of_file(path, path.name, suffixes, reading)
        ):
            found += 1
            yield entry
        if not found:
            raise BadInput("files_none_fit", path=str(path), suffixes=_listed(suffixes))


def fits(name: str, suffixes: Collection[str]) -> bool:
    """Whether a file of this name is of a kind asked for, packed by gzip or not, in any letter case."""
    low = name.lower()
    return any(low.endswith(suffix) or low.removesuffix(".gz").endswith(suffix) for suffix in suffixes)


def _must_exist(path: Path) -> None:
    if path.is_file() or path.is_dir():
        return
    if path.exists():
        raise BadInput("files_special", path=str(path))
    folder = path.parent if path.parent.is_dir() else Path()
    near = get_close_matches(path.name, sorted(found.name for found in folder.iterdir()), n=1)
    if near:
        raise BadInput("files_missing_near", path=str(path), near=str(folder / near[0]))
    raise BadInput("files_missing", path=str(path))


def _in_folder(root: Path, suffixes: Collection[str], reading: Input) -> Iterator[Entry]:
    """Files below `root`, in order of path; links that lead out of it are not followed."""
    home = root.resolve()
    for folder, below, names in os.walk(root):
        below.sort()
        inside = Path(folder).relative_to(root)
        for name in sorted(names):
            path = Path(folder, name)
            if not (fits(name, suffixes) or name.lower().endswith(ARCHIVES)):
                continue
            where = (inside / name).as_posix()
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                reading.skip(where, "files_link_out")
            elif not path.is_file():
                reading.skip(where, "files_special", path=where)
            else:
                yield from _or_skip(_of_file(path, where, suffixes, reading), where, reading)


def _or_skip(found: Iterator[Entry], where: str, reading: Input) -> Iterator[Entry]:
    """The same entries; a file that turns out bad is skipped. What the caller's own work raises passes through."""
    while True:
        try:
            entry = next(found)
        except StopIteration:
            return
        except BadInput as error:
            reading.skip(where, error.key, **error.values)
            return
        yield entry


def _of_file(path: Path, where: str, suffixes: Collection[str], reading: Input) -> Iterator[Entry]:
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size == 0:
                raise BadInput("files_empty", path=where)
            start = stream.read(2)
    except OSError as error:
        raise BadInput("files_unreadable", path=where, reason=error.strerror or str(error)) from None
    if path.name.lower().endswith(ARCHIVES):
        yield from _of_archive(path, where, suffixes, reading)
    elif not fits(path.name, suffixes):
        raise BadInput("files_wrong_kind", path=where, suffixes=_listed([*suffixes, ".gz", *ARCHIVES]))
    elif start == GZIP_MAGIC or path.name.lower().endswith(".gz"):
        unpacked = prove_gzip(lambda: path.open("rb"), size, where)
        yield Entry(where, _bare(path.name), unpacked, lambda: open_gzip(path.open("rb")))
    else:
        yield Entry(where, path.name, size, lambda: path.open("rb"))


def _of_archive(path: Path, where: str, suffixes: Collection[str], reading: Input) -> Iterator[Entry]:
    """The fitting members of a zip or tar archive; a broken member is skipped, an unsafe archive refused whole."""
    members = zip_members if path.name.lower().endswith(".zip") else tar_members
    found = 0
    for member in members(path, where, lambda name: fits(name, suffixes)):
        inside = f"{where}: {member.name}"
        found += 1
        if member.fault is not None:
            reading.skip(inside, member.fault.key, **member.fault.values)
            continue
        yield Entry(inside, _bare(member.name), member.size, member.open)
    if not found:
        raise BadInput("files_none_fit", path=where, suffixes=_listed(suffixes))


def _bare(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return base[:-3] if base.lower().endswith(".gz") else base


def _listed(suffixes: Collection[str]) -> str:
    return ", ".join(sorted(set(suffixes)))
