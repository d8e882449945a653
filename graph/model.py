"""The records that travel between loaders, stores and questions. All frozen: a fact is not edited, it is said again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Values are what JSON can hold: text, number, bool, list, or a map (by language; records are lists of maps).
Props = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """What a claim was read from: a page, a statute, a notice, an entry of a register.

    id: stable within its source. published: ISO date on which it became known, None if nobody says.
    retrieved_at: ISO date on which we read it. verified: False for what was seen second hand or is general knowledge.
    """

    id: str
    title: str
    url: str | None = None
    published: str | None = None
    retrieved_at: str | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the graph. From a loader: what `document` says of it. From a view: merged from every claim known then.

    published: (from a view) the newest date among the claims that count, None if all are undated.
    current: (from a view) True if it holds on the day asked, False if it has ended, None if no source names an end.
    """

    id: str
    kind: str
    props: Props
    document: Document | None = None
    published: str | None = None
    current: bool | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two nodes; `key` tells apart two of one kind between the same ends (see schema.toml).

    `published` and `current` as in Node.
    """

    from_id: str
    kind: str
    to_id: str
    props: Props = field(default_factory=dict)
    document: Document | None = None
    key: str = ""
    published: str | None = None
    current: bool | None = None

    @property
    def id(self) -> str:
        """A stable name of the relation, made of its ends, kind and key: `from|kind|to` or `from|kind|to|key`."""
        parts = [self.from_id, self.kind, self.to_id]
        return "|".join([*parts, self.key] if self.key else parts)

    def other(self, end: str) -> str:
        """The end that is not `end`."""
        return self.to_id if end == self.from_id else self.from_id


@dataclass(frozen=True, slots=True)
class Purge:
    """Yielded by a loader where its source withdrew a document: all that the source said in it goes."""

    document_id: str


Fact = Node | Relation | Purge


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document of one source says of an entity. entity: a node's id or a relation's `id`."""

    entity: str
    source: str
    document: Document
    props: Props
    trust: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A source as its `source.toml` declares it. publisher: a name, or where it has several, the name by language.

    mode: "snapshot" (a load replaces all the source said) or "documents" (only the documents the load names).
    trust: where claims differ, the higher wins. expected: {"nodes": {kind: [low, high]}, "relations": {…}} for snapshots.
    """

    id: str
    title: Mapping[str, str]
    publisher: str | dict[str, str]
    licence: str
    url: str = ""
    format: str = ""
    frequency: str = ""
    mode: str = "snapshot"
    trust: int = 0
    expected: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A source as a store knows it. state: "loaded" or "unfinished". report: the last load's own report (JSON)."""

    source: Source
    loaded_at: str
    state: str
    nodes: int
    relations: int
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a load did to nodes, or to relations, counted by entity."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
