"""Entries set aside on disk until it is known whether they are taken, so that memory stays small however many come."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import msgspec

from loaders.brreg.entities import Entity, Removed
from loaders.brreg.roles import Roles

#: What one record of the register is.
Item = Entity | Removed | Roles

#: Bytes held in memory before they move to a file: answers of the API never do.
_IN_MEMORY = 16 << 20
_LENGTH = 4


class Aside:
    """A list of items in the order they were added, read any number of times. Use it as a context manager."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, prefix="inngang-")  # noqa: SIM115  # __exit__
        self._pack = msgspec.msgpack.Encoder().encode
        self._unpack = msgspec.msgpack.Decoder(Item).decode

    def add(self, item: Item) -> None:
        """Puts `item` at the end. Not while the list is being read."""
        packed = self._pack(item)
        self._file.write(len(packed).to_bytes(_LENGTH, "big"))
        self._file.write(packed)

    def __iter__(self) -> Iterator[Item]:
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            yield self._unpack(self._file.read(int.from_bytes(length, "big")))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
