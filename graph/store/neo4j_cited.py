"""Who says what, of nodes and relations in Neo4j: what an answer cites."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from graph.model import Claim, Relation
from graph.store.merge import Said, known
from graph.store.moment import Moment
from graph.store.neo4j_claims import node_claims, relation_claims
from graph.store.neo4j_ids import claims_of, node_there
from graph.store.neo4j_layout import relation_type
from graph.store.neo4j_server import Server

#: A relation by its ends, kind and key, as its id spells them.
Name = tuple[str, str, str, str]


def claims(server: Server, ids: Iterable[str], moment: Moment) -> dict[str, list[Claim]]:
    """See `View.claims`. One round trip for relations, one for nodes, none for what is kept of them."""
    asked = list(dict.fromkeys(ids))
    nodes = claims_of(server, [text for text in asked if "|" not in text], moment)
    found = {text: _counting(node_claims(id_, said), moment) for text, (id_, said) in nodes.items()}
    found |= _of_relations(server, [text for text in asked if text.count("|") > 1], moment)
    return {text: found[text] for text in asked if text in found}


def _of_relations(server: Server, ids: Collection[str], moment: Moment) -> dict[str, list[Claim]]:
    """By relation id. Ends are looked up by themselves only where a relation is not found: they may be former ids."""
    names = {text: _name(text) for text in ids}
    said = _read(server, names, moment)
    lost = {text: name for text, name in names.items() if text not in said}
    present = claims_of(server, [end for name in lost.values() for end in (name[0], name[2])], moment)
    moved = {
        text: (present[from_id][0], kind, present[to_id][0], key)
        for text, (from_id, kind, to_id, key) in lost.items()
        if from_id in present and to_id in present
    }
    there = {text: _id(name) for text, name in moved.items() if _id(name) != text}
    said_there = _read(server, {there[text]: moved[text] for text in there}, moment)
    said |= {text: said_there[id_] for text, id_ in there.items() if id_ in said_there}
    counting = {text: _counting(relation_claims(there.get(text, text), texts), moment) for text, texts in said.items()}
    return {text: some for text, some in counting.items() if some}


def _read(server: Server, names: Mapping[str, Name], moment: Moment) -> dict[str, Sequence[str]]:
    """The claims of the relations of these names whose ends are there, by their id."""
    if not names:
        return {}
    at = server.layout.node
    query = (
        f"UNWIND ids AS id WITH id, $names[id] AS name MATCH (a:{at} {{id: name[0]}}) MATCH (b:{at} {{id: name[2]}})"
        f" MATCH (a)-[r]->(b) WHERE type(r) = name[1] AND coalesce(r._key, '') = name[3]"
        f" AND {node_there('a', moment)} AND {node_there('b', moment)}"
    )
    typed = {text: [from_id, relation_type(kind), to_id, key] for text, (from_id, kind, to_id, key) in names.items()}

    def told(row: Sequence[Any]) -> tuple[Sequence[str], int]:
        return tuple(row[1]), 1

    return server.read_kept(query, "id, r._claims", [*names], ("cited", moment), told, names=typed, day=moment.day)


def _name(text: str) -> Name:
    from_id, kind, to_id, key = [*text.split("|", 3), ""][:4]
    return from_id, kind, to_id, key


def _id(name: Name) -> str:
    from_id, kind, to_id, key = name
    return Relation(from_id, kind, to_id, key=key).id


def _counting(said: Sequence[Said], moment: Moment) -> list[Claim]:
    return [one.claim for one in known(said, on_day=moment.day, undated=moment.on.undated)]
