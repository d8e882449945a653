"""Facts set aside in a temporary file, so that a whole load is seen before any of it is written, in bounded memory."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import msgspec

from graph.model import Document, Node, Relation

_LENGTH = struct.Struct("<I")


class Spool:
    """Takes facts, and gives them back in the same order, any number of times."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="inngang-", buffering=1 << 20)  # noqa: SIM115  # closed in __exit__
        self._pack = msgspec.msgpack.Encoder().encode
        self._unpack = msgspec.msgpack.Decoder().decode
        self.count = 0

    def add(self, fact: Node | Relation) -> None:
        """Sets a fact aside."""
        document = fact.document
        said = (
            (document.id, document.title, document.url, document.published, document.retrieved_at, document.verified)
            if document
            else None
        )
        if isinstance(fact, Node):
            record: tuple[Any, ...] = (said, fact.props, fact.id, fact.kind)
        else:
            record = (said, fact.props, fact.from_id, fact.kind, fact.to_id, fact.key)
        packed = self._pack(record)
        self._file.write(_LENGTH.pack(len(packed)))
        self._file.write(packed)
        self.count += 1

    def __iter__(self) -> Iterator[Node | Relation]:
        self._file.seek(0)
        for _ in range(self.count):
            (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
            said, props, *rest = self._unpack(self._file.read(length))
            document = Document(*said) if said else None
            if len(rest) == 2:  # noqa: PLR2004  # a node's id and kind
                yield Node(rest[0], rest[1], props, document)
            else:
                yield Relation(rest[0], rest[1], rest[2], props, document, rest[3])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
