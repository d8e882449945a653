"""A reader's steps: whatever a link says is read without harm, and the same steps make the same picture."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Document, Node, Relation, Source
from graph.store.address import open_store
from graph.store.base import Store, Subgraph, View
from graph.when import On
from ui.packed import pack, unpack
from ui.pictures import beginning, neighbourhood
from ui.widget.scene import MOST_NODES, Shown, made_on, scene
from ui.widget.seen import narrowed, seen
from ui.widget.sought import sought
from ui.widget.state import MOST_STEPS, State, read

ALNA, OSLO, POLICE = "no-orgnr-970534644", "no-orgnr-958935420", "no-orgnr-961398142"
HOW = {"sides": [], "fewest": 0, "most_ties": None, "since": None, "until": None, "most": 25}
GROW = ["grow", OSLO, HOW]
ON = On.today()

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([ALNA, "grow", "all"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["add", "grow", "away", "move", "pin", "unpin", "layout", "hide", "show", "light", "none"])


@pytest.fixture(scope="module")
def view(oslo_store: Store) -> View:
    return oslo_store.view()


@pytest.fixture(scope="module")
def shown(view: View) -> Shown:
    return beginning(view, [ALNA], ON)


def steps(*said: Any) -> State:
    state = read({"steps": list(said)})
    assert len(state.steps) == len(said)
    return state


@given(
    JSON
    | st.fixed_dictionaries({"steps": st.lists(st.tuples(NAMES, JSON, JSON).map(list) | JSON, max_size=5), "sel": JSON})
)
def test_no_link_does_harm(raw: Any) -> None:
    state = read(raw)
    assert read(json.loads(json.dumps(state.raw()))) == state
    small = Shown(Subgraph({"a": Node("a", "unit", {"name": {"nb": "A"}})}), focus=["a"])
    assert isinstance(state.selected, str)
    if all(step[0] not in {"add", "grow", "layout"} for step in state.steps):
        scene(_NoView(), small, state, ON)  # type: ignore[arg-type]


class _NoView:
    """No graph is asked for steps that need none."""


@pytest.mark.parametrize(
    "step",
    [
        ["grow", OSLO, {**HOW, "since": "2020-13-99x"}],
        ["move", {OSLO: [float("1e300"), 0]}],
        ["move", {OSLO: ["0", "0"]}],
        ["layout", "explode"],
        ["hide", "kind", "secret"],
        ["hide", ["kind"], "unit"],
        ["light", "only", None],
        ["light", "dim", [OSLO]],
        ["add", ["\x00"]],
        ["add", "everything"],
        ["grow"],
        ["grow", OSLO, HOW, 1],
    ],
)
def test_what_is_of_no_known_form_is_dropped_or_made_plain(step: Any) -> None:
    state = read({"steps": [step, GROW]})
    assert [list(one) for one in state.steps if list(one) != GROW] in ([], [["grow", OSLO, HOW]])


def test_there_is_a_most_of_everything() -> None:
    assert len(read({"steps": [["add", [ALNA]]] * (MOST_STEPS + 50)}).steps) == MOST_STEPS
    assert read({"steps": [["add", ["x" * 400]]]}).steps == ()
    assert read({"steps": [["grow", OSLO, {**HOW, "most": 10**9}]]}).steps[0][2]["most"] == 25


def test_the_same_steps_make_the_same_picture(view: View, shown: Shown) -> None:
    state = steps(GROW, ["move", {OSLO: [500, 40.25]}], ["layout", "tree"], ["hide", "kind", "post"])
    one, other = scene(view, shown, state, ON), scene(view, shown, read(unpack(pack(state.raw()))), ON)
    assert one.places == other.places
    assert list(one.nodes) == list(other.nodes)
    assert [link.id for link in one.relations] == [link.id for link in other.relations]


def test_a_picture_made_step_by_step_is_the_one_that_its_link_makes(view: View, shown: Shown) -> None:
    taken = [GROW, ["layout", "tree"], ["away", [OSLO]], ["add", [OSLO]], ["move", {ALNA: [9, 9]}], ["pin", [ALNA]]]
    taken += [["layout", "force"], ["hide", "kind", "post"], GROW, ["layout", "layers"], ["light", "all", None]]
    made = None
    for count in range(len(taken) + 1):
        state = steps(*taken[:count])
        made = made_on(made, view, shown, state, ON)
        linked = scene(view, shown, state, ON)
        assert (made.whole.places, list(made.whole.nodes)) == (linked.places, list(linked.nodes)), taken[count - 1]
        assert [one.id for one in made.whole.relations] == [one.id for one in linked.relations]
        assert (made.whole.pinned, made.whole.hidden) == (linked.pinned, linked.hidden)
    undone = made_on(made, view, shown, steps(GROW), ON)
    assert undone.whole.places == scene(view, shown, steps(GROW), ON).places


def test_growing_moves_nothing_and_ties_what_is_there(view: View, shown: Shown) -> None:
    before, after = scene(view, shown, State(), ON), scene(view, shown, steps(GROW), ON)
    assert len(after.nodes) == len(before.nodes) + 25
    assert {id_: after.places[id_] for id_ in before.places} == before.places
    new = set(after.nodes) - set(before.nodes)
    assert {one.other(OSLO) for one in after.relations if OSLO in (one.from_id, one.to_id)} >= new
    assert len({one.id for one in after.relations}) == len(after.relations)


def test_taking_away_and_hiding(view: View, shown: Shown) -> None:
    made = scene(view, shown, steps(["away", [OSLO]], ["hide", "kind", "duty"], ["hide", "relation", "post_in"]), ON)
    assert OSLO not in made.nodes
    part = seen(made, {})
    assert not {node.kind for node in part.nodes.values()} & {"duty"}
    assert not {one.kind for one in part.relations} & {"post_in", "obliged_to"}


def test_what_is_hidden_does_not_grow_unseen(view: View, shown: Shown) -> None:
    hidden = ["hide", "kind", "agreement"]
    before, after = scene(view, shown, steps(hidden), ON), scene(view, shown, steps(hidden, GROW), ON)
    new = [after.nodes[id_] for id_ in after.nodes.keys() - before.nodes.keys()]
    assert len(new) == 25
    assert "agreement" not in {node.kind for node in new}
    assert "agreement" in {node.kind for node in scene(view, shown, steps(GROW), ON).nodes.values()}


@pytest.mark.parametrize(
    ("find", "left"),
    [("BYDEL ALNA", ALNA), ("970 534", ALNA), ("bydelalna", ALNA), ("City of Oslo", OSLO), ("bydel-alna", ALNA)],
)
def test_a_search_leaves_what_has_such_a_name_or_number(view: View, shown: Shown, find: str, left: str) -> None:
    nodes = scene(view, shown, State(), ON).nodes
    found = ["unit-elsewhere", ALNA] if find == "bydelalna" else [POLICE]
    assert sought(nodes, find, "nb", found) == {left}
    assert narrowed(Subgraph(nodes), {left}).nodes.keys() == {left}
    assert sought(nodes, "?!", "nb", [ALNA]) == set()


def test_only_the_path_is_only_the_path_in_files(view: View, shown: Shown) -> None:
    def kept(*said: Any) -> Subgraph:
        return seen(scene(view, shown, steps(*said), ON), {"Path 1": paths[:2]})

    paths = [one for one in shown.graph.relations if ALNA in (one.from_id, one.to_id)]
    one, other = (relation.other(ALNA) for relation in paths[:2])
    alone = kept(["light", "only", 0])
    assert set(alone.nodes) == {ALNA, one, other}
    assert {relation.id for relation in alone.relations} == {relation.id for relation in paths[:2]}
    assert set(kept(["light", "only", [one, other]]).nodes) == {ALNA, one, other}
    assert set(kept(["light", "only", [one, "unit-nobody"]]).nodes) == {one}
    everything = kept(["light", "dim", [one, other]])
    assert len(everything.nodes) == len(kept(["light", "only", 7]).nodes) == len(shown.graph.nodes)


def test_what_joined_is_not_left_out_any_more(view: View) -> None:
    begun = Shown(neighbourhood(view, OSLO, ON), focus=[OSLO])
    left = sorted(scene(view, begun, State(), ON).left_out)
    made = scene(view, begun, steps(["add", left[:1]]), ON)
    assert sorted(made.left_out - made.nodes.keys()) == left[1:]


def test_a_pinned_node_keeps_its_place_in_another_layout(view: View, shown: Shown) -> None:
    made = scene(view, shown, steps(["move", {OSLO: [1234, 5]}], ["pin", [OSLO]], ["layout", "layers"]), ON)
    assert made.places[OSLO] == (1234.0, 5.0)
    assert scene(view, shown, steps(["layout", "layers"]), ON).places[OSLO] != (1234.0, 5.0)


def test_what_has_left_the_graph_is_gone_and_no_error(view: View) -> None:
    made = scene(
        view, beginning(view, [ALNA, "unit-left"], ON), steps(["add", ["notice-left"]], ["pin", ["unit-left"]]), ON
    )
    assert list(made.gone) == ["unit-left", "notice-left"]
    assert {"unit-left", "notice-left"} <= set(made.places)
    assert "unit-left" in made.pinned


def test_no_picture_holds_more_than_a_thousand(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('many') / 'many.db'}")
    told = Document("d", "D", published="2024-01-01")
    hubs = [Node(f"unit-hub{hub}", "unit", {"name": {"nb": f"Nav {hub}"}}, told) for hub in range(5)]
    leaves = [Node(f"notice-{n:04}", "notice", {"title": {"nb": f"Sak {n}"}}, told) for n in range(1_250)]
    ties = [Relation(f"unit-hub{n // 250}", "published", leaf.id, {}, told) for n, leaf in enumerate(leaves)]
    with store.writer(Source("t", {"nb": "T", "en": "T"}, "t", "t"), loaded_at="2024-01-01T00:00:00") as writer:
        writer.put([*hubs, *leaves, *ties])
        writer.finish({})
    view = store.view()
    start = beginning(view, [hub.id for hub in hubs], ON)
    made = scene(view, start, steps(*(["grow", hub.id, {**HOW, "most": 300}] for hub in hubs)), ON)
    assert (len(made.nodes), len(made.left_out)) == (MOST_NODES, 1_255 - MOST_NODES)
    assert not made.left_out & made.nodes.keys()
