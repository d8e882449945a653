"""How old and how sure the graph is, by kind."""

from __future__ import annotations

from pathlib import Path

from graph.freshness import freshness
from graph.model import Document, Node, Source
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On

TODAY = On("2024-06-01", undated=True)


def unit(name: str, document: Document) -> Node:
    return Node(name, "unit", {"name": {"nb": name}}, document)


def test_what_is_newest_undated_and_unverified_is_counted_by_kind(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    sure = Document("a", "A", published="2023-02-01")
    with store.writer(Source("s", {"en": "S"}, "p", "l"), loaded_at="2024-01-01") as writer:
        writer.put(
            [
                unit("old", sure),
                unit("new", Document("b", "B", published="2024-03-01")),
                unit("undated", Document("c", "C")),
                unit("heard", Document("d", "D", published="2022-01-01", verified=False)),
                unit("late", Document("e", "E", published="2025-01-01")),
            ]
        )
        writer.finish({})
    (found,) = freshness(store.view(), TODAY)
    assert (found.kind, found.count, found.looked_at) == ("unit", 4, 4)
    assert (found.newest, found.undated, found.unverified) == ("2024-03-01", 1, 1)


def test_of_very_many_the_first_are_looked_at(oslo_store: Store) -> None:
    found = {one.kind: one for one in freshness(oslo_store.view(), On.today())}
    assert (found["category"].count, found["category"].looked_at) == (9_454, 1_000)
    assert found["notice"].looked_at == found["notice"].count
