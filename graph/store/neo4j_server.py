"""A database of a Neo4j server: reads and writes through the official driver, with errors as people are told them."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import count
from threading import Lock
from typing import Any, TypeVar

import neo4j
from neo4j import GraphDatabase, RoutingControl
from neo4j.exceptions import IncompleteCommit

from graph.errors import StoreForeign, StoreMissing
from graph.store.neo4j_address import Address
from graph.store.neo4j_kept import Kept
from graph.store.neo4j_last import LastSeen
from graph.store.neo4j_layout import LAYOUT_VERSION
from graph.store.neo4j_told import told

#: The oldest server that knows all that is asked of it.
OLDEST = (5, 26)
#: How long (seconds) a first connection, and the repeating of what failed for the moment, may take; the pause between two tries.
#: The driver's own pauses double, and the last of them would begin within the time and end twice as late.
CONNECT, RETRY, PAUSE = 5.0, 15.0, 1.0
#: Takes what the driver logs where nobody asked for it: Python would write it to stderr, beside what is told there.
_UNHEARD = logging.NullHandler()
#: What tells one state of the graph from another, of the node `t` that counts loads.
_STANDS = "t.made, t.load, t.batch, coalesce(t.vectors, '')"
_VALUE = re.compile(r"\$(?=[a-z])")
_SERVERS = count()
T = TypeVar("T")


class Server:
    """Everything that goes to the server. Threads may share it. Nothing is sent before the first question."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.layout = address.layout
        #: Tells this one from every other of the process.
        self.mark = f"{address.url} {next(_SERVERS)}"
        auth = (address.user or "neo4j", address.password) if address.password else None
        logging.getLogger(neo4j.__name__).addHandler(_UNHEARD)
        with told(address):
            self._driver = GraphDatabase.driver(
                address.uri,
                auth=auth,
                connection_timeout=CONNECT,
                max_transaction_retry_time=RETRY,
                initial_retry_delay=PAUSE,
                retry_delay_multiplier=1.0,
                notifications_min_severity="OFF",
                user_agent="inngang",
            )
        self._kept = Kept()
        self._met = False
        self._found = False
        self._lock = Lock()
        self._last = LastSeen()

    def meet(self) -> None:
        """Makes sure, once, that the server answers and is new enough. Raises StoreError, StoreForeign."""
        with self._lock:
            if self._met:
                return
            with told(self.address), self.session(default_access_mode=neo4j.READ_ACCESS) as session:
                agent = str(session.run("RETURN 1").consume().server.agent)
            version = re.search(r"/(\d+)\.(\d+)", agent)
            if version and (int(version[1]), int(version[2])) < OLDEST:
                needed = ".".join(map(str, OLDEST))
                raise StoreForeign("neo4j_old_server", server=self.address.uri, found=agent, needed=needed)
            self._met = True

    def find(self) -> None:
        """Makes sure, once, that a graph of ours is there. Raises StoreMissing, StoreForeign."""
        if self._found:
            return
        self.meet()
        rows = self.read(f"MATCH (t:{self.layout.state} {{of: 'graph'}})", "t.layout")
        if not rows:
            raise StoreMissing("store_missing", path=self.address.url)
        if rows[0][0] != LAYOUT_VERSION:
            raise self.other_version(rows[0][0])
        self._found = True

    def other_version(self, found: object) -> StoreForeign:
        """The error that says that the graph is laid out in another version than this program's."""
        return StoreForeign("neo4j_version", path=self.address.url, found=found, needed=LAYOUT_VERSION)

    def identity(self) -> str:
        """See `graph.store.base.Store.identity`. Of graphs restored from one dump each is itself after its next load."""
        self.meet()
        rows = self.read(f"MATCH (t:{self.layout.state} {{of: 'graph'}})", "t.made, t.load, t.batch")
        return " ".join(map(str, rows[0])) if rows else ""

    def state(self) -> str:
        """The graph and its number of loads and batches, at most a quarter of a second old."""
        return self._named(self._stands())

    def holds_vectors(self, model: str) -> bool:
        """Whether the vectors that the graph keeps are of this model; like the state."""
        *_, held = self._stands() or [""]
        return bool(held == model)

    def changed(self) -> None:
        """Forgets the state: this process wrote."""
        self._last.forget()

    def read(self, query: str, columns: str, /, **values: Any) -> list[list[Any]]:
        """What a query finds, in a read transaction that sees every write of this process; again if it failed for the moment.

        query: without its RETURN; columns: what it would return. The rows come as one list: one by one, the driver would
        spend ten times as long on them.
        """
        with told(self.address):
            found = _heard(
                lambda: self._driver.execute_query(
                    asking(f"{query} RETURN collect([{columns}])"),
                    {"of": values},
                    routing_=RoutingControl.READ,
                    database_=self.address.database,
                    result_transformer_=neo4j.Result.single,
                )
            )
        rows: list[list[Any]] = found[0] if found else []
        return rows

    def kept_then(self, name: Hashable, ids: Sequence[str]) -> tuple[list[Any], dict[str, Any]]:
        """How the graph was seen to stand last, however long ago, and what is kept of that: for `read_standing`."""
        stood, _ = self._last.now()
        return stood, self.kept(self._named(stood), name, ids)

    def kept(self, state: str, name: Hashable, ids: Sequence[str]) -> dict[str, Any]:
        """What is kept of a state (`Kept.get`)."""
        return self._kept.get(state, name, ids)

    def keep(self, state: str, name: Hashable, told: Mapping[str, tuple[Any, int]]) -> None:
        """Keeps what was read of the state that was seen last (`Kept.keep`), nothing of another."""
        stands, _ = self._last.now()
        if state == self._named(stands):
            self._kept.keep(state, name, told)

    def read_standing(
        self, query: str, columns: str, /, stood: Sequence[Any] = (), **values: Any
    ) -> tuple[str, bool, list[list[Any]]]:
        """Reads, and sees how the graph stands then: the state, whether it is as it stood, the rows. One round trip.

        query: knows by `same` whether the graph stands as it stood; stood: when that was looked up which is kept of it.
        """
        began = time.monotonic()
        ((stands, rows),) = self.read(
            f"OPTIONAL MATCH (t:{self.layout.state} {{of: 'graph'}}) WITH [{_STANDS}] AS stands"
            f" WITH stands, stands = $stood AS same CALL (same) {{ {query} RETURN collect([{columns}]) AS rows }}",
            "stands, rows",
            stood=[*stood],
            **values,
        )
        self._last.see(began, stands)
        return self._named(stands), stands == [*stood], rows

    def read_rest(
        self, query: str, columns: str, /, ids: Sequence[str], kept: Callable[[str], Mapping[str, T]], **values: Any
    ) -> tuple[str, dict[str, T], list[list[Any]]]:
        """Reads of `ids` those of which nothing is kept, of all of them where the graph has changed meanwhile: one round trip.

        query: over a list `ids`; kept: what is kept of a state, by id. The state, what is kept of it, the rows.
        """
        stood, fresh = self._last.now()
        told = dict(kept(self._named(stood)))
        rest = [id_ for id_ in ids if id_ not in told]
        if not rest and fresh:
            return self._named(stood), told, []
        state, same, rows = self.read_standing(
            f"WITH CASE WHEN same THEN $rest ELSE $rest + $kept END AS ids {query}",
            columns,
            stood=stood,
            rest=rest,
            kept=[*told],
            **values,
        )
        return state, told if same else {}, rows

    def read_kept(
        self,
        query: str,
        columns: str,
        /,
        ids: Sequence[str],
        name: Hashable,
        make: Callable[[list[Any]], tuple[T | None, int]],
        enough: Callable[[T], bool] = lambda _: True,
        **values: Any,
    ) -> dict[str, T]:
        """What a query tells of these ids, by id: of those that it tells anything of. All of it is kept.

        query: over a list `ids`; columns: the id, then what is told; name: what is asked, with all that the answer depends on
        beside the id and the state of the graph; make: the answer of a row, None for none, and its size in relations; enough:
        whether an answer that is kept tells all that is asked for now.
        """

        def kept(state: str) -> dict[str, T]:
            held = self.kept(state, name, ids)
            return {id_: answer for id_, answer in held.items() if answer is None or enough(answer)}

        state, told, rows = self.read_rest(query, columns, ids, kept, **values)
        read = {row[0]: make(row) for row in rows}
        fresh = {id_: read.get(id_, (None, 1)) for id_ in ids if id_ not in told}
        if fresh:
            self.keep(state, name, fresh)
        found = {**told, **{id_: answer for id_, (answer, _) in fresh.items()}}
        return {id_: answer for id_, answer in found.items() if answer is not None}

    def write(self, work: Callable[[neo4j.ManagedTransaction], T], *, twice: bool = True) -> T:
        """Does work in one write transaction, again if it failed for the moment.

        twice: whether the work bears being done again where it was done and nobody heard of it.
        """
        try:
            with told(self.address), self.session() as session:
                return _heard(lambda: session.execute_write(work)) if twice else session.execute_write(work)
        finally:
            self.changed()

    def _stands(self) -> list[Any]:
        """How the graph stands, at most a quarter of a second ago; empty where there is none."""
        stands, fresh = self._last.now()
        if not fresh:
            began = time.monotonic()
            rows = self.read(f"MATCH (t:{self.layout.state} {{of: 'graph'}})", _STANDS)
            stands = rows[0] if rows else []
            self._last.see(began, stands)
        return stands

    def _named(self, stands: list[Any]) -> str:
        return f"{self.mark} {stands}"

    def session(self, **options: Any) -> neo4j.Session:
        """A session on the database that sees what others of this process wrote."""
        return self._driver.session(
            database=self.address.database, bookmark_manager=self._driver.execute_query_bookmark_manager, **options
        )

    def close(self) -> None:
        """Closes every connection."""
        self._driver.close()


def _heard(work: Callable[[], T]) -> T:
    """Does it again where the connection went before its commit was answered: the driver cannot know that the work bears that."""
    with suppress(IncompleteCommit):
        return work()
    return work()


@lru_cache(maxsize=500)
def asking(query: str) -> str:
    """The query with its values, `$ids`, as parts of one map `of`: of a list by itself the server would keep a plan for every
    order of its length, and make each when it first comes.
    """
    return _VALUE.sub("$of.", query)
