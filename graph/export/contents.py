"""What goes into a file: nodes and relations with their names and sources, from a small subgraph or the whole graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.answers import SourceRef
from graph.cite import joined, ref, refs
from graph.model import Claim, Node, Props, Relation
from graph.schema import caption, schema
from graph.store.base import Subgraph, View
from graph.when import On

#: Entities whose sources and names are read from the store in one go.
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as files hold it. name: for people; newest: date of its newest dated claim."""

    id: str
    kind: str
    name: str
    props: Props
    current: bool | None
    newest: str | None
    sources: Sequence[SourceRef]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation as files hold it, the names of its ends filled in."""

    id: str
    from_id: str
    from_name: str
    kind: str
    to_id: str
    to_name: str
    key: str
    props: Props
    current: bool | None
    newest: str | None
    sources: Sequence[SourceRef]


@dataclass(frozen=True, slots=True)
class Contents:
    """nodes, relations: iterators anew at each call. node_kinds, relation_kinds: those present; they decide columns.

    truncated: whether what was asked for held more than this.
    """

    node_kinds: Sequence[str]
    relation_kinds: Sequence[str]
    nodes: Callable[[], Iterator[NodeRow]]
    relations: Callable[[], Iterator[RelationRow]]
    lang: str
    truncated: bool = False


def of_subgraph(
    subgraph: Subgraph, claims: Mapping[str, Sequence[Claim]], lang: str, *, private: bool = False
) -> Contents:
    """A subgraph in memory; `claims` by node id and relation id, as `View.claims` gives them. private: with what is."""
    kinds, relation_kinds = _public(private=private)
    nodes = {key: node for key, node in subgraph.nodes.items() if node.kind in kinds}
    held = [r for r in subgraph.relations if r.kind in relation_kinds and r.from_id in nodes and r.to_id in nodes]
    names = {key: caption(node, lang) for key, node in nodes.items()}
    cited = {entity: joined(map(ref, said)) for entity, said in claims.items()}
    return Contents(
        node_kinds=sorted({node.kind for node in nodes.values()}),
        relation_kinds=sorted({relation.kind for relation in held}),
        nodes=lambda: (node_row(node, names[node.id], cited) for node in nodes.values()),
        relations=lambda: (relation_row(relation, names, cited) for relation in held),
        lang=lang,
        truncated=bool(subgraph.truncated),
    )


def of_everything(view: View, on: On, lang: str, *, private: bool = False) -> Contents:
    """The whole graph as known on a day, streamed: only one batch is in memory at a time. private: with what is."""
    counts = view.counts(on)
    node_kinds, relation_kinds = _public(private=private)
    node_kinds = [kind for kind in node_kinds if counts.nodes.get(kind)]
    relation_kinds = [kind for kind in relation_kinds if counts.relations.get(kind)]
    return Contents(
        node_kinds=node_kinds,
        relation_kinds=relation_kinds,
        nodes=lambda: _all_nodes(view, node_kinds, on, lang),
        relations=lambda: _all_relations(view, relation_kinds, on, lang),
        lang=lang,
    )


def _public(*, private: bool) -> tuple[list[str], list[str]]:
    """The kinds of nodes and of relations that go into a file."""
    nodes = [name for name, kind in schema().nodes.items() if private or not kind.private]
    return nodes, [name for name, kind in schema().relations.items() if private or not kind.private]


def node_row(node: Node, name: str, cited: Mapping[str, Sequence[SourceRef]]) -> NodeRow:
    """The row of a node."""
    return NodeRow(node.id, node.kind, name, node.props, node.current, node.published, cited.get(node.id, ()))


def relation_row(relation: Relation, names: Mapping[str, str], cited: Mapping[str, Sequence[SourceRef]]) -> RelationRow:
    """The row of a relation; an end without a name keeps its id."""
    return RelationRow(
        id=relation.id,
        from_id=relation.from_id,
        from_name=names.get(relation.from_id, relation.from_id),
        kind=relation.kind,
        to_id=relation.to_id,
        to_name=names.get(relation.to_id, relation.to_id),
        key=relation.key,
        props=relation.props,
        current=relation.current,
        newest=relation.published,
        sources=cited.get(relation.id, ()),
    )


def _all_nodes(view: View, kinds: Iterable[str], on: On, lang: str) -> Iterator[NodeRow]:
    for kind in kinds:
        stream = view.scan(kind, on)
        while batch := list(islice(stream, BATCH)):
            cited = refs(view, [node.id for node in batch], on)
            for node in batch:
                yield node_row(node, caption(node, lang), cited)


def _all_relations(view: View, kinds: Iterable[str], on: On, lang: str) -> Iterator[RelationRow]:
    for kind in kinds:
        stream = view.scan_relations(kind, on)
        while batch := list(islice(stream, BATCH)):
            cited = refs(view, [relation.id for relation in batch], on)
            ends = view.get({end for relation in batch for end in (relation.from_id, relation.to_id)}, on)
            names = {key: caption(node, lang) for key, node in ends.items()}
            for relation in batch:
                if relation.from_id in ends and relation.to_id in ends:
                    yield relation_row(relation, names, cited)
