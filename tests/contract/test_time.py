"""The day asked of: what was published, undated, lasting, begun and ended by then."""

from __future__ import annotations

import pytest

from graph.when import On
from tests.contract.conftest import ViewOf
from tests.contract.facts import bare, doc, tie, unit


def at(day: str, undated: bool = False) -> On:
    return On.at(day, undated)


def names(view, on: On) -> list[str]:
    return [node.id for node in view.scan("unit", on)]


@pytest.mark.parametrize(
    ("published", "before", "known"),
    [
        ("2021-03-05", "2021-03-04", "2021-03-05"),
        ("2021-03", "2021-03-30", "2021-03-31"),
        ("2021", "2021-12-30", "2021"),
    ],
)
def test_a_claim_counts_from_the_last_day_its_date_covers(view_of: ViewOf, published, before, known) -> None:
    view = view_of(unit("a", document=doc("d", published)), unit("b", document=doc("x", "2020")))
    assert names(view, at(before, undated=True)) == ["b"]
    assert view.get(["a"], at(before)) == view.claims(["a"], at(before)) == {}
    assert view.search(["skog"], kinds=["unit"], on=at(before), limit=9).frequencies == {"skog": 1}
    assert names(view, at(known)) == ["a", "b"]
    assert view.get(["a"], at(known))["a"].published == at(published).day
    assert view.counts(at(before)).nodes == {"unit": 1}


def test_properties_of_a_later_claim_wait_for_their_day(view_of: ViewOf) -> None:
    view = view_of(
        unit("a", "gammel", doc("d1", "2020", "2020-01-01"), seat="Oslo"),
        unit("a", "ny", doc("d2", "2022", "2022-01-01")),
    )
    then, now = view.get(["a"], at("2021"))["a"], view.get(["a"], at("2023"))["a"]
    assert (then.props["name"], then.published) == ({"nb": "gammel"}, "2020-12-31")
    assert (now.props["name"], now.published) == ({"nb": "ny"}, "2022-12-31")
    assert now.props["seat"] == "Oslo"
    assert [one.document.id for one in view.claims(["a"], at("2021"))["a"]] == ["d1"]


def test_what_is_undated_counts_when_asked_for_or_lasting(view_of: ViewOf) -> None:
    view = view_of(
        unit("a", mandate={"nb": "tolk"}),
        unit("b"),
        bare("c", mandate={"nb": "tolk"}),
        tie("a", "part_of", "b"),
        tie("a", "buys_for", "b"),
    )
    asked, dated = at("2021", undated=True), at("2021")
    assert (names(view, asked), names(view, dated)) == (["a", "b", "c"], ["a", "b"])
    assert set(view.get(["a"], asked)["a"].props) == {"name", "mandate"}
    assert set(view.get(["a"], dated)["a"].props) == set(view.claims(["a"], dated)["a"][0].props) == {"name"}
    assert [one.kind for one in view.neighbours(["a"], on=asked, cap=9).relations] == ["buys_for", "part_of"]
    assert [one.kind for one in view.neighbours(["a"], on=dated, cap=9).relations] == ["part_of"]
    assert (view.degrees(["a"], asked), view.degrees(["a"], dated)) == ({"a": 2}, {"a": 1})
    assert view.claims(["a|buys_for|b"], dated) == {}


def test_what_begins_later_is_not_there(view_of: ViewOf) -> None:
    told = doc("d", "2020")
    view = view_of(
        unit("a", document=told),
        unit("b", document=told),
        unit("later", document=told, valid_from="2023-06"),
        tie("a", "part_of", "b", told, valid_from="2022"),
        tie("a", "part_of", "later", told),
    )
    assert names(view, at("2023-05-31")) == ["a", "b"]
    assert names(view, at("2023-06-01")) == ["a", "b", "later"]
    seen = {
        day: sorted(one.to_id for one in view.neighbours(["a"], on=at(day), cap=9).relations)
        for day in ("2021-12-31", "2022-01-01", "2023-06-01")
    }
    assert seen == {"2021-12-31": [], "2022-01-01": ["b"], "2023-06-01": ["b", "later"]}
    assert view.degrees(["a"], at("2021-12-31")) == {"a": 0}


def test_what_has_ended_is_there_as_ended(view_of: ViewOf) -> None:
    told = doc("d", "2020")
    view = view_of(
        unit("a", document=told, valid_to="2021"),
        unit("b", document=told),
        tie("a", "part_of", "b", told, valid_to="2022-02"),
    )
    current = {day: view.get(["a"], at(day))["a"].current for day in ("2021-12-31", "2022-01-01")}
    assert current == {"2021-12-31": True, "2022-01-01": False}
    assert view.get(["b"], at("2022"))["b"].current is None
    assert [
        [one.current for one in view.neighbours(["b"], on=at(day), cap=9).relations]
        for day in ("2022-02-28", "2022-03-01")
    ] == [[True], [False]]


def test_a_later_claim_may_move_the_beginning(view_of: ViewOf) -> None:
    view = view_of(
        unit("a", document=doc("d1", "2020", "2020-01-01")),
        bare("a", doc("d2", "2021", "2021-01-01"), valid_from="2023"),
        unit("b", document=doc("d1", "2020", "2020-01-01")),
        tie("b", "part_of", "a", doc("d1", "2020", "2020-01-01")),
    )
    assert [day for day in ("2019", "2020", "2021", "2022", "2023") if "a" in view.get(["a"], at(day))] == [
        "2020",
        "2023",
    ]
    assert [day for day in ("2020", "2022", "2023") if view.degrees(["b"], at(day)) == {"b": 1}] == ["2020", "2023"]


def test_a_relation_is_there_only_when_both_its_ends_are(view_of: ViewOf) -> None:
    view = view_of(
        unit("a", document=doc("d1", "2020")),
        tie("a", "part_of", "b", doc("d1", "2020")),
        unit("b", document=doc("d2", "2022")),
    )
    assert list(view.scan_relations("part_of", at("2021"))) == []
    assert [one.published for one in view.scan_relations("part_of", at("2022"))] == ["2020-12-31"]


def test_a_former_id_is_known_once_it_is_told(view_of: ViewOf) -> None:
    view = view_of(unit("a", document=doc("d1", "2020")), bare("a", doc("d2", "2022"), former_ids=["old"]))
    assert view.get(["old"], at("2021")) == {}
    assert view.get(["old"], at("2022"))["old"].id == "a"
