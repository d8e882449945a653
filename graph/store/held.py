"""A few facts held in memory, one claim each, to be laid over a view (see `graph.store.overlay`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model import Claim, Node, Relation, Source, SourceStatus
from graph.schema import checked
from graph.store.base import Hit
from graph.store.days import known_from
from graph.store.merge import Said, known, node_on, node_rules, relation_on, relation_rules, said
from graph.text.entry import entry_tokens
from graph.when import On

#: Relations that leave an id, and relations that lead to it.
Sides = tuple[list[Relation], list[Relation]]


class HeldFacts:
    """Facts of one source. Their nodes stand in no other source; their relations may end at nodes that do.

    Raises BadInput for a fact that the schema does not allow. An entity said twice is taken as said first.
    """

    def __init__(self, source: Source, facts: Iterable[Node | Relation]) -> None:
        self.source = source
        self._nodes: dict[str, Said] = {}
        self._former: dict[str, str] = {}
        self._relations: dict[str, tuple[Relation, Said]] = {}
        self._words: dict[str, Counter[str]] = {}
        for fact in map(checked, facts):
            assert fact.document is not None  # noqa: S101 — `checked` sees to it
            claim = Claim(fact.id, source.id, fact.document, fact.props, source.trust)
            if isinstance(fact, Node):
                one = said(claim, fact.kind, node_rules(fact.kind))
                self._words[fact.id] = Counter(entry_tokens(fact.kind, fact.props))
                self._nodes.setdefault(fact.id, one)
                self._former.update(dict.fromkeys(fact.props.get("former_ids", ()), fact.id))
            else:
                bare = Relation(fact.from_id, fact.kind, fact.to_id, key=fact.key)
                self._relations.setdefault(fact.id, (bare, said(claim, fact.kind, relation_rules(fact.kind))))
        ends = {end for bare, _ in self._relations.values() for end in (bare.from_id, bare.to_id)}
        #: Ends of relations that are to be found in the view beneath.
        self.foreign = sorted(ends - self._nodes.keys())

    def __contains__(self, node_id: str) -> bool:
        return node_id in self._nodes or node_id in self._former

    def status(self) -> SourceStatus | None:
        """These facts as a source that is loaded; None where there are none."""
        if not self._nodes:
            return None
        return SourceStatus(self.source, "", "loaded", len(self._nodes), len(self._relations), {})

    def node(self, node_id: str, on: On) -> Node | None:
        """The node of this id, or that had it formerly, as known on the day."""
        present = self._former.get(node_id, node_id)
        one = self._nodes.get(present)
        return node_on(present, [one], on) if one else None

    def nodes(self, kind: str, on: On) -> Iterator[Node]:
        """The nodes of a kind, in order of id."""
        found = (self.node(node_id, on) for node_id in sorted(self._nodes))
        return (node for node in found if node is not None and node.kind == kind)

    def relations(self, on: On, ends: Mapping[str, Node]) -> Iterator[tuple[Relation, list[Claim]]]:
        """The relations whose ends are both there on the day, with who says so.

        ends: the foreign ends that are there, by the id they were said with.
        """
        there = {node_id: node_id for node_id in self._nodes if self.node(node_id, on)}
        there |= {said_id: node.id for said_id, node in ends.items()}
        for bare, one in self._relations.values():
            if bare.from_id in there and bare.to_id in there:
                present = replace(bare, from_id=there[bare.from_id], to_id=there[bare.to_id])
                relation = relation_on(present, [one], on)
                if relation is not None:
                    yield relation, [replace(claim, entity=present.id) for claim in _counting(one, on)]

    def claims(self, node_id: str, on: On) -> list[Claim]:
        """Who says it of a node; empty where there is none on the day."""
        one = self._nodes.get(self._former.get(node_id, node_id))
        return _counting(one, on) if one else []

    def hits(self, tokens: Sequence[str], kinds: Collection[str], on: On) -> list[Hit]:
        """The nodes of `kinds` whose words hold any of `tokens`, in order of id."""
        found = []
        for node_id, words in self._words.items():
            counts = {token: words[token] for token in sorted(set(tokens)) if words[token]}
            node = self.node(node_id, on) if counts else None
            if node and node.kind in kinds:
                found.append(Hit(node.id, node.kind, counts, words.total()))
        return sorted(found, key=lambda hit: hit.id)


def _counting(one: Said, on: On) -> list[Claim]:
    return [found.claim for found in known([one], on_day=known_from(on.day), undated=on.undated)]


def at_ends(relations: Iterable[Relation]) -> dict[str, Sides]:
    """Relations by each id they touch: those that leave it, and those that lead to it."""
    at: defaultdict[str, Sides] = defaultdict(lambda: ([], []))
    for relation in relations:
        at[relation.from_id][0].append(relation)
        at[relation.to_id][1].append(relation)
    return dict(at)


def newest_first(relations: Iterable[Relation], end: str) -> list[Relation]:
    """Relations on one side of `end` as `View.neighbours` hands them out: newest first, then by kind, other end and key."""
    return sorted(relations, key=lambda one: (-known_from(one.published), one.kind, one.other(end), one.key))
