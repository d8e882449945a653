"""Every store there is, empty, and views of given facts: what the suite asks, all of them answer alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from graph.model import Node, Relation
from graph.store.address import open_store
from graph.store.base import Store, View
from graph.store.held import HeldFacts
from graph.store.overlay import Overlay
from tests.contract.facts import SOURCE, load

#: An address for an empty store by name. Another store is one line here.
STORES: dict[str, Callable[[pytest.FixtureRequest], str]] = {
    "sqlite": lambda request: f"sqlite:///{request.getfixturevalue('tmp_path') / 'graph.db'}",
    "overlay": lambda request: f"sqlite:///{request.getfixturevalue('tmp_path') / 'graph.db'}",
    "neo4j": lambda request: str(request.getfixturevalue("neo4j_url")),
}
NEEDS_SERVER = {"neo4j": pytest.mark.neo4j}
ViewOf = Callable[..., View]


@pytest.fixture(params=[pytest.param(name, marks=NEEDS_SERVER.get(name, ())) for name in STORES])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store to be written to."""
    with closing(open_store(STORES[request.param](request))) as opened:
        if request.param == "overlay":
            beneath = opened.view
            opened.view = lambda: Overlay(beneath(), HeldFacts(SOURCE, []))
        yield opened


@pytest.fixture
def view_of(store: Store) -> ViewOf:
    """Loads facts into an empty store and hands out its view."""

    def view(*facts: Node | Relation) -> View:
        load(store, *facts)
        return store.view()

    return view
