"""What is offered while someone types."""

from __future__ import annotations

import pytest

from graph.store.base import Store
from graph.suggest import suggest
from graph.when import On

TODAY = On.today()


def first(store: Store, text: str, **more) -> str:
    results = suggest(store.view(), text, on=TODAY, **more).results
    return results[0].name if results else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("byd al", "Bydel Alna"),
        ("alna byd", "Bydel Alna"),
        ("BYM", "Bymiljøetaten"),
        ("Oslo Police Dis", "Oslo politidistrikt"),
        ("974 778 7", "Bydel Sagene"),
        ("974778742", "Bydel Gamle Oslo"),
        ("no-orgnr-974778742", "Bydel Gamle Oslo"),
    ],
)
def test_the_beginning_of_a_name_in_any_language_or_of_a_number_is_enough(
    oslo_store: Store, text: str, name: str
) -> None:
    assert first(oslo_store, text) == name


def test_units_come_before_what_is_named_after_them(oslo_store: Store) -> None:
    kinds = [result.kind for result in suggest(oslo_store.view(), "bydel", on=TODAY, limit=20).results]
    assert kinds[:15] == ["unit"] * 15


def test_categories_are_found_by_whole_words_and_codes(oslo_store: Store) -> None:
    assert first(oslo_store, "79540000") == "Tolkingstjenester"
    assert first(oslo_store, "tolketjenester", kinds=["category"]) == "Tolkingstjenester"


def test_kinds_bound_what_is_offered(oslo_store: Store) -> None:
    found = suggest(oslo_store.view(), "oslo", on=TODAY, kinds=["notice"]).results
    assert found
    assert {result.kind for result in found} == {"notice"}


@pytest.mark.parametrize("text", ["", "   ", "!!", "\x00"])
def test_nothing_typed_offers_nothing(oslo_store: Store, text: str) -> None:
    assert suggest(oslo_store.view(), text, on=TODAY).results == []
