"""A view laid over another answers every read as one store would that held both."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from graph.model import Node, Relation, Source
from graph.schema import schema
from graph.store.address import open_store
from graph.store.base import View
from graph.store.held import HeldFacts
from graph.store.overlay import Overlay
from graph.text.tokens import tokens
from graph.when import On
from tests.contract.facts import TODAY, doc, load, tie, unit

OWN = Source("own", {"en": "Own"}, "me", "private", mode="documents")
OLD, NEW, NEWEST = doc("old", "2020-01-01"), doc("new", "2023-01-01"), doc("newest", "2024-05-01")
BENEATH = [
    *(unit(name, f"skog {name}") for name in "abcd"),
    unit("moved", "etat", former_ids=["was"]),
    unit("late", "sen", NEWEST),
    Node("s", "supplier", {"name": "skog firma"}, doc()),
    tie("a", "part_of", "b", OLD),
    tie("a", "part_of", "c", NEW),
    tie("b", "buys_for", "a", NEW),
    tie("d", "part_of", "a"),
    tie("moved", "part_of", "a", OLD),
]


def contact(name: str, words: str, document=OLD) -> Node:
    return Node(name, "contact", {"name": words}, document)


BY_FORMER_ID = tie("contact-1", "knows", "was", NEW, valid_to="2023")
LAID_OVER = [
    Node("me", "contact", {"label": {"nb": "meg"}, "former_ids": ["meg"]}, OLD),
    contact("contact-1", "Kari Skog", NEW),
    contact("contact-2", "Ola Nordmann"),
    contact("contact-3", "Udatert", doc("own")),
    tie("me", "knows", "contact-1", NEW, valid_from="2022"),
    tie("me", "knows", "contact-2", OLD, strength="close"),
    tie("me", "knows", "contact-3", doc("own")),
    tie("contact-1", "knows", "a", NEW),
    BY_FORMER_ID,
    tie("contact-2", "knows", "a", OLD),
    tie("contact-2", "knows", "late", OLD),
    tie("contact-2", "knows", "nobody", OLD),
    tie("contact-3", "knows", "s", doc("own")),
]
ASKED = ["a", "meg", "contact-1", "was", "b", "me", "moved", "nobody", "contact-2", "s", "late", "c", "contact-3", "d"]
DAYS = [TODAY, On.at("2019"), On.at("2021"), On.at("2023-06-01"), On.at("2023-06-01", undated=True)]


@pytest.fixture
def views(tmp_path: Path):
    """The same facts laid over, and in one store (whose loaders put present ids for former ones)."""
    with (
        closing(open_store(f"sqlite:///{tmp_path / 'beneath.db'}")) as beneath,
        closing(open_store(f"sqlite:///{tmp_path / 'one.db'}")) as one,
    ):
        for store in (beneath, one):
            load(store, *BENEATH)
        load(one, *(replace(fact, to_id="moved") if fact is BY_FORMER_ID else fact for fact in LAID_OVER), source=OWN)
        yield Overlay(beneath.view(), HeldFacts(OWN, LAID_OVER)), one.view()


@pytest.mark.parametrize("on", DAYS, ids=lambda on: f"{on.day}{' undated' if on.undated else ''}")
def test_every_read_is_that_of_one_store(views: tuple[View, View], on: On) -> None:
    laid, whole = views
    relations = [fact.id for fact in [*BENEATH, *LAID_OVER] if isinstance(fact, Relation)]
    assert list(laid.get(ASKED, on).items()) == list(whole.get(ASKED, on).items())
    claimed = [*ASKED, *relations, "contact-1|knows|moved"]
    assert list(laid.claims(claimed, on).items()) == list(whole.claims(claimed, on).items())
    for direction, cap, kinds in product(("out", "in", "both"), (1, 2, 9), (None, ["knows"], ["part_of"])):
        for ids in (ASKED, list(reversed(ASKED)), ["b", "c"]):
            found, wanted = (
                view.neighbours(ids, kinds=kinds, direction=direction, on=on, cap=cap) for view in (laid, whole)
            )
            assert found == wanted
            found_ties, wanted_ties = (view.ties(ids, kinds=kinds, on=on, cap=cap) for view in (laid, whole))
            assert found_ties.truncated == wanted_ties.truncated
            assert {id_: sorted(some, key=repr) for id_, some in found_ties.at.items()} == {
                id_: sorted(some, key=repr) for id_, some in wanted_ties.at.items()
            }
    assert laid.kinds_at(ASKED, on) == whole.kinds_at(ASKED, on)
    for most in (2, 100):
        assert laid.degrees(ASKED, on, most=most) == whole.degrees(ASKED, on, most=most)
    assert laid.subgraph(["me"], depth=3, cap=7, on=on) == whole.subgraph(["me"], depth=3, cap=7, on=on)
    for kind in schema().nodes:
        assert list(laid.scan(kind, on)) == list(whole.scan(kind, on))
    for kind in schema().relations:
        assert list(laid.scan_relations(kind, on)) == list(whole.scan_relations(kind, on))
    assert laid.counts(on) == whole.counts(on)
    assert [status.source for status in laid.sources(on)] == [status.source for status in whole.sources(on)]


@pytest.mark.parametrize("limit", [1, 2, 3, 9])
def test_search_takes_in_both(views: tuple[View, View], limit: int) -> None:
    asked = dict.fromkeys(tokens("skog kari nordmann"))
    for kinds in (["unit", "supplier", "contact"], ["contact"], ["unit"]):
        found, wanted = (view.search(list(asked), kinds=kinds, on=TODAY, limit=limit) for view in views)
        assert found == wanted
