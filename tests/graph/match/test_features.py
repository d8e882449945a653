"""Each feature: units that differ in one fact differ in order, contribution and sentence, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.match import meaning
from graph.match.candidates import candidates
from graph.match.features import need
from graph.match.finding import Ground
from graph.match.needs import needs_of
from graph.match.question import Question
from graph.model import Node, Relation
from graph.store.address import open_store
from graph.store.base import Store
from tests.graph.match.world import (
    OFFERING,
    OLD,
    ON,
    alike,
    ask,
    by_id,
    joint,
    load,
    own_duty,
    part,
    purchase,
    trial,
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


CASES = {
    "need": (own_duty("beta"), "byloven § 1", "byloven § 1"),
    "demand": (purchase("beta", "2026-09-01"), "has bought this kind before", "har kjøpt dette slaget før"),
    "similar": (alike("beta"), "has announced something similar", "har lyst ut noe lignende"),
    "innovation": (trial("beta", "in daily use"), "in daily use", "slik gikk det"),
}


@pytest.mark.parametrize("feature", CASES)
def test_what_speaks_for_a_unit_lifts_it_and_is_said(store: Store, feature: str) -> None:
    facts, english, norwegian = CASES[feature]
    load(store, world())
    before = by_id(ask(store))
    assert before["unit-alfa"].rank == before["unit-beta"].rank
    load(store, [*world(), *facts])
    after = ask(store)
    assert next(result.id for result in after.results) == "unit-beta"
    alfa, beta = by_id(after)["unit-alfa"], by_id(after)["unit-beta"]
    assert part(beta, feature)[0] > part(alfa, feature)[0]
    assert english in part(beta, feature)[1]
    assert english not in part(alfa, feature)[1]
    assert norwegian in part(by_id(ask(store, "nb"))["unit-beta"], feature)[1]
    assert all(line.sources for line in beta.evidence if line.feature == feature)


def test_what_boroughs_bought_speaks_for_the_borough_that_has_not(store: Store) -> None:
    load(store, world())
    alone = part(by_id(ask(store))["unit-alfa"], "peers")
    load(store, [*world(), *purchase("beta", "2026-09-01")])
    value, text = part(by_id(ask(store))["unit-alfa"], "peers")
    assert value > alone[0] == 0
    assert "1 of 1 other boroughs bought this kind" in text
    assert "1 av 1 andre bydeler har kjøpt" in part(by_id(ask(store, "nb"))["unit-alfa"], "peers")[1]
    assert part(by_id(ask(store))["unit-beta"], "peers")[0] == 0


def test_an_old_purchase_counts_less_than_a_new_one(store: Store) -> None:
    load(store, [*world(), *purchase("alfa", "2021-01-01"), *purchase("beta", "2026-09-01")])
    found = by_id(ask(store))
    assert 0 < part(found["unit-alfa"], "demand")[0] < part(found["unit-beta"], "demand")[0]


def test_a_joint_agreement_is_a_brake_that_names_its_owner_until_it_ends(store: Store) -> None:
    load(store, [*world(), *joint("beta", valid_to="2027-01-01")])
    found = by_id(ask(store))
    value, text = part(found["unit-beta"], "agreement")
    assert value < 0
    assert found["unit-beta"].score < found["unit-alfa"].score
    assert "until 2027-01-01" in text
    assert "Eier" in text
    assert "fellesavtalen «Samkjøp tolk»" in part(by_id(ask(store, "nb"))["unit-beta"], "agreement")[1]
    load(store, [*world(), *joint("beta", valid_to="2025-01-01")])
    assert part(by_id(ask(store))["unit-beta"], "agreement") == (0, "")


def test_what_binds_the_municipality_binds_its_parts(store: Store) -> None:
    city = unit("by", type="municipality")
    inside = Relation("unit-beta", "part_of", "unit-by", {}, OLD)
    load(store, [*world(), city, inside, *joint("by")])
    found = by_id(ask(store))
    assert part(found["unit-beta"], "agreement")[0] < 0
    assert part(found["unit-alfa"], "agreement")[0] == 0


def test_a_smaller_unit_comes_first_and_size_alone_is_no_reason(store: Store) -> None:
    idle = unit("ledig", type="school")
    load(store, [*world(), unit("alfa", employees=40), unit("beta", employees=15_000), idle])
    answer = ask(store)
    assert [result.id for result in answer.results] == ["unit-alfa", "unit-beta"]
    assert "about 40 employees" in part(answer.results[0], "size")[1]
    assert "om lag 15 000 ansatte" in part(ask(store, "nb").results[1], "size")[1]


def test_who_you_know_brings_a_unit_nearer(store: Store) -> None:
    person = Node("person-x", "person", {"name": "Kari Prøve"}, OLD)
    post = Node("post-x", "post", {"title": {"en": "Head of service"}, "role": "need_owner"}, OLD)
    ties = [Relation("post-x", "post_in", "unit-beta", {}, OLD), Relation("person-x", "holds", "post-x", {}, OLD)]
    load(store, [*world(), person, post, *ties])
    found = by_id(ask(store, near=("person-x",)))
    assert part(found["unit-beta"], "reach") == (pytest.approx(0.4), "2 steps from Kari Prøve")
    assert part(found["unit-alfa"], "reach")[0] == 0
    assert "2 ledd fra Kari Prøve" in part(by_id(ask(store, "nb", near=("person-x",)))["unit-beta"], "reach")[1]


def test_less_procedure_is_better(store: Store) -> None:
    rule = {"rule": "act_lower_limit", "country": "NO", "buyer_class": "any", "contract_class": "any"}
    amounts = {"amount": 500_000.0, "currency": "NOK", "valid_from": "2026-07-01"}
    names = {"nb": "Direkte kjøp", "en": "Direct purchase"}
    route = {"route": "direct_purchase", "name": names, "rule": "act_lower_limit", "law": "loa", "section": "§ 2"}
    load(store, [*world(), Node("rule-act", "rule", rule | amounts, OLD), Node("route-direct", "route", route, OLD)])
    small, large = by_id(ask(store, value=400_000.0)), by_id(ask(store, value=4_000_000.0))
    value, text = part(small["unit-alfa"], "procedure")
    assert value > part(large["unit-alfa"], "procedure")[0]
    assert "500,000" in text
    assert "500 000" in part(by_id(ask(store, "nb", value=400_000.0))["unit-alfa"], "procedure")[1]
    assert small["unit-alfa"].route is not None


def test_an_ended_units_purchases_count_for_its_successor_and_the_line_says_so(store: Store) -> None:
    gone = unit("gamle", valid_to="2024-01-01")
    load(
        store,
        [*world(), gone, Relation("unit-gamle", "replaced_by", "unit-beta", {}, OLD), *purchase("gamle", "2023-09-01")],
    )
    found = by_id(ask(store))
    assert "unit-gamle" not in found
    assert "Gamle, which it took over from" in part(found["unit-beta"], "demand")[1]


@pytest.mark.parametrize("name", ["Kommunerevisjonen", "Pasient- og brukerombudet"])
def test_auditors_and_ombuds_are_never_offered(store: Store, name: str) -> None:
    load(store, [*world(), unit("gamma", name={"nb": name})])
    assert {result.id for result in ask(store).results} == {"unit-alfa", "unit-beta"}


def test_having_tried_something_else_parts_no_group_but_comes_first_in_it(store: Store) -> None:
    trials = [
        Node(f"pilot-{year}", "pilot", {"name": "Sensors in bins", "year": year, "outcome": year}, OLD)
        for year in ("2017", "2025")
    ]
    ties = [
        Relation("unit-gamma", "piloted", "pilot-2017", {}, OLD),
        Relation("unit-beta", "piloted", "pilot-2025", {}, OLD),
    ]
    load(store, [*world(), unit("gamma"), *trials, *ties])
    found = ask(store).results
    assert [result.id for result in found] == ["unit-beta", "unit-gamma", "unit-alfa"]
    assert {result.rank for result in found} == {1}
    assert "innovation" not in {line.feature for result in found for line in result.evidence}
    assert found[0].group is not None
    assert "whether they have tried something new before (2 of 3 have)" in found[0].group.told_apart_by
    load(store, [*world(), unit("gamma"), *trials, *ties, *trial("alfa", "in daily use")])
    assert ask(store).results[0].id == "unit-alfa"


def test_a_line_that_adds_nothing_is_left_out_unless_it_says_that_nothing_was_bought(store: Store) -> None:
    load(store, world())
    for result in ask(store).results:
        assert {line.feature for line in result.evidence if line.value == 0} == {"demand"}


def test_a_duty_of_the_whole_kind_counts_less_than_one_of_its_own_that_fits_as_well(store: Store) -> None:
    every = {"name": {"en": "Remote interpreters for hospitals"}, "law": "helseloven", "section": "§ 2"}
    kind = Node("duty-kind", "duty", {**every, "applies_to": ["hospital_trust"]}, OLD)
    own = Node("duty-own", "duty", every, OLD)
    charged = Relation("unit-etat", "obliged_to", "duty-own", {}, OLD)
    load(store, [*world(), kind, own, unit("etat", type="agency"), unit("foretak", type="hospital_trust"), charged])
    found = by_id(ask(store))
    assert 0 < part(found["unit-foretak"], "need")[0] < part(found["unit-etat"], "need")[0]


def test_what_a_text_of_many_words_meets_counts_less_than_what_a_founders_few_meet(store: Store) -> None:
    load(store, [*world(), *own_duty("beta")])
    view = store.view()
    needs = needs_of(view, Question(OFFERING, ON))
    beta = next(
        one.sample for one in candidates(view, needs, Question(OFFERING, ON)) if one.sample.unit.id == "unit-beta"
    )
    few, twelve, many = (
        sum(found.value for found in need(beta, Ground(ON, None, lambda *_: None, words))) for words in (5, 12, 36)
    )
    assert few == twelve > 0
    assert many < twelve / 3
