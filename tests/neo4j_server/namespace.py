"""A corner of a Neo4j database for tests: nothing else in it is touched, and nothing of it is left."""

from __future__ import annotations

import os

from neo4j import GraphDatabase

from graph.store.neo4j_address import Address


class Space:
    """A namespace on a server."""

    def __init__(self, server: str, namespace: str) -> None:
        self.url = f"{server}{'&' if '?' in server else '?'}namespace={namespace}"
        self._address = address = Address.of(self.url, os.environ)
        self.layout = address.layout
        self._driver = GraphDatabase.driver(address.uri, auth=(address.user, address.password))

    def run(self, query: str, **values: object) -> list[list[object]]:
        """The rows of a query of the test's own."""
        records = self._driver.execute_query(query, values, database_=self._address.database).records
        return [record.values() for record in records]

    def run_by_itself(self, query: str) -> None:
        """Runs a statement that makes its own transactions."""
        with self._driver.session(database=self._address.database) as session:
            session.run(query).consume()

    def empty(self) -> None:
        """Removes every node of the namespace, some thousand in a transaction, after the relations: a hub has more of them than
        fit in one.
        """
        at = self.layout
        with self._driver.session(database=self._address.database) as session:
            session.run(f"MATCH (:{at.node})-[r]->() CALL (r) {{ DELETE r }} IN TRANSACTIONS OF 20000 ROWS").consume()
            for label in (at.node, at.words, at.former, at.source, at.state, at.lock, at.vector):
                session.run(f"MATCH (n:{label}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 2000 ROWS").consume()

    def drop(self) -> None:
        """Removes the namespace with its constraints and indexes."""
        self.empty()
        for name in [*self.layout.definitions(), self.layout.vector_index]:
            for what in ("CONSTRAINT", "INDEX"):
                self.run(f"DROP {what} {name} IF EXISTS")
        self.close()

    def close(self) -> None:
        """Closes every connection; the namespace stays."""
        self._driver.close()
