"""Vectors in an embedded store: eight bits a dimension beside the node, read into one array and kept for as long as they stand."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

from graph.store.moment import Moment
from graph.store.sqlite_claims import encoded
from graph.store.sqlite_file import connect, told
from graph.store.sqlite_schema import node_codes

_MODEL, _TURN = "vectors_model", "vectors_turn"
#: Rows whose cosines are worked out in one go: their floats fit the processor's cache.
_ROWS = 4_096
_EVERYTHING = """
SELECT v.bits, v.node, v.mark, n.kind, n.lo_d, n.lo_u, n.spells IS NOT NULL
FROM vector v JOIN node n ON n.id = v.node ORDER BY n.kind, v.node
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All vectors of a store. bits: int8 (rows, dimension), ordered by kind; lengths: of each row; kinds: (code, first, end).

    nodes, marks: whose they are, and of which text. low: by mode ("d", "u"), the day from which the node is there.
    """

    bits: Any
    lengths: Any
    nodes: Any
    marks: Sequence[str]
    low: Mapping[str, Any]
    kinds: Sequence[tuple[int, int, int]]

    def best(self, vector: Any, codes: Collection[int], moment: Moment) -> Iterator[tuple[int, str, float]]:
        """(node's number, mark, cosine) of the rows of these kinds that may be there on the day, nearest first."""
        import numpy as np  # noqa: PLC0415 — comes with a model

        asked = np.asarray(vector, np.float32)
        spans = [(first, end) for code, first, end in self.kinds if code in codes]
        rows = np.concatenate([np.arange(first, end) for first, end in spans]) if spans else np.arange(0)
        near = np.concatenate([self._cosines(asked, *span) for span in spans]) if spans else np.arange(0.0)
        there = self.low[moment.lo[-1]][rows] <= moment.day
        rows, near = rows[there], near[there]
        for place in _nearest_first(near):
            yield int(self.nodes[rows[place]]), self.marks[rows[place]], float(near[place])

    def _cosines(self, vector: Any, first: int, end: int) -> Any:
        import numpy as np  # noqa: PLC0415

        found = np.empty(end - first, np.float32)
        for start in range(first, end, _ROWS):
            stop = min(start + _ROWS, end)
            # Not by the matrix library, whose idle threads cost more than they save here.
            np.einsum(
                "ij,j->i", self.bits[start:stop].astype(np.float32), vector, out=found[start - first : stop - first]
            )
        return found / self.lengths[first:end]


class Shelves:
    """The shelf of a file, read again only once vectors or facts have changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: tuple[str, ...] = ()
        self._shelf: Shelf | None = None

    def shelf(self, db: sqlite3.Connection, model: str) -> Shelf | None:
        """All vectors of this model as the file holds them now; None where it holds none."""
        state = _state(db)
        if state is None or state[0] != model:
            return None
        with self._lock:
            if state != self._state:
                self._shelf, self._state = _read(db), state
            return self._shelf


def marks(db: sqlite3.Connection, model: str) -> dict[str, frozenset[str]]:
    """See `graph.store.base.Store.marks`."""
    state = _state(db)
    if state is None or state[0] != model:
        return {}
    found: dict[str, set[str]] = {}
    for node, mark in db.execute("SELECT m.text, v.mark FROM vector v JOIN name m ON m.id = v.node"):
        found.setdefault(node, set()).add(mark)
    return {node: frozenset(said) for node, said in found.items()}


def keep(path: Path, model: str, vectors: Mapping[str, Mapping[str, bytes | None]]) -> None:
    """See `graph.store.base.Store.keep_vectors`."""
    with told(path), closing(connect(path, write=True)) as db, db:
        # A mapped file that grows under its writer is read too short.
        db.execute("PRAGMA mmap_size = 0")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        state = _state(db)
        if state is not None and state[0] != model:
            db.execute("DELETE FROM vector")
        if not vectors:
            db.execute("DELETE FROM vector WHERE node NOT IN (SELECT id FROM node)")
        db.executemany(
            "DELETE FROM vector WHERE node = (SELECT id FROM name WHERE text = ?)"
            " AND mark NOT IN (SELECT value FROM json_each(?))",
            ((node, encoded([mark for mark, bits in said.items() if bits is None])) for node, said in vectors.items()),
        )
        db.executemany(
            "INSERT INTO vector SELECT n.id, ?, ? FROM name m JOIN node n ON n.id = m.id WHERE m.text = ?",
            ((mark, bits, node) for node, said in vectors.items() for mark, bits in said.items() if bits is not None),
        )
        turn = int(state[1]) + 1 if state else 1
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", ((_MODEL, model), (_TURN, str(turn))))


def codes_of(kinds: Collection[str]) -> frozenset[int]:
    """The numbers of these kinds, as the file holds them."""
    return frozenset(node_codes()[kind] for kind in kinds if kind in node_codes())


def _state(db: sqlite3.Connection) -> tuple[str, ...] | None:
    """(model, how often vectors were kept, how often facts were loaded); None where no vectors were ever kept."""
    said = dict(db.execute("SELECT key, value FROM meta WHERE key IN (?, ?, 'load')", (_MODEL, _TURN)).fetchall())
    return (said[_MODEL], said[_TURN], said.get("load", "")) if _MODEL in said else None


def _read(db: sqlite3.Connection) -> Shelf | None:
    import numpy as np  # noqa: PLC0415

    rows = db.execute(_EVERYTHING).fetchall()
    if not rows:
        return None
    blobs, nodes, marks_, codes, low_d, low_u, odd = zip(*rows, strict=True)
    bits = np.frombuffer(b"".join(blobs), np.int8).reshape(len(rows), -1)
    lengths = np.concatenate(
        [_lengths(bits[start : start + _ROWS].astype(np.float32)) for start in range(0, len(rows), _ROWS)]
    )
    # What comes and goes is looked at when it is met: see `Moment.within`.
    always = np.array(odd, bool)
    low = {mode: np.where(always, 0, np.array(days)) for mode, days in (("d", low_d), ("u", low_u))}
    bounds = np.flatnonzero(np.diff(codes, prepend=-1, append=-1)).tolist()
    kinds = [(codes[first], first, end) for first, end in pairwise(bounds)]
    return Shelf(bits, lengths, np.array(nodes), marks_, low, kinds)


def _lengths(rows: Any) -> Any:
    import numpy as np  # noqa: PLC0415

    return np.maximum(np.sqrt(np.einsum("ij,ij->i", rows, rows)), 1e-9)


def _nearest_first(near: Any) -> Iterator[int]:
    """Places by falling value, then place, a few hundred at a time: few callers read on."""
    import numpy as np  # noqa: PLC0415

    left, step = np.arange(len(near)), 256
    while len(left):
        values = near[left]
        least = np.partition(values, -step)[-step] if step < len(left) else values.min()
        taken = values >= least
        part = left[taken]
        yield from part[np.lexsort((part, -near[part]))].tolist()
        left, step = left[~taken], step * 4
