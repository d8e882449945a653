"""The end of a load: what its source no longer says is taken back, and what its new trust changes is weighed again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from graph.model import Source
from graph.store.merge import Said
from graph.store.neo4j_batch import Batch, Name
from graph.store.neo4j_claims import Spoken, begins_with, by_name, node_claims, relation_claims, trusting
from graph.store.neo4j_layout import relation_kinds
from graph.store.neo4j_ledger import Ledger
from graph.store.neo4j_rows import node_row, relation_row
from graph.store.neo4j_server import Server

#: Nodes looked through at a time, and relations (some 500 bytes each) unless two nodes alone have more.
_PAGE, _TIES = 2_000, 10_000
Page = list[list[Any]]
#: How the claims of something look after a change: by source and document.
Change = Callable[[str | Name, Spoken], Spoken]


class Withdrawal:
    """Goes through all that a source claims. send: takes a batch."""

    def __init__(self, server: Server, source: Source, ledger: Ledger, send: Callable[[Batch], None]) -> None:
        self._server = server
        self._at = server.layout
        self._source = source
        self._ledger = ledger
        self._send = send

    def prune(self, documents: Collection[str] | None) -> None:
        """Takes back what the source said before and not in this load: in `documents`, or everywhere if None."""
        which = None if documents is None else set(documents)
        if which is None or which:
            self._change(lambda key, spoken: self._kept(key, spoken, which))

    def trust(self) -> None:
        """Gives every claim of the source the trust it is declared with now."""
        own, trust = self._source.id, self._source.trust
        self._change(
            lambda _, spoken: {
                name: trusting(claim, trust) if name[0] == own else claim for name, claim in spoken.items()
            }
        )

    def _kept(self, key: str | Name, spoken: Spoken, documents: set[str] | None) -> Spoken:
        old = {
            hash((key, name[1])): name
            for name in spoken
            if name[0] == self._source.id and (documents is None or name[1] in documents)
        }
        if not old or self._ledger.fresh.among([hash(key)]):
            return spoken
        said = self._ledger.said.among(list(old))
        gone = {name for place, name in old.items() if place not in said}
        return {name: claim for name, claim in spoken.items() if name not in gone}

    def _change(self, change: Change) -> None:
        """Relations go before nodes, page by page: a node that nobody claims stays as long as relations hold on to it."""
        for page in self._relations():
            batch = Batch()
            for from_id, to_id, kind, key, claims in page:
                self._change_relation((from_id, relation_kinds()[kind], to_id, key), by_name(claims), change, batch)
            self._give(batch)
        for page in self._nodes():
            batch = Batch()
            for id_, claims in page:
                self._change_node(id_, by_name(claims), change, batch)
            self._give(batch)

    def _nodes(self) -> Iterator[Page]:
        """The nodes that the source speaks of, with their claims."""
        for after, last, _ in self._stretches():
            yield self._spoken(
                f"MATCH (r:{self._at.node}) WHERE r.id > $after AND r.id <= $last",
                "r.id, r._claims",
                after=after,
                last=last,
            )

    def _relations(self) -> Iterator[Page]:
        """The relations that the source speaks of, with their claims; of a hub a part at a time."""
        tied = f"MATCH (n:{self._at.node})-[r]->(m) WHERE n.id"
        values = "n.id, m.id, type(r), coalesce(r._key, ''), r._claims"
        for after, last, many in self._stretches():
            if many <= _TIES:
                yield self._spoken(f"{tied} > $after AND n.id <= $last", values, after=after, last=last)
                continue
            for low, high in self._parts(last):
                yield self._spoken(
                    f"{tied} = $hub AND m.id > $low AND m.id <= $high", values, hub=last, low=low, high=high
                )

    def _spoken(self, found: str, values: str, **asked: str) -> Page:
        """Of what is found, called `r`, that which the source speaks of."""
        begins = begins_with(self._source.id)
        query = f"{found} AND any(claim IN r._claims WHERE claim STARTS WITH $begins)"
        return self._server.read(query, values, begins=begins, **asked)

    def _stretches(self) -> Iterator[tuple[str, str, int]]:
        """The ids of all nodes, in order and in stretches of few relations: after which, up to which, how many leave them.

        A stretch of more than _TIES relations is one node.
        """
        after = ""
        while ids := self._server.read(
            f"MATCH (n:{self._at.node}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT {_PAGE}"
            " WITH n.id AS id, COUNT { (n)-->() } AS many ORDER BY id",
            "id, many",
            after=after,
        ):
            last, held = after, 0
            for id_, many in ids:
                if held + many > _TIES and last != after:
                    yield after, last, held
                    after, held = last, 0
                last, held = id_, held + many
            yield after, last, held
            after = last

    def _parts(self, hub: str) -> Iterator[tuple[str, str]]:
        """The ids that relations of a hub go to, in order and in stretches: after which, up to which."""
        low = ""
        while found := self._server.read(
            f"MATCH (:{self._at.node} {{id: $hub}})-->(m) WHERE m.id > $low WITH m.id AS id ORDER BY id LIMIT {_TIES}"
            " WITH max(id) AS high WHERE high IS NOT NULL",
            "high",
            hub=hub,
            low=low,
        ):
            yield low, found[0][0]
            low = found[0][0]

    def _change_relation(self, name: Name, before: Spoken, change: Change, batch: Batch) -> None:
        after = change(name, before)
        if after == before:
            return
        claims = relation_claims("", [*after.values()])
        if claims:
            batch.retie(name, relation_row(name[3], claims, after.values()))
        else:
            batch.untie(name)
        batch.count(relations=-self._unsaid(before, after))
        self._note(name, relation_claims("", [*before.values()]), claims)

    def _change_node(self, id_: str, before: Spoken, change: Change, batch: Batch) -> None:
        after = change(id_, before)
        if after == before:
            return
        claims = node_claims(id_, [*after.values()])
        if claims:
            batch.change(node_row(id_, claims, after.values()))
        else:
            batch.remove(id_)
        batch.count(nodes=-self._unsaid(before, after))
        self._note(id_, node_claims(id_, [*before.values()]), claims)

    def _note(self, key: str | Name, before: Sequence[Said], after: Sequence[Said]) -> None:
        place, ledger = hash(key), self._ledger
        if not ledger.fresh.among([place]):
            tally = ledger.nodes if isinstance(key, str) else ledger.relations
            tally.note(place, before, after, mentioned=bool(ledger.touched.among([place])))

    def _unsaid(self, before: Spoken, after: Spoken) -> int:
        """1 where the source spoke of something before and does not after."""
        own: Sequence[bool] = [any(name[0] == self._source.id for name in claims) for claims in (before, after)]
        return int(own[0] and not own[1])

    def _give(self, batch: Batch) -> None:
        if batch.size:
            self._send(batch)
