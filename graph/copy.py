"""A graph taken from one store to another, source by source with every claim, and proved to have arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b

import msgspec

from graph.answers import CopiedSource, CopyAnswer
from graph.errors import BadInput, StoreError
from graph.model import Node, Relation, SourceStatus
from graph.store.base import Store
from graph.when import On

_BYTES = 16
_STEP = 500
_encode = msgspec.json.Encoder(order="deterministic").encode
#: Told how far it is: ("copy" or "prove", facts so far, all), and of steps without a count ("begin", "settle", 0, None).
#: What it raises breaks the copy off.
Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Tally:
    """Facts counted, with a checksum that does not depend on their order: the sum of their BLAKE2b digests (128 bits)."""

    nodes: int = 0
    relations: int = 0
    _sum: int = field(default=0)

    def passing(self, facts: Iterable[Node | Relation]) -> Iterator[Node | Relation]:
        """The same facts, counted."""
        for fact in facts:
            if isinstance(fact, Node):
                self.nodes += 1
                said: list[object] = ["node", fact.id, fact.kind]
            else:
                self.relations += 1
                said = ["relation", fact.from_id, fact.kind, fact.to_id, fact.key]
            digest = blake2b(_encode([*said, fact.props, fact.document]), digest_size=_BYTES).digest()
            self._sum = (self._sum + int.from_bytes(digest)) % (1 << 8 * _BYTES)
            yield fact

    @property
    def checksum(self) -> str:
        """The checksum in hexadecimal digits."""
        return f"{self._sum:0{2 * _BYTES}x}"


def copy(origin: Store, target: Store, *, progress: Progress = lambda *_: None) -> CopyAnswer:
    """Brings every source of `origin` to `target`, which takes the place of what it had of the same source.

    Other sources of `target` stay. Private things and vectors are not copied: the first are nobody else's, the second can be
    computed. Raises BadInput where both are one graph, whatever their addresses, StoreError for a source whose load is
    unfinished and for a copy that is not what was sent; then what was copied before it stands.
    """
    graph = origin.identity()
    if origin.url == target.url or (graph and graph == target.identity()):
        raise BadInput("copy_same", store=origin.url)
    sources = origin.view().sources(On.today())
    for status in sources:
        if status.state != "loaded":
            raise StoreError("copy_unfinished", source=status.source.id, store=origin.url)
    copied = [_copied(origin, target, status, progress) for status in sources]
    there = {status.source.id for status in target.view().sources(On.today())} if copied else set()
    return CopyAnswer(
        origin=origin.url,
        target=target.url,
        sources=copied,
        kept=sorted(there - {status.source.id for status in sources}),
    )


def _copied(origin: Store, target: Store, status: SourceStatus, progress: Progress) -> CopiedSource:
    source, sent, arrived = status.source, Tally(), Tally()
    progress("begin", 0, None)
    settling = partial(progress, "settle", 0, None)
    with target.writer(source, loaded_at=status.loaded_at, between=settling) as writer:
        writer.put(_counted(sent.passing(origin.said(source.id)), "copy", None, progress))
        writer.prune()
        writer.finish(status.report)
    total = sent.nodes + sent.relations
    for _ in _counted(arrived.passing(target.said(source.id)), "prove", total, progress):
        pass
    if arrived != sent:
        raise StoreError(
            "copy_differs", source=source.id, store=target.url, sent=total, arrived=arrived.nodes + arrived.relations
        )
    return CopiedSource(id=source.id, nodes=sent.nodes, relations=sent.relations, checksum=sent.checksum)


def _counted(
    facts: Iterable[Node | Relation], stage: str, total: int | None, progress: Progress
) -> Iterator[Node | Relation]:
    for done, fact in enumerate(facts, start=1):
        yield fact
        if done % _STEP == 0 or done == total:
            progress(stage, done, total)
