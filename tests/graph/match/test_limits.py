"""What a question leaves out: by place, by size, by duties struck out or added."""

from __future__ import annotations

import pytest

from graph.answers import FindAnswer
from graph.errors import UnknownThing
from graph.match.find import find
from graph.match.question import Question
from graph.match.sizes import size_of
from graph.model import Node
from graph.places import Place, place_of, places
from graph.store.base import Store
from graph.when import On

TODAY = On.today()
OSLO, ALNA = "no-orgnr-958935420", "no-orgnr-970534644"


def ask(store: Store, **options: object) -> FindAnswer:
    question = Question("tolketjeneste på video", TODAY, **options)  # type: ignore[arg-type]
    return find(store.view(), question, lang="nb", store=store.url)


@pytest.mark.parametrize(
    ("text", "id_"), [("Alna", ALNA), ("Bydel Alna", ALNA), ("Oslo", OSLO), ("970534644", ALNA), (OSLO, OSLO)]
)
def test_a_place_is_known_by_its_bare_name(oslo_store: Store, text: str, id_: str) -> None:
    assert place_of(oslo_store.view(), text, TODAY).id == id_


def test_a_place_nobody_knows_is_said(oslo_store: Store) -> None:
    with pytest.raises(UnknownThing):
        place_of(oslo_store.view(), "Atlantis", TODAY)


def test_places_are_those_that_have_not_ended(oslo_store: Store) -> None:
    found = places(oslo_store.view(), TODAY)
    assert {OSLO, ALNA} <= {node.id for node in found}
    assert all(node.current is not False for node in found)


def test_only_what_lies_in_the_place_is_offered(oslo_store: Store) -> None:
    whole, alna = ask(oslo_store, limit=0), ask(oslo_store, limit=0, places=(ALNA,))
    assert [result.id for result in alna.results] == [ALNA]
    assert alna.results[0].score == next(one.score for one in whole.results if one.id == ALNA)
    in_oslo = ask(oslo_store, limit=0, places=(OSLO,))
    assert {result.type for result in in_oslo.results}.isdisjoint({"police_district"})
    assert 0 < in_oslo.total < whole.total


def test_every_borough_with_evidence_is_told_however_few_results_are_asked_for(oslo_store: Store) -> None:
    asked = [Question("psykologtjenester", TODAY, limit=limit) for limit in (1, 0)]
    few, whole = (find(oslo_store.view(), question, lang="nb", store="") for question in asked)
    assert not [one for one in few.results if one.type == "borough"]
    listed = {one.id: (one.rank, one.score) for one in whole.results if one.type == "borough"}
    assert {one.id: (one.rank, one.score) for one in few.boroughs} == listed
    assert len(listed) > 1


def test_a_register_tells_the_municipality() -> None:
    oslo = Place(OSLO, "0301")
    assert oslo.holds("unit-nav", (), "0301")
    assert not oslo.holds("unit-nav", (), "4601")
    assert not Place(ALNA, "").holds("unit-nav", (), "")


def test_a_limit_that_leaves_nothing_says_which_way_out(oslo_store: Store) -> None:
    none = ask(oslo_store, places=("unit-gone",))
    assert not none.results
    assert "avgrensning" in (none.reason or "")
    assert none.hints


@pytest.mark.parametrize(
    ("props", "size"),
    [
        ({"type": "school"}, "small"),
        ({"type": "school", "employees": 900}, "middle"),
        ({"type": "ministry"}, "large"),
        ({"type": "ministry", "employees": 40}, "small"),
        ({"type": "other"}, None),
    ],
)
def test_size_is_by_employees_or_else_by_kind(props: dict[str, object], size: str | None) -> None:
    assert size_of(Node("unit-x", "unit", props)) == size


def test_a_size_leaves_out_the_others(oslo_store: Store) -> None:
    found = ask(oslo_store, limit=0, sizes=("large",))
    assert found.results
    assert {result.size for result in found.results} <= {"large", None}
    with pytest.raises(UnknownThing):
        ask(oslo_store, sizes=("huge",))


def test_ranks_count_from_one_within_the_limits(oslo_store: Store) -> None:
    found = ask(oslo_store, types=("police_district",), limit=2)
    assert [found.results[0].rank, found.results[-1].rank] == [1, 2]


def test_a_duty_struck_out_is_no_reason_any_more(oslo_store: Store) -> None:
    before = ask(oslo_store)
    struck = before.duties[0].id
    after = ask(oslo_store, without_duties=(struck,))
    assert struck not in {duty.id for duty in after.duties}
    assert after.results != before.results


def test_a_duty_added_comes_first_and_its_units_with_it(oslo_store: Store) -> None:
    known = {duty.id for duty in ask(oslo_store).duties}
    other = next(node for node in oslo_store.view().scan("duty", TODAY) if node.id not in known)
    found = ask(oslo_store, duties=(other.id, "duty-that-is-gone"))
    assert found.duties[0].id == other.id
    assert found.duties[0].score == 1.0
