"""One load into Neo4j: batch by batch, each whole; what the source no longer says goes last.

While the server writes one batch, the next is made here. A node of the database is held locked from the first to the last
batch, in a transaction of its own: so a second load is refused, and the lock goes with the process or its connection.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Any, Self

import neo4j

from graph.errors import StoreBusy, StoreError
from graph.model import Changes, Node, Relation, Source
from graph.store.base import Between, undisturbed
from graph.store.neo4j_batch import Batch
from graph.store.neo4j_claims import encoded
from graph.store.neo4j_define import define
from graph.store.neo4j_facts import Facts
from graph.store.neo4j_layout import LAYOUT_VERSION
from graph.store.neo4j_ledger import Ledger
from graph.store.neo4j_lock import LoadLock
from graph.store.neo4j_server import Server
from graph.store.neo4j_withdraw import Withdrawal

#: Facts in one transaction.
BATCH = 10_000
#: Batches that may be on their way to the server while the next is made.
_AHEAD = 2
#: What an error is told by that means the server is no longer there.
_GONE = {"neo4j_unreachable", "neo4j_database_down"}


class Neo4jWriter:
    """See `graph.store.base.Writer`."""

    def __init__(self, server: Server, source: Source, *, loaded_at: str, between: Between = undisturbed) -> None:
        self._server = server
        self._at = server.layout
        self._source = source
        self._loaded_at = loaded_at
        self._between = between
        self._sent = 0
        self._under_way: list[Future[None]] = []
        self._forgotten = False
        server.meet()
        define(server)
        self._lock = LoadLock(server)
        try:
            self._load, self._known_before, empty, trust = self._begin()
        except BaseException:
            self._lock.release()
            raise
        self._sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inngang-load")
        self._ledger = Ledger(empty=empty)
        self._facts = Facts(server, source, self._ledger, self._settled)
        self._raised = self._known_before and trust != source.trust

    def put(self, facts: Iterable[Node | Relation]) -> None:
        rest = iter(facts)
        while chunk := list(islice(rest, BATCH)):
            self._send(self._facts.batch(chunk))

    def prune(self, documents: Collection[str] | None = None) -> None:
        self._settle()
        if self._known_before:
            self._withdrawal().prune(documents)
            self._settle()

    def finish(self, report: Mapping[str, Any], *, keep: bool = True) -> tuple[Changes, Changes]:
        if not keep:
            raise ValueError("a load into Neo4j cannot be undone")
        self._settle()
        if self._raised:
            self._withdrawal().trust()
            self._settle()
        self._server.write(partial(self._note, report))
        return self._ledger.nodes.changes(), self._ledger.relations.changes()

    def forget(self) -> tuple[Changes, Changes]:
        """Withdraws all the source said, and the source. Ends the load as `finish` does."""
        self.prune()
        self._forgotten = True
        return self.finish({})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._sender.shutdown(cancel_futures=True)
        finally:
            self._lock.release()
        if isinstance(error, StoreError) and error.key in _GONE:
            raise StoreError("neo4j_cut_off", **error.values, source=self._source.id) from error

    def _withdrawal(self) -> Withdrawal:
        return Withdrawal(self._server, self._source, self._ledger, self._send, self._between)

    def _send(self, batch: Batch) -> None:
        """Hands a batch to the server; waits where enough are under way. Raises what went wrong with an earlier one."""
        while len(self._under_way) >= _AHEAD:
            self._under_way.pop(0).result()
        self._sent += 1
        self._under_way.append(self._sender.submit(self._server.write, partial(self._write, batch, self._sent)))

    def _settle(self) -> None:
        """Waits until the server has everything; the load may be broken off meanwhile."""
        self._between()
        while self._under_way:
            self._under_way.pop(0).result()
            self._between()

    def _settled(self) -> None:
        """Waits until the server has everything."""
        while self._under_way:
            self._under_way.pop(0).result()

    def _write(self, batch: Batch, number: int, transaction: neo4j.ManagedTransaction) -> None:
        """Writes a batch once: a transaction whose end was not heard of may have been written before."""
        if self._last(transaction) >= number:
            return
        batch.write(transaction, self._at)
        nodes, relations = batch.spoken
        transaction.run(
            f"MATCH (t:{self._at.state} {{of: 'graph'}}) SET t.batch = $number WITH t MATCH (s:{self._at.source} {{id: $source}})"
            " SET s.nodes = s.nodes + $nodes, s.relations = s.relations + $relations",
            number=number,
            source=self._source.id,
            nodes=nodes,
            relations=relations,
        ).consume()

    def _last(self, transaction: neo4j.ManagedTransaction) -> int:
        """The number of the last batch written. Raises StoreBusy where another load has begun since."""
        row = transaction.run(
            f"MATCH (t:{self._at.state} {{of: 'graph'}}) WHERE t.load = $load RETURN t.batch", load=self._load
        ).single()
        if row is None:
            raise StoreBusy("neo4j_busy", server=self._server.address.uri)
        return int(row[0])

    def _begin(self) -> tuple[int, bool, bool, int]:
        """Declares the load: its number, whether the source was known, whether the graph was empty, and the source's trust before."""

        def declare(transaction: neo4j.ManagedTransaction) -> tuple[int, bool, bool, int]:
            load, layout = transaction.run(
                f"MERGE (t:{self._at.state} {{of: 'graph'}}) ON CREATE SET t.load = 0, t.layout = {LAYOUT_VERSION},"
                " t.made = randomUUID() SET t.load = t.load + 1, t.batch = 0 RETURN t.load, t.layout"
            ).single(strict=True)
            if layout != LAYOUT_VERSION:
                raise self._server.other_version(layout)
            before = transaction.run(
                f"MATCH (s:{self._at.source} {{id: $id}}) RETURN s.trust", id=self._source.id
            ).single()
            empty = transaction.run(f"MATCH (n:{self._at.node}) RETURN n.id LIMIT 1").single() is None
            transaction.run(
                f"MERGE (s:{self._at.source} {{id: $id}}) ON CREATE SET s.nodes = 0, s.relations = 0, s.report = '{{}}'"
                " SET s.declared = $declared, s.trust = $trust, s.state = 'unfinished', s.loaded_at = $loaded_at",
                id=self._source.id,
                declared=encoded(self._source),
                trust=self._source.trust,
                loaded_at=self._loaded_at,
            ).consume()
            return load, before is not None, empty, before[0] if before else self._source.trust

        # Done again, it would take what this load says of the source for what was said before.
        return self._server.write(declare, twice=False)

    def _note(self, report: Mapping[str, Any], transaction: neo4j.ManagedTransaction) -> None:
        self._last(transaction)
        source = f"MATCH (s:{self._at.source} {{id: $id}})"
        if self._forgotten:
            transaction.run(f"{source} DELETE s", id=self._source.id).consume()
        else:
            transaction.run(
                f"{source} SET s.state = 'loaded', s.report = $report", id=self._source.id, report=encoded(report)
            ).consume()
