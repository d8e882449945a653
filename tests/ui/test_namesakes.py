"""Nodes of one name are told apart by the fewest words that do."""

from __future__ import annotations

from graph.model import Node
from graph.schema import caption
from graph.store.base import Store
from graph.when import On
from ui.here import Here
from ui.widget.namesakes import marks

EN = Here("en", {}, {}, "", "explore")
ALNA, STOVNER = "no-orgnr-970534644", "no-orgnr-874778842"


def test_posts_are_told_apart_by_their_unit_and_then_by_what_they_decide(oslo_store: Store) -> None:
    view = oslo_store.view()
    found = view.neighbours([ALNA, STOVNER], kinds=["post_in"], direction="in", on=On.today(), cap=60).relations
    posts = view.get([one.from_id for one in found], On.today())
    said = marks(EN, view, posts)
    named: dict[str, set[str]] = {}
    for id_, node in posts.items():
        named.setdefault(caption(node, "en"), set()).add(said.get(id_, ""))
    assert named["Head of finance"] == {"Alna Borough", "Stovner Borough"}
    assert {"Alna Borough, chief executive", "Stovner Borough, owns the budget"} <= named["Director of the borough"]
    assert len(set(said.values())) > 2


def test_only_namesakes_of_one_kind_are_marked(oslo_store: Store) -> None:
    def named(id_: str, kind: str, day: str | None = None) -> Node:
        return Node(id_, kind, {"title": {"en": "Study"}, "name": {"en": "Study"}}, published=day)

    nodes = [named("a", "notice", "2024-01-02"), named("b", "notice", "2025-03-04"), named("c", "pilot")]
    said = marks(EN, oslo_store.view(), {node.id: node for node in nodes})
    assert said == {"a": "2 Jan 2024", "b": "4 Mar 2025"}
    twins = {node.id: node for node in (named("d", "duty"), named("e", "duty"))}
    assert marks(EN, oslo_store.view(), twins) == {}
