"""What keeping the graph answers: load, unload, status, sources, export."""

from __future__ import annotations

from typing import Any

from graph.answers.base import Answer


class ChangesRef(Answer, frozen=True):
    made: int
    changed: int
    unchanged: int
    removed: int


class Said(Answer, frozen=True):
    """Something skipped or warned of: where (file, line or element) and why."""

    where: str
    why: str


class EmbedAnswer(Answer, frozen=True):
    """Vectors of the graph's texts. model: None where there is none. made: computed now; kept: all that the store has."""

    model: str | None
    made: int
    kept: int


class LoadAnswer(Answer, frozen=True):
    """left_out: what the source holds but the load does not take, by reason, with counts. vectors: None where left for later."""

    source: str
    nodes: ChangesRef
    relations: ChangesRef
    skipped: list[Said]
    skipped_count: int
    warnings: list[Said]
    left_out: list[Said] = []
    seconds: float = 0.0
    vectors: EmbedAnswer | None = None


class WouldAdd(Answer, frozen=True):
    """Things of one kind that a load would write. known: how many of them the graph holds already."""

    kind: str
    count: int
    known: int = 0


class FactRef(Answer, frozen=True):
    """A fact as it would be stored. name: a node's caption, or a relation's ends; document: what it is cited as."""

    id: str
    kind: str
    name: str
    props: dict[str, Any]
    document: str
    published: str | None = None


class PreviewAnswer(Answer, frozen=True):
    """What a load would do; nothing was written. facts: the first ones; not_mapped: fields nobody takes, with counts.

    nodes, relations: what the load holds, by kind. changes: of nodes and of relations, as the load would report them;
    empty while the store holds a load that was broken off.
    """

    source: str
    nodes: list[WouldAdd]
    relations: list[WouldAdd]
    changes: list[ChangesRef]
    facts: list[FactRef]
    not_mapped: dict[str, int]
    skipped: list[Said]
    skipped_count: int
    warnings: list[Said]
    left_out: list[Said] = []


class SourceState(Answer, frozen=True):
    id: str
    title: str
    publisher: str
    licence: str
    url: str
    loaded_at: str
    state: str
    nodes: int
    relations: int
    skipped: int


class StatusAnswer(Answer, frozen=True):
    """waiting: unit types that duties name and no unit has yet, with how many duties wait for them."""

    store: str
    schema: int
    nodes: dict[str, int]
    relations: dict[str, int]
    sources: list[SourceState]
    waiting: dict[str, int] = {}


class FreshnessRef(Answer, frozen=True):
    """Nodes of one kind. newest: ISO date of the newest of those looked at; old: that is old for the kind; undated: no source
    says when; unverified: every source that speaks of it was seen second hand or is general knowledge.
    """

    kind: str
    count: int
    looked_at: int
    newest: str | None = None
    old: bool = False
    undated: int = 0
    unverified: int = 0


class ExportAnswer(Answer, frozen=True):
    """files: what was written (csv makes two); truncated: the file holds less than was asked for."""

    out: str
    format: str
    nodes: int
    relations: int
    truncated: bool = False
    files: list[str] = []


class UnloadAnswer(Answer, frozen=True):
    """What withdrawing a source changed."""

    source: str
    nodes: ChangesRef
    relations: ChangesRef


class CopiedSource(Answer, frozen=True):
    """A source copied whole. nodes, relations: claims on them; checksum: of all of them, the same in both stores."""

    id: str
    nodes: int
    relations: int
    checksum: str


class CopyAnswer(Answer, frozen=True):
    """What went from one store to another. kept: sources that the target holds beside, untouched."""

    origin: str
    target: str
    sources: list[CopiedSource]
    kept: list[str] = []


class SourceChoice(Answer, frozen=True):
    """A source that can be loaded; loaded_at: when it was, None if it is not."""

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    format: str
    frequency: str
    loaded_at: str | None = None


class SourcesAnswer(Answer, frozen=True):
    sources: list[SourceChoice]
