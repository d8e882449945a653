"""What the graph already holds, as far as the load is told."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Node
from graph.store.base import View
from graph.when import On
from loaders.resolve import Resolver
from loaders.source import Reading


def graph_of(reading: Reading) -> tuple[View, On] | None:
    """The graph before this load, and the day it is read on; None where the load runs without one."""
    known = reading.known
    return (known.view, known.on) if isinstance(known, Resolver) and known.view is not None else None


def standing(reading: Reading, ids: Iterable[str]) -> dict[str, Node]:
    """The nodes of the graph before this load, by id or former id."""
    graph = graph_of(reading)
    return graph[0].get(ids, graph[1]) if graph else {}
