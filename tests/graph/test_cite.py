"""The sources behind a thing, on the graph that ships."""

from __future__ import annotations

from graph.cite import joined, refs
from graph.store.base import Store
from graph.when import On

ALNA = "no-orgnr-970534644"


def test_every_id_is_answered_with_its_sources_none_twice(oslo_store: Store) -> None:
    found = refs(oslo_store.view(), [ALNA, "nobody", ALNA], On.at("2026-11-24", undated=True))
    assert list(found) == [ALNA, "nobody"]
    assert found["nobody"] == []
    assert found[ALNA]
    assert len(set(found[ALNA])) == len(found[ALNA])
    assert all(ref.title and ref.source == "oslo" for ref in found[ALNA])


def test_nothing_published_later_is_cited(oslo_store: Store) -> None:
    view, day = oslo_store.view(), "2021-06-01"
    ids = [node.id for node in view.scan("notice", On.at("2026-11-24"))][:200]
    for listed in refs(view, ids, On.at(day)).values():
        assert all(ref.published is None or ref.published[:4] <= day[:4] for ref in listed)


def test_nothing_asked_is_nothing_read(oslo_store: Store) -> None:
    assert refs(oslo_store.view(), [], On.today()) == {}


def test_lists_are_joined_in_their_order(oslo_store: Store) -> None:
    one = refs(oslo_store.view(), [ALNA], On.at("2026-11-24", undated=True))[ALNA]
    assert joined(one, one) == one
