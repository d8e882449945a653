"""A bounded subgraph of a graph in Neo4j in one round trip: one query reads all that its layers will ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from graph.model import Node
from graph.store.base import Neighbours, View
from graph.store.layers import RELATIONS_CAP
from graph.store.moment import Moment
from graph.store.neo4j_around import BOTH, Sides, gathered, links_of_n, sides_at
from graph.store.neo4j_ids import as_node, node_there
from graph.store.neo4j_layout import Layout
from graph.store.neo4j_server import Server
from graph.when import On


class Drawn:
    """What the layers of one drawing ask for, as a view tells it. Whatever was not read at first is asked of the view.

    ids: of these the first `cap` that are there are answered for.
    """

    def __init__(
        self,
        server: Server,
        view: View,
        ids: Sequence[str],
        *,
        depth: int,
        cap: int,
        kinds: Collection[str] | None,
        moment: Moment,
    ) -> None:
        self._server = server
        self._view = view
        ((sides, nodes, former),) = server.read(
            _query(server.layout, kinds, moment),
            "sides, nodes, former",
            ids=ids,
            cap=cap,
            depth=depth,
            most=RELATIONS_CAP + 1,
            day=moment.day,
        )
        self._sides: Sides = {id_: links for id_, *links in sides}
        self._claims: dict[str, Sequence[str]] = dict(nodes)
        #: Ids asked for that lead nowhere: of no node, now or formerly, or beyond the cap.
        self._nowhere = frozenset() if former else frozenset(ids) - self._claims.keys()

    def get(self, ids: Iterable[str], on: On) -> dict[str, Node]:
        """See `View.get`."""
        asked = list(ids)
        moment = Moment.of(on)
        made = {id_: as_node(id_, self._claims[id_], moment) for id_ in asked if id_ in self._claims}
        missing = [id_ for id_ in asked if id_ not in self._claims and id_ not in self._nowhere]
        other = self._view.get(missing, on) if missing else {}
        found = {id_: made.get(id_) or other.get(id_) for id_ in asked}
        return {id_: node for id_, node in found.items() if node is not None}

    def neighbours(self, ids: Iterable[str], *, kinds: Collection[str] | None, on: On, cap: int) -> Neighbours:
        """See `View.neighbours`."""
        asked, moment = list(ids), Moment.of(on)
        missing = [id_ for id_ in asked if id_ not in self._sides]
        other = sides_at(self._server, missing, BOTH, kinds, moment, cap) if missing else {}
        sides = {id_: found for id_ in asked if (found := self._sides.get(id_) or other.get(id_))}
        return gathered(sides, BOTH, moment, cap)


def _query(at: Layout, kinds: Collection[str] | None, moment: Moment) -> str:
    """Goes from layer to layer in the order in which `graph.store.layers` does, so that the cap cuts alike."""
    links = ", ".join(links_of_n(way, kinds, moment) for way in BOTH)
    sides = f"COLLECT {{ UNWIND drawn.layer AS id MATCH (n:{at.node} {{id: id}}) RETURN [id, {links}] }}"
    met = (
        "COLLECT { UNWIND sides AS side UNWIND side[1][..$most - 1] + side[2][..$most - 1] AS link"
        " WITH DISTINCT link[1] AS id WHERE NOT id IN drawn.inside RETURN id }"
    )
    return (
        f"WITH COLLECT {{ UNWIND range(0, size($ids) - 1) AS place MATCH (n:{at.node} {{id: $ids[place]}})"
        f" WHERE {node_there('n', moment)} WITH n, place ORDER BY place LIMIT $cap RETURN n.id }} AS layer"
        " WITH reduce(drawn = {layer: layer, inside: layer, told: []}, step IN range(0, $depth) |"
        f" head([sides IN [{sides}] | head([met IN [{met}[..$cap - size(drawn.inside)]] |"
        " {layer: met, inside: drawn.inside + met, told: drawn.told + sides}])])) AS drawn"
        f" WITH drawn.told AS sides, COLLECT {{ UNWIND drawn.inside AS id MATCH (n:{at.node} {{id: id}})"
        f" RETURN [n.id, n._claims] }} AS nodes, COUNT {{ UNWIND $ids AS id MATCH (:{at.former} {{id: id}}) }} AS former"
    )
