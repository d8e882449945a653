"""The plan for an offering, on the graph that ships: the first unit, the ways in, where it leads, who wants the same."""

from __future__ import annotations

import pytest

from graph.answers import PlanAnswer
from graph.match.needs import needs_of
from graph.match.question import Question
from graph.plan import codes, plan
from graph.store.base import Store
from graph.when import On

TODAY = On.at("2026-11-24", undated=True)
OFFERING = "tolketjeneste på video"


@pytest.fixture(scope="module")
def video(oslo_store: Store) -> PlanAnswer:
    return plan(oslo_store.view(), Question(OFFERING, TODAY, value=400_000.0), lang="en")


def test_it_begins_with_the_best_unit_and_an_open_way_in(video: PlanAnswer) -> None:
    assert video.first is not None
    assert video.first.type == "borough"
    assert video.first.why
    by_name = {route.route: route for route in video.routes}
    assert by_name["direct_purchase"].open
    assert by_name["eea_competition"].open is False
    assert all(route.why and route.sources for route in video.routes)


def test_it_says_that_equal_units_would_do_as_well(video: PlanAnswer) -> None:
    assert video.first is not None
    assert video.first.group is not None
    assert video.equals is not None
    assert video.equals.count == video.first.group.size - 1 == len(video.equals.units)
    assert video.equals.told.startswith(f"{video.equals.count} other boroughs stand equal with {video.first.name}")
    assert video.first.id not in {unit.id for unit in video.equals.units}


def test_it_begins_with_the_unit_asked_for_whatever_its_rank(oslo_store: Store, video: PlanAnswer) -> None:
    assert video.equals is not None
    other = video.equals.units[-1].id
    found = plan(oslo_store.view(), Question(OFFERING, TODAY), lang="nb", begin=other)
    assert found.first is not None
    assert found.equals is not None
    assert found.first.id == other
    assert video.first is not None
    assert video.first.id in {unit.id for unit in found.equals.units}


def test_a_reference_leads_to_siblings_first_and_never_back(video: PlanAnswer) -> None:
    assert video.first is not None
    assert video.then[0].kind == "sibling"
    ids = [unit.id for unit in video.then]
    assert video.first.id not in ids
    assert len(set(ids)) == len(ids)
    assert all(unit.why and unit.sources for unit in video.then)


def test_allies_have_a_reason_with_sources_and_are_no_siblings(video: PlanAnswer) -> None:
    siblings = {unit.id for unit in video.then if unit.kind == "sibling"}
    assert {ally.kind for ally in video.allies} >= {"unit", "programme"}
    assert all(ally.why and ally.sources for ally in video.allies)
    assert not siblings & {ally.id for ally in video.allies}


def test_the_contract_is_of_the_class_that_the_first_units_duty_belongs_to(
    oslo_store: Store, video: PlanAnswer
) -> None:
    view = oslo_store.view()
    assert video.first is not None
    needs = needs_of(view, Question(OFFERING, TODAY))
    assert codes(view, needs, video.first, TODAY)[0].startswith("7954")
    added = needs_of(view, Question(OFFERING, TODAY, categories=("9051",)))
    assert codes(view, added, video.first, TODAY)[0].startswith("9051")


def test_without_an_amount_the_plan_says_that_it_is_missing(oslo_store: Store) -> None:
    found = plan(oslo_store.view(), Question(OFFERING, TODAY), lang="nb")
    assert any("oppgi hva ett kjøp vil koste" in note for note in found.notes)


def test_a_duty_has_no_capital_inside_a_sentence(oslo_store: Store) -> None:
    found = plan(oslo_store.view(), Question(OFFERING, TODAY), lang="nb")
    told = [ally.why.split(": ", 1)[1] for ally in found.allies if ally.by == "duty"]
    assert told
    assert all(text[0].islower() for text in told)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_nobody_needs_gets_a_reason_and_nothing_else(oslo_store: Store, lang: str) -> None:
    found = plan(oslo_store.view(), Question("xyzzy plugh", TODAY), lang=lang)
    assert found.first is None
    assert found.reason
    assert [*found.routes, *found.then, *found.allies] == []
