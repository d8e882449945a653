"""What notices and names say of a unit as a buyer, in order, contribution and sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.match import meaning
from graph.match.find import find
from graph.match.question import Question
from graph.model import Node, Relation
from graph.store.address import open_store
from graph.store.base import Store
from tests.graph.match.world import (
    OFFERING,
    OLD,
    ON,
    Fact,
    alike,
    ask,
    by_id,
    load,
    part,
    purchase,
    unit,
    world,
)


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The features are the same with and without a model; without one these tests are quick."""
    monkeypatch.setattr(meaning, "default_embedder", lambda: None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/graph.db")
    yield opened
    opened.close()


def test_what_a_unit_above_bought_speaks_for_those_in_its_line(store: Store) -> None:
    line = [unit("over", type="agency"), Relation("unit-beta", "part_of", "unit-over", {}, OLD)]
    load(store, [*world(), *line, *purchase("over", "2026-09-01")])
    found = by_id(ask(store))
    value, text = part(found["unit-beta"], "around")
    assert value > 0
    assert "Over, which it is part of, bought this kind" in text
    assert part(found["unit-alfa"], "around") == (0, "")
    assert "som enheten hører under" in part(by_id(ask(store, "nb"))["unit-beta"], "around")[1]


def test_a_unit_that_the_offering_names_stands_before_its_equals(store: Store) -> None:
    load(store, world())
    named = find(store.view(), Question(f"{OFFERING} in Beta", ON), lang="en", store="")
    assert named.results[0].id == "unit-beta"
    assert "mentions “Beta”" in part(named.results[0], "place")[1]


def test_a_contract_that_ends_soon_speaks_for_the_unit_and_one_that_ends_late_does_not(store: Store) -> None:
    def contract(until: str) -> list[Fact]:
        props = {"name": "Tolk", "valid_to": until, "state": "contract"}
        return [
            Node("agreement-own", "agreement", props, OLD),
            Relation("agreement-own", "classified_as", "cpv-79540000", {}, OLD),
            Relation("unit-beta", "party_to", "agreement-own", {"role": "buyer"}, OLD, key="buyer"),
        ]

    load(store, [*world(), *contract("2027-02-01")])
    soon, text = part(by_id(ask(store))["unit-beta"], "timing")
    assert soon > 0
    assert "2027-02-01" in text
    load(store, [*world(), *contract("2031-02-01")])
    assert part(by_id(ask(store))["unit-beta"], "timing") == (0, "")


def test_what_its_kind_publishes_is_said(store: Store) -> None:
    other = [unit("amt", type="county"), *purchase("amt", "2025-01-01", title={"en": "Gravel for county roads"})]
    load(store, [*world(), *other, *alike("beta")])
    beta = by_id(ask(store))["unit-beta"]
    assert part(beta, "kind")[0] > 0
    assert "come from boroughs" in part(beta, "kind")[1]


def test_a_notice_phrased_alike_says_more_than_one_of_the_same_words_in_another_order(store: Store) -> None:
    turned = purchase("alfa", "2026-09-01", title={"en": "Residents and interpreters for remote meetings with video"})
    load(store, [*world(), *turned, *alike("beta")])
    found = by_id(ask(store))
    value, text = part(found["unit-beta"], "wording")
    assert value > part(found["unit-alfa"], "wording")[0]
    assert "much the same wording: “Remote interpreters for meetings” (2026-09-01)" in text
    line = next(line for line in found["unit-beta"].evidence if line.feature == "wording")
    assert line.sources[0].published == "2026-09-01"
    assert "lignende ordlyd" in part(by_id(ask(store, "nb"))["unit-beta"], "wording")[1]


def test_a_rare_word_of_the_offering_is_named_for_the_unit_whose_notices_hold_it(store: Store) -> None:
    usual = [
        fact for of in ("alfa", "beta") for fact in purchase(of, "2026-08-01", title={"en": "Meetings with residents"})
    ]
    rare = purchase("beta", "2026-09-01", title={"en": "Remote meetings"})
    load(store, [*world(), *usual, *rare])
    found = by_id(ask(store))
    value, text = part(found["unit-beta"], "vocabulary")
    assert value > part(found["unit-alfa"], "vocabulary")[0] > 0
    assert "that are rare in notices: remote, " in text
    assert "“Remote meetings” (2026-09-01)" in text
    assert (
        "ord fra tilbudet som er sjeldne i kunngjøringer: remote"
        in part(by_id(ask(store, "nb"))["unit-beta"], "vocabulary")[1]
    )


def test_a_unit_that_published_nothing_has_neither_wording_nor_words(store: Store) -> None:
    load(store, [*world(), *alike("beta")])
    alfa = by_id(ask(store))["unit-alfa"]
    assert part(alfa, "wording") == (0, "")
    assert part(alfa, "vocabulary") == (0, "")
