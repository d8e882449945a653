"""How old and how sure the graph is, by kind."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from graph.freshness import freshness, long_since_loaded
from graph.model import Document, Node, Source, SourceStatus
from graph.store.address import open_store
from graph.store.base import Store
from graph.tables import table
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


@pytest.mark.parametrize("published", ["2023-12-31", "2023-12", "2023"])
def test_a_kind_is_old_when_its_newest_date_lies_too_far_back_for_it(tmp_path: Path, published: str) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    known = Document("a", "A", published=published)
    facts = [
        Node("n", "notice", {"title": {"nb": "n"}, "published": published}, known),
        unit("u", known),
        Node("d", "duty", {"name": {"nb": "d"}}, known),
    ]
    with store.writer(Source("s", {"en": "S"}, "p", "l"), loaded_at="2024-01-01") as writer:
        writer.put(facts)
        writer.finish({})
    for kind, days in table("freshness")["kinds"].items():
        if kind in ("notice", "unit"):
            assert kind not in old(store, days)
            assert kind in old(store, days + 1)
    assert "duty" not in old(store, 10_000)


def old(store: Store, days: int) -> set[str]:
    """The kinds that are old so many days after 2023."""
    day = date(2023, 12, 31) + timedelta(days)
    return {one.kind for one in freshness(store.view(), On(day.isoformat(), undated=True)) if one.old}


@pytest.mark.parametrize(
    ("frequency", "found"), [("daily", [False, True]), ("release", [False, False]), ("", [False, False])]
)
def test_a_source_is_old_when_it_has_published_often_since_its_last_load(frequency: str, found: list[bool]) -> None:
    source = Source("s", {"en": "S"}, "p", "l", frequency=frequency)
    said = SourceStatus(source, "2024-01-01T10:00:00+00:00", "loaded", 0, 0, {})
    assert [long_since_loaded(said, day) for day in ("2024-01-31", "2024-02-01")] == found


def test_the_notices_that_ship_are_old_and_its_rules_by_date_are_not(oslo_store: Store) -> None:
    found = {one.kind: one for one in freshness(oslo_store.view(), On("2026-12-01", undated=True))}
    assert (found["notice"].newest, found["notice"].old) == ("2021-11-19", True)
    assert not found["rule"].old
