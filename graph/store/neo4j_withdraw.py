"""The end of a load: what its source no longer says is taken back, and what its new trust changes is weighed again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from graph.model import Source
from graph.store import neo4j_spoken
from graph.store.base import Between
from graph.store.merge import Said
from graph.store.neo4j_batch import Batch, Name
from graph.store.neo4j_claims import Spoken, by_name, node_claims, relation_claims, trusting
from graph.store.neo4j_layout import relation_kinds
from graph.store.neo4j_ledger import Ledger
from graph.store.neo4j_rows import node_row, relation_row
from graph.store.neo4j_server import Server

#: How the claims of something look after a change: by source and document.
Change = Callable[[str | Name, Spoken], Spoken]


class Withdrawal:
    """Goes through all that a source claims. send: takes a batch; between: called before each page."""

    def __init__(
        self, server: Server, source: Source, ledger: Ledger, send: Callable[[Batch], None], between: Between
    ) -> None:
        self._spoken = neo4j_spoken.Spoken(server, source.id, neo4j_spoken.ALL)
        self._source = source
        self._ledger = ledger
        self._send = send
        self._between = between

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
        for page in self._spoken.relations():
            self._between()
            batch = Batch()
            for from_id, to_id, kind, key, claims in page:
                self._change_relation((from_id, relation_kinds()[kind], to_id, key), by_name(claims), change, batch)
            self._give(batch)
        for page in self._spoken.nodes():
            self._between()
            batch = Batch()
            for id_, claims in page:
                self._change_node(id_, by_name(claims), change, batch)
            self._give(batch)

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
