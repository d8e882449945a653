"""Looking a thing up by what people write, on the graph that ships."""

from __future__ import annotations

import pytest

from graph.errors import AmbiguousName, BadInput, UnknownThing
from graph.lookup import find_one, search
from graph.store.base import Store
from graph.when import On

TODAY = On.at("2026-11-24", undated=True)
ALNA = "no-orgnr-970534644"


@pytest.mark.parametrize(
    "text",
    [ALNA, "970534644", "970 534 644", "NO 970534644 MVA", "Bydel Alna", "bydel  ALNA", "Oslo kommune v/ Bydel Alna"],
)
def test_a_unit_is_found_by_its_id_number_and_name_in_any_spelling(oslo_store: Store, text: str) -> None:
    assert find_one(oslo_store.view(), text, TODAY).id == ALNA


def test_a_category_is_found_by_its_code_and_a_kind_can_be_asked_for(oslo_store: Store) -> None:
    view = oslo_store.view()
    assert find_one(view, "79540000", TODAY, kinds=["category"]).id == "cpv-79540000"
    with pytest.raises(UnknownThing):
        find_one(view, ALNA, TODAY, kinds=["category"])


def test_a_typing_mistake_gets_the_nearest_names_in_the_readers_language(oslo_store: Store) -> None:
    with pytest.raises(UnknownThing) as refused:
        find_one(oslo_store.view(), "Bydel Allna", TODAY)
    assert "Bydel Alna" in refused.value.text("nb")
    assert "Alna Borough" in refused.value.text("en")
    assert "Bydel Alna" not in refused.value.text("en").split(":", 1)[-1].split("Bydel Allna")[-1]
    assert ALNA in refused.value.values["ids"]


def test_a_name_that_several_have_is_refused_with_their_ids(oslo_store: Store) -> None:
    with pytest.raises(AmbiguousName) as refused:
        find_one(oslo_store.view(), "bydelsdirektør", TODAY)
    assert len(refused.value.values["ids"]) > 1
    assert "\n" not in refused.value.text("nb")


def test_nothing_asked_is_refused(oslo_store: Store) -> None:
    with pytest.raises(BadInput):
        find_one(oslo_store.view(), "  ", TODAY)


def test_search_puts_what_is_named_exactly_first_and_keeps_to_kinds_and_limit(oslo_store: Store) -> None:
    view = oslo_store.view()
    assert search(view, "Bydel Alna", on=TODAY).results[0].id == ALNA
    duties = search(view, "tolk", kinds=["duty"], on=TODAY, limit=2, lang="nb").results
    assert len(duties) == 2
    assert all(found.kind == "duty" and "tolk" in found.name.casefold() for found in duties)
    assert search(view, "Bydel Allna", on=TODAY).results
    assert search(view, "", on=TODAY).results == []
