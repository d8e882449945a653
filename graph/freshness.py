"""How old and how sure is what the graph says: by kind, the newest date, what no source dates, what nobody verified.

What is old for a kind or a source stands in `data/freshness.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from graph.answers import FreshnessRef
from graph.match.keep import kept
from graph.model import Node, SourceStatus
from graph.schema import schema
from graph.store.base import Counts, View
from graph.tables import table
from graph.when import On, last_day

#: Nodes of one kind that are looked at, in order of id; read so many at a time.
LOOKED_AT, _BATCH = 1_000, 500


def freshness(view: View, on: On) -> list[FreshnessRef]:
    """For each kind that the graph holds, in the schema's order; of a kind of many, the first LOOKED_AT are looked at."""
    return kept(view, on, "freshness", lambda: list(_each(view, on)))


def counts(view: View, on: On) -> Counts:
    """See `View.counts`; counted once for a state of the graph and a day."""
    return kept(view, on, "counts", lambda: view.counts(on))


def long_since_loaded(said: SourceStatus, day: str) -> bool:
    """Whether a source has published anew since its last load, by how often it does; False where it does not say."""
    return _past(said.loaded_at[:10], table("freshness")["sources"].get(said.source.frequency), day)


def _past(newest: str, days: int | None, day: str) -> bool:
    """Whether `newest` ("2021" too) lies more than `days` before `day`."""
    return bool(newest and days) and (date.fromisoformat(day) - date.fromisoformat(last_day(newest))).days > (days or 0)


def _each(view: View, on: On) -> Iterator[FreshnessRef]:
    held = counts(view, on).nodes
    for kind, known in schema().nodes.items():
        if held.get(kind) and not known.private:
            yield _of_kind(view, on, kind, held[kind])


def _of_kind(view: View, on: On, kind: str, count: int) -> FreshnessRef:
    newest, looked, undated, unverified = "", 0, 0, 0
    for nodes in _batches(islice(view.scan(kind, on), LOOKED_AT)):
        claims = view.claims([node.id for node in nodes], on)
        for node in nodes:
            looked += 1
            undated += node.published is None
            unverified += not any(claim.document.verified for claim in claims.get(node.id, ()))
            newest = max(newest, node.published or "")
    return FreshnessRef(
        kind=kind,
        count=count,
        looked_at=looked,
        newest=newest or None,
        old=_past(newest, table("freshness")["kinds"].get(kind), on.day),
        undated=undated,
        unverified=unverified,
    )


def _batches(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    rest = iter(nodes)
    while batch := list(islice(rest, _BATCH)):
        yield batch
