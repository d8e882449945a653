"""Paths between things of the graph that ships: found, steered, and told apart from none."""

from __future__ import annotations

import pytest

from graph.answers import PathsAnswer
from graph.errors import BadInput, UnknownThing
from graph.paths import paths
from graph.store.base import Store
from graph.when import On

TODAY = On.at("2026-11-24", undated=True)
ALNA, OSLO = "no-orgnr-970534644", "no-orgnr-958935420"
FROGNER = "Bydel Frogner"


def ask(store: Store, start: str = ALNA, end: str = FROGNER, **options: object) -> PathsAnswer:
    options = {"on": TODAY, "lang": "en", **options}
    return paths(store.view(), start, end, **options)  # type: ignore[arg-type]


def passed(answer: PathsAnswer) -> list[set[str]]:
    """What each path passes through, its ends apart."""
    return [{node.id for node in path.nodes[1:-1]} for path in answer.paths]


def test_two_boroughs_meet_cheapest_first_and_each_hop_is_told_and_cited(oslo_store: Store) -> None:
    found = ask(oslo_store)
    assert found.reason is None
    assert [path.cost for path in found.paths] == sorted(path.cost for path in found.paths)
    for path in found.paths:
        assert path.nodes[0].id == ALNA
        assert path.hops == len(path.steps) == len(path.nodes) - 1
        assert all(step.text and step.sources for step in path.steps)


def test_the_weakest_hop_is_the_dearest_and_there_is_one(oslo_store: Store) -> None:
    for path in ask(oslo_store).paths:
        weakest = [step for step in path.steps if step.weakest]
        assert len(weakest) == 1
        assert weakest[0].cost == max(step.cost for step in path.steps)


def test_a_thing_and_itself_are_the_same(oslo_store: Store) -> None:
    found = ask(oslo_store, ALNA, "Bydel Alna")
    assert (found.reason, found.paths) == ("same", [])
    assert "Alna" in found.text


def test_every_path_passes_what_it_must_and_nothing_it_may_not(oslo_store: Store) -> None:
    usual = passed(ask(oslo_store))
    shunned = min(usual[0])
    assert all(shunned not in nodes for nodes in passed(ask(oslo_store, avoid=[shunned])))
    over = passed(ask(oslo_store, via=["Bydel Sagene"]))
    assert over
    sagene = next(node.id for node in paths(oslo_store.view(), "Bydel Sagene", ALNA, on=TODAY).from_)
    assert all(sagene in nodes for nodes in over)


def test_only_the_kinds_asked_for_are_walked(oslo_store: Store) -> None:
    found = ask(oslo_store, relations=["part_of"])
    assert {step.relation for path in found.paths for step in path.steps} == {"part_of"}


def test_where_no_path_is_the_answer_says_so_and_what_stands_nearest(oslo_store: Store) -> None:
    found = ask(oslo_store, relations=["holds"])
    assert (found.reason, found.paths) == ("none", [])
    assert "hops" in found.text
    short = ask(oslo_store, max_hops=1)
    assert short.reason == "none"
    assert short.nearest
    assert len({node.id for node in short.nearest} & {ALNA}) == 0


def test_an_end_that_nobody_knows_is_refused_in_one_line(oslo_store: Store) -> None:
    with pytest.raises(UnknownThing) as refused:
        ask(oslo_store, end="Bydel Utopia Ytre Intet")
    assert "\n" not in refused.value.text("nb")


@pytest.mark.parametrize("options", [{"k": 0}, {"k": 21}, {"max_hops": 0}, {"max_hops": 13}, {"start": ""}])
def test_counts_out_of_range_are_refused(oslo_store: Store, options: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        ask(oslo_store, **options)


def test_a_path_of_the_past_is_told_as_it_was_known_then(oslo_store: Store) -> None:
    for path in ask(oslo_store, on=On.at("2021-06-01")).paths:
        for step in path.steps:
            assert (step.valid_from or "")[:10] <= "2021-06-01"
