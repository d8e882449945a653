"""Which neighbours a picture shows first."""

from __future__ import annotations

import pytest

from graph.around import Wanted, around
from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.store.base import View
from graph.when import On

SOURCE = Source("test", {"nb": "Prøve", "en": "Test"}, "us", "none")
DAYS = [f"2024-01-{day:02}" for day in range(1, 31)]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A unit with 30 notices, a parent, and a post that is over."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('around') / 'hub.db'}")
    plain = Document("plain", "Plain")
    facts: list[Node | Relation] = [
        Node("unit-hub", "unit", {"name": {"nb": "Navet"}}, plain),
        Node("unit-parent", "unit", {"name": {"nb": "Kommunen"}}, plain),
        Node("unit-busy", "unit", {"name": {"nb": "Travel"}}, plain),
        Relation("unit-hub", "part_of", "unit-parent", {}, plain),
        Relation("unit-hub", "buys_for", "unit-busy", {"valid_to": "2020-01-01"}, plain),
    ]
    for number, published in enumerate(DAYS):
        told = Document(f"d{number}", "Notice", published=published)
        title = "Tolketjenester" if number == 3 else "Kontormøbler"
        facts += [
            Node(f"notice-{number:02}", "notice", {"title": {"nb": title}}, told),
            Relation("unit-hub", "published", f"notice-{number:02}", {}, told),
        ]
        facts += [Relation("unit-busy", "published", f"notice-{number:02}", {}, told)] if number < 5 else []
    with store.writer(SOURCE, loaded_at="2024-02-01T00:00:00") as writer:
        writer.put(facts)
        writer.finish({})
    return store.view()


def ids(view: View, wanted: Wanted, **more: object) -> list[str]:
    return [node.id for node in around(view, "unit-hub", On.today(), wanted, **more).nodes]  # type: ignore[arg-type]


def test_a_hub_says_how_many_it_holds_and_shows_the_most_relevant(view: View) -> None:
    found = around(view, "unit-hub", On.today(), Wanted())
    assert (found.total, found.fitting, len(found.nodes), found.capped) == (32, 32, 25, False)
    assert found.sides == {("published", "out"): 30, ("part_of", "out"): 1, ("buys_for", "out"): 1}


def test_the_newest_come_first_and_no_kind_hides_another(view: View) -> None:
    shown = ids(view, Wanted(most=5))
    assert set(shown[:3]) == {"unit-parent", "notice-29", "unit-busy"}
    assert shown[3:] == ["notice-28", "notice-27"]


def test_what_is_hidden_does_not_come_and_is_told(view: View) -> None:
    found = around(view, "unit-hub", On.today(), Wanted(hidden={"kind": ["notice"], "relation": ["buys_for"]}))
    assert [node.id for node in found.nodes] == ["unit-parent"]
    assert (found.fitting, len(found.kept_back)) == (1, 31)
    assert found.kept_back["notice-00"] == {("kind", "notice")}
    assert found.kept_back["unit-busy"] == {("relation", "buys_for")}
    few = around(view, "unit-hub", On.today(), Wanted(hidden={"kind": ["notice"]}, since="2024-01-29"))
    assert (few.fitting, set(few.kept_back)) == (0, {"notice-28", "notice-29"})


def test_what_is_over_comes_after_what_holds(view: View) -> None:
    found = around(view, "unit-hub", On.today(), Wanted(most=3))
    assert [one.current is False for one in found.relations].index(True) == 2


def test_what_meets_the_offering_comes_before_what_is_newer(view: View) -> None:
    assert ids(view, Wanted(most=1, offering="tolketjeneste på video")) == ["notice-03"]


def test_filters_of_kind_ties_and_date(view: View) -> None:
    notices = frozenset({("published", "out")})
    assert ids(view, Wanted(sides=frozenset({("part_of", "out")}))) == ["unit-parent"]
    assert ids(view, Wanted(sides=frozenset({("part_of", "in")}))) == []
    assert ids(view, Wanted(sides=notices, since="2024-01-29")) == ["notice-29", "notice-28"]
    assert ids(view, Wanted(until="2024-01-02")) == ["notice-01", "notice-00"]
    assert len(ids(view, Wanted(sides=notices, fewest=2))) == 5
    assert set(ids(view, Wanted(fewest=3))) == {"unit-busy"}
    assert "unit-busy" not in ids(view, Wanted(most_ties=3, most=99))


def test_what_is_there_already_is_not_offered_again(view: View) -> None:
    first = ids(view, Wanted(most=20))
    rest = ids(view, Wanted(most=20), without=first)
    assert len(rest) == 12
    assert not {*first} & {*rest}


def test_an_unknown_node_has_nothing_around_it(view: View) -> None:
    found = around(view, "unit-nowhere", On.today(), Wanted())
    assert (found.total, found.fitting, list(found.nodes)) == (0, 0, [])
