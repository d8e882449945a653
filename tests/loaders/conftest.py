"""What tests of several loaders start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.store.base import Store

OSLO, ALNA = "no-orgnr-958935420", "no-orgnr-970534644"


@pytest.fixture
def graph(tmp_path: Path) -> Store:
    """A graph with Oslo kommune and Bydel Alna inside it."""
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    said_by = Document("units", "Units", published="2014-01-01")
    units = Source("units", {"nb": "Enheter", "en": "Units"}, "Oslo kommune", "NLOD 2.0")
    with store.writer(units, loaded_at="2024-01-01T00:00:00+00:00") as writer:
        writer.put(
            [
                Node(OSLO, "unit", {"name": {"nb": "Oslo kommune"}, "type": "municipality"}, said_by),
                Node(ALNA, "unit", {"name": {"nb": "Bydel Alna"}, "type": "borough"}, said_by),
                Relation(ALNA, "part_of", OSLO, {}, said_by),
            ]
        )
        writer.finish({})
    return store
