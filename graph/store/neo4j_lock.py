"""One load at a time: a lock on a node, held by an open transaction, so that it goes with the process that holds it."""

from __future__ import annotations

import contextlib

from neo4j import exceptions

from graph.store.neo4j_server import Server
from graph.store.neo4j_told import told

#: How long (seconds) a load waits for another to let go; a server that was just started needs some of it to plan.
_PATIENCE = 5.0


class LoadLock:
    """The lock, held from making to `release`. Raises StoreBusy where another load has it."""

    def __init__(self, server: Server) -> None:
        node = f"(l:{server.layout.lock} {{of: 'graph'}})"
        take = f"MATCH {node} SET l.held = true"
        server.write(lambda transaction: transaction.run(f"MERGE {node}").consume())
        with told(server.address):
            with server.session() as session, session.begin_transaction(timeout=_PATIENCE) as probe:
                probe.run(take).consume()
                probe.rollback()
            self._session = server.session()
            self._holding = self._session.begin_transaction()
            self._holding.run(take).consume()

    def release(self) -> None:
        """Lets go. Does no harm where the connection is gone already: the server let go by itself then."""
        with contextlib.suppress(exceptions.Neo4jError, exceptions.DriverError):
            self._holding.close()
        with contextlib.suppress(exceptions.Neo4jError, exceptions.DriverError):
            self._session.close()
