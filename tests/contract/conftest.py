"""Every store there is, empty, and views of given facts: what the suite asks, all of them answer alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.model import Node, Relation
from graph.store.address import open_store
from graph.store.base import Store, View
from graph.store.held import HeldFacts
from graph.store.overlay import Overlay
from tests.contract.facts import SOURCE, load

#: An address for an empty store by name; the folder is the test's own. Another store is one line here.
STORES: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder / 'graph.db'}",
    "overlay": lambda folder: f"sqlite:///{folder / 'graph.db'}",
}
ViewOf = Callable[..., View]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store to be written to."""
    with closing(open_store(STORES[request.param](tmp_path))) as opened:
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
