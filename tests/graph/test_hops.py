"""A relation as a sentence, in both directions and languages, with when it held."""

from __future__ import annotations

from dataclasses import replace

from graph.hops import hop
from graph.model import Document, Node, Relation

PAGE = Document("page", "A page", published="2024-05-01")
ALNA = Node("unit-alna", "unit", {"name": {"nb": "Bydel Alna", "en": "Alna Borough"}}, PAGE)
OSLO = Node("unit-oslo", "unit", {"name": {"nb": "Oslo kommune", "en": "City of Oslo"}}, PAGE)
DUTY = Node("duty-x", "duty", {"name": {"nb": "Forebygge fall", "en": "Prevent falls"}}, PAGE)
CHIEF = Node("post-x", "post", {"title": {"nb": "Bydelsdirektør", "en": "Director"}}, PAGE)
KARI = Node("person-x", "person", {"name": "Kari Prøve"}, PAGE)


def test_both_directions_tell_the_same_relation() -> None:
    part = Relation("unit-alna", "part_of", "unit-oslo", {"valid_from": "2020-01-01"}, PAGE, current=True)
    assert hop(part, ALNA, OSLO, "en") == "Alna Borough is part of City of Oslo (since 2020-01-01)"
    back = hop(part, OSLO, ALNA, "en")
    assert back.startswith("City of Oslo")
    assert "2020-01-01" in back
    assert hop(part, ALNA, OSLO, "nb").startswith("Bydel Alna er ")


def test_what_has_ended_is_told_in_the_past() -> None:
    ended = {"valid_from": "2004-01-01", "valid_to": "2019-12-31"}
    part = Relation("unit-alna", "part_of", "unit-oslo", ended, PAGE, current=False)
    assert "was part of" in hop(part, ALNA, OSLO, "en")
    assert "var del av" in hop(part, ALNA, OSLO, "nb")
    assert "2019-12-31" in hop(part, ALNA, OSLO, "nb")


def test_a_duty_is_a_phrase_after_the_verb_that_it_belongs_to_and_quoted_elsewhere() -> None:
    obliged = Relation("unit-alna", "obliged_to", "duty-x", {}, PAGE)
    assert hop(obliged, ALNA, DUTY, "nb").endswith("forebygge fall")
    assert hop(obliged, DUTY, ALNA, "nb").startswith("«Forebygge fall»")
    theme = Node("theme-x", "theme", {"name": {"nb": "Eldre", "en": "The elderly"}}, PAGE)
    serves = Relation("duty-x", "serves", "theme-x", {}, PAGE)
    assert hop(serves, theme, DUTY, "en").startswith("The elderly is the theme of “Prevent falls”")
    named = replace(DUTY, props={"name": {"nb": "IKT-drift", "en": "IT operations"}})
    assert hop(obliged, ALNA, named, "nb").endswith("IKT-drift")


def test_a_holder_who_was_only_seen_is_not_said_to_hold_the_post_today() -> None:
    holds = Relation("person-x", "holds", "post-x", {}, PAGE, current=None)
    seen = replace(holds, document=PAGE)
    sure = replace(holds, props={"valid_from": "2024-01-01"}, current=True)
    assert hop(seen, KARI, CHIEF, "en") != hop(sure, KARI, CHIEF, "en")
    assert "2024-01-01" in hop(sure, KARI, CHIEF, "en")
