"""What every store can do. Three small roles: `Store` opens and closes, `Writer` takes facts in bulk, `View` answers.

The same questions get the same answers from every store, byte for byte: a store retrieves, in an order that our ids and
dates alone decide; it never ranks. Bounds below are part of the answer, so they are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from msgspec import Struct

from graph.model import Changes, Claim, Node, Relation, Source, SourceStatus
from graph.when import On

#: A token that more documents hold than this counts as common: its frequency is given as this.
FREQUENCY_CAP = 20_000
#: Postings a search reads, rarest token first, before it stops taking in candidates.
POSTING_BUDGET = 4_000
#: What two stores may differ by in a cosine; everything else they answer alike, byte for byte.
COSINE_TOLERANCE = 1e-3
#: Degrees are counted up to here: past it a hub is a hub.
DEGREE_CAP = 10_000
#: Called where a load may be broken off: what it raises ends the load, as an error would.
Between = Callable[[], object]


class Hit(Struct, frozen=True):
    """A node that holds some of the tokens asked for.

    counts: how often each token stands in the words known on the day; length: how many tokens those words are.
    Of claims the fullest counts, token by token: what two claims repeat is not added up. What an undated claim says
    lastingly and what it says otherwise are added.
    """

    id: str
    kind: str
    counts: Mapping[str, int]
    length: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: hits in order of id, and for each token asked in how many entries it stands (≤ FREQUENCY_CAP)."""

    hits: Sequence[Hit] = ()
    frequencies: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Relations at the ids asked. truncated: the ids that hold more than the cap let through."""

    relations: Sequence[Relation] = ()
    truncated: frozenset[str] = frozenset()


class Tie(NamedTuple):
    """A relation as one of its ends sees it, no more than tells what it costs to walk it.

    forward: it goes from this end to `other`. held: the ISO day on which it is last known to have held or happened
    (its date or year, else when it was published), None where nobody says. ended: it was over on the day asked.
    """

    other: str
    kind: str
    forward: bool
    key: str
    held: str | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """The ties of each id that has any, in no order that means anything. truncated: ids that hold more than the cap let through."""

    at: Mapping[str, Sequence[Tie]] = field(default_factory=dict)
    truncated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes by id and the relations among them. truncated: ids not followed to their end for the cap's sake."""

    nodes: Mapping[str, Node] = field(default_factory=dict)
    relations: Sequence[Relation] = ()
    truncated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Counts:
    nodes: Mapping[str, int]
    relations: Mapping[str, int]


def undisturbed() -> None:
    """Breaks nothing off."""


class View(Protocol):
    """Reads. Every read takes the day it is asked of; ids may be former ids, which resolve to the present one."""

    def get(self, ids: Iterable[str], on: On) -> dict[str, Node]:
        """The nodes by the id asked (a former id too is a key of the answer; the node carries its present id)."""

    def claims(self, ids: Iterable[str], on: On) -> dict[str, list[Claim]]:
        """Who says what of these nodes or relations (`Relation.id`), the claim that wins first."""

    def search(self, tokens: Sequence[str], *, kinds: Collection[str], on: On, limit: int) -> Found:
        """Nodes of `kinds` whose words hold any of `tokens` (of `graph.text`), at most `limit`, candidates chosen rarest token first."""

    def neighbours(
        self, ids: Iterable[str], *, kinds: Collection[str] | None = None, direction: str = "both", on: On, cap: int
    ) -> Neighbours:
        """Relations of `kinds` (None: all) at `ids`; direction "out", "in" or "both".

        At most `cap` for each id and direction, newest first (published), then by kind, other end and key: id by id as
        asked, out before in, each relation once. One round trip. Raises BadInput for another direction.
        """

    def ties(self, ids: Iterable[str], *, kinds: Collection[str] | None = None, on: On, cap: int) -> Ties:
        """The relations of `kinds` (None: all) at `ids` in both directions, by present id and in short, for a search.

        The same relations as `neighbours` finds with this cap, but a relation between two ids asked is there twice, as
        each of them sees it. One round trip.
        """

    def kinds_at(self, ids: Iterable[str], on: On) -> dict[str, frozenset[str]]:
        """The kinds of the relations that each of these nodes has; empty for a node without any."""

    def degrees(self, ids: Iterable[str], on: On, *, most: int = DEGREE_CAP) -> dict[str, int]:
        """How many relations known then each node has, both directions, counted up to `most` (at most DEGREE_CAP)."""

    def subgraph(
        self, ids: Iterable[str], *, depth: int, cap: int, on: On, kinds: Collection[str] | None = None
    ) -> Subgraph:
        """The nodes within `depth` relations of `ids`, nearest first, at most `cap`, and all relations among them."""

    def scan(self, kind: str, on: On, *, type: str | None = None) -> Iterator[Node]:
        """All nodes of a kind (and unit type, if given), in order of id, streamed."""

    def scan_relations(self, kind: str, on: On) -> Iterator[Relation]:
        """All relations of a kind, in order of the id they come from, then the id they go to, then key, streamed."""

    def scan_ends(self, kind: str, on: On) -> Iterator[tuple[str, str]]:
        """The id that each relation of `scan_relations` comes from, and the one it goes to, in the same order: several times
        faster, as nothing that was said is read.
        """

    def nearest(
        self, vector: Sequence[float], *, model: str, kinds: Collection[str], k: int, on: On
    ) -> list[tuple[str, float]]:
        """The `k` nodes of `kinds` nearest in meaning with their cosine, best first, then by id.

        vector: of length 1, from the model of this name. Of a node with several texts the nearest counts; a text counts
        only if the node says it on the day. Empty where the store keeps no vectors of the model.
        """

    def read_ahead(self, kinds: Collection[str], on: On) -> None:
        """Reads the words of each of these kinds into memory, unless they are too many (`graph.store.words.MANY`), in a store where
        a search among one kind finds them sooner there: the same answers. Hundreds of thousands take seconds; where the graph
        changes meanwhile it stops. For who is going to ask many questions of this day.
        """

    def counts(self, on: On) -> Counts:
        """How many nodes and relations there are by kind."""

    def sources(self, on: On) -> list[SourceStatus]:
        """What has been loaded, whatever the day, in order of id."""


class Writer(Protocol):
    """One load of one source. A context manager: leaving it with an error undoes the load where the store is atomic."""

    def put(self, facts: Iterable[Node | Relation]) -> None:
        """Takes validated facts, in any order and number. Saying a fact again that was said before is "unchanged".

        Two facts of one entity and document in one load are merged. A relation may come before its ends.
        """

    def prune(self, documents: Collection[str] | None = None) -> None:
        """Withdraws what the source said before and this load did not repeat: in `documents`, or everywhere if None."""

    def finish(self, report: Mapping[str, Any], *, keep: bool = True) -> tuple[Changes, Changes]:
        """Ends the load: merges, removes what nobody claims, notes the report. Returns changes of nodes and of relations.

        keep False, in an atomic store: all is undone, and the changes are what the load would have made.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None: ...


class Store(Protocol):
    """A graph at an address."""

    url: str
    #: Whether readers see the whole of a load or nothing of it (SQLite), or batch by batch (Neo4j).
    atomic: bool

    def identity(self) -> str:
        """What tells the graph from every other, by whichever address it is reached; may be empty where nothing was loaded."""

    def view(self) -> View:
        """A view of the graph as it stands at each read."""

    def writer(self, source: Source, *, loaded_at: str, between: Between = undisturbed) -> Writer:
        """Begins a load of `source`. Raises StoreBusy where another process is loading.

        between: called between the steps of prune and finish; in `put` the facts themselves may raise, between any two.
        """

    def marks(self, model: str) -> dict[str, frozenset[str]]:
        """Which texts (`graph.text.embedder.mark`) of which nodes have a vector of this model, by node id."""

    def keep_vectors(self, model: str, vectors: Mapping[str, Mapping[str, bytes | None]]) -> None:
        """Says which vectors these nodes have, by mark of their text: int8, a byte a dimension; None: as it was. Others of theirs go.

        Done at once or not at all. What the store keeps of another model goes first, so that two are never mixed. With no nodes given
        the vectors of nodes that are gone go. Raises StoreBusy where another process is writing.
        """

    def said(self, source_id: str) -> Iterator[Node | Relation]:
        """What a source says, claim by claim and whatever the day: the facts of its loads that still stand, nodes first, streamed."""

    def unload(self, source_id: str, *, between: Between = undisturbed) -> tuple[Changes, Changes]:
        """Withdraws everything a source said, and forgets it. Raises UnknownThing for a source that is not loaded.

        between: as of `writer`.
        """

    def close(self) -> None: ...
