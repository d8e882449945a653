"""Things by id, present or former, and who says what of them."""

from __future__ import annotations

from dataclasses import replace

from graph.store.base import Store
from tests.contract.conftest import ViewOf
from tests.contract.facts import OTHER, TODAY, bare, doc, load, tie, unit


def test_get_answers_by_the_id_asked_and_leaves_out_what_is_not_there(view_of: ViewOf) -> None:
    view = view_of(unit("b", "etat"), unit("a", "skog"))
    found = view.get(["a", "nobody", "b", "a", ""], TODAY)
    assert list(found) == ["a", "b"]
    assert found["a"].props == {"name": {"nb": "skog"}}
    assert (found["a"].kind, found["a"].published, found["a"].current) == ("unit", None, None)
    assert view.get([], TODAY) == {}


def test_a_former_id_leads_to_the_present_thing(view_of: ViewOf) -> None:
    view = view_of(unit("new", former_ids=["old", "older"]), unit("x"), tie("x", "part_of", "new"))
    found = view.get(["old", "older", "new"], TODAY)
    assert {asked: node.id for asked, node in found.items()} == {"old": "new", "older": "new", "new": "new"}
    assert [one.entity for one in view.claims(["old"], TODAY)["old"]] == ["new"]
    assert [one.id for one in view.neighbours(["old"], on=TODAY, cap=9).relations] == ["x|part_of|new"]
    assert view.degrees(["older"], TODAY) == {"older": 1}
    assert set(view.subgraph(["old"], depth=1, cap=9, on=TODAY).nodes) == {"new", "x"}


def test_an_id_that_is_there_is_never_taken_for_a_former_one(view_of: ViewOf) -> None:
    view = view_of(unit("a", former_ids=["b"]), unit("b"), unit("d", former_ids=["old"]), unit("c", former_ids=["old"]))
    assert view.get(["b"], TODAY)["b"].id == "b"
    assert view.get(["old"], TODAY)["old"].id == "c"


def test_claims_merge_and_the_most_trusted_wins(store: Store) -> None:
    load(store, unit("a", "svak", employees=1, aliases=["x", "y"]), tie("a", "part_of", "b", role="svak"), unit("b"))
    load(
        store,
        bare("a", employees=2, aliases=["y", "z"], name={"en": "strong"}),
        tie("a", "part_of", "b", role="strong"),
        source=OTHER,
    )
    view = store.view()
    assert view.get(["a"], TODAY)["a"].props == {
        "aliases": ["y", "z", "x"],
        "employees": 2,
        "name": {"en": "strong", "nb": "svak"},
    }
    claims = view.claims(["a", "a|part_of|b", "nobody", "a|part_of|nobody", "odd|text"], TODAY)
    assert list(claims) == ["a", "a|part_of|b"]
    for said in claims.values():
        assert [(one.source, one.trust) for one in said] == [("b", 2), ("a", 1)]
    assert claims["a|part_of|b"][0].props == {"role": "strong"}
    assert claims["a"][0].document == doc()


def test_among_equals_the_one_read_last_wins_then_names_decide(view_of: ViewOf) -> None:
    facts = [
        unit("a", seat="early", document=doc("d1", retrieved_at="2020-01-01")),
        unit("a", seat="late", document=doc("d3", retrieved_at="2021-01-01")),
        unit("a", seat="late too", document=doc("d2", retrieved_at="2021-01-01")),
    ]
    view = view_of(*facts)
    assert [one.document.id for one in view.claims(["a"], TODAY)["a"]] == ["d2", "d3", "d1"]
    assert view.get(["a"], TODAY)["a"].props["seat"] == "late too"


def test_two_facts_of_one_document_are_one_claim(store: Store) -> None:
    load(store, bare("a", aliases=["x"]), bare("a", aliases=["y"], seat="Oslo"), bare("a", seat="Bergen"))
    (claim,) = store.view().claims(["a"], TODAY)["a"]
    assert claim.props == {"aliases": ["x", "y"], "seat": "Oslo"}


def test_relations_of_one_kind_are_told_apart_by_their_key(view_of: ViewOf) -> None:
    payments = [
        tie("a", "paid", "b", year=year, currency="NOK", amount=amount) for year, amount in (("2020", 1), ("2021", 2))
    ]
    view = view_of(unit("a"), replace(unit("b"), kind="supplier", props={"name": "firma"}), *payments)
    assert [(one.key, one.props["amount"]) for one in view.scan_relations("paid", TODAY)] == [
        ("2020,NOK", 1),
        ("2021,NOK", 2),
    ]
    assert list(view.claims(["a|paid|b|2021,NOK"], TODAY)) == ["a|paid|b|2021,NOK"]
    assert view.claims(["a|paid|b"], TODAY) == {}
