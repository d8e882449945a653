"""Vectors kept beside nodes: the nearest come first, as known on the day, of one model alone, the same from every store."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from graph.model import Node
from graph.store.base import COSINE_TOLERANCE, Store
from graph.text.embedder import mark
from graph.text.meant import meant
from graph.when import On
from tests.contract.facts import OTHER, TODAY, doc, load, unit

np = pytest.importorskip("numpy")
MODEL = "toy"


def notice(name: str, title: str, published: str = "2020-01-01", document: str | None = None) -> Node:
    return Node(name, "notice", {"title": {"nb": title}}, doc(document or name, published))


def eight(*values: float) -> bytes:
    """A vector of length 1 in eight bits."""
    array = np.array(values, np.float32)
    return np.round(array / np.linalg.norm(array) * 127).astype(np.int8).tobytes()


def keep(store: Store, vectors: Mapping[str, tuple[float, ...]], model: str = MODEL) -> None:
    """Gives each node's first text this vector."""
    nodes = store.view().get(vectors, TODAY)
    store.keep_vectors(model, {id_: {mark(meant(nodes[id_])[0][1]): eight(*vectors[id_])} for id_ in nodes})


def ask(store: Store, *vector: float, k: int = 9, on: On = TODAY, kinds=("notice", "unit", "duty"), model: str = MODEL):
    length = sum(part * part for part in vector) ** 0.5
    return store.view().nearest([part / length for part in vector], model=model, kinds=kinds, k=k, on=on)


def test_the_nearest_come_first_with_their_cosine_and_equals_by_id(store: Store) -> None:
    load(store, *(notice(name, f"Tittel {name}") for name in "abcd"), unit("u", mandate={"nb": "Gjør noe"}))
    keep(store, {"a": (0, 1, 0), "b": (1, 1, 0), "c": (1, 1, 0), "d": (-1, 0, 0), "u": (1, 0, 0)})
    found = ask(store, 1, 0, 0)
    assert [id_ for id_, _ in found] == ["u", "b", "c", "a", "d"]
    assert [cosine for _, cosine in found] == pytest.approx([1, 0.7071, 0.7071, 0, -1], abs=COSINE_TOLERANCE)
    assert [id_ for id_, _ in ask(store, 1, 0, 0, k=2)] == ["u", "b"]
    assert [id_ for id_, _ in ask(store, 1, 0, 0, kinds=["notice"], k=2)] == ["b", "c"]
    assert ask(store, 1, 0, 0, k=0) == []
    assert ask(store, 1, 0, 0, kinds=["post"]) == []


def test_equal_vectors_are_all_weighed_before_k_are_taken(store: Store) -> None:
    names = [f"n{number:03d}" for number in range(600)]
    load(store, *(notice(name, "Samme tittel") for name in names))
    keep(store, dict.fromkeys(reversed(names), (1, 0)))
    assert [id_ for id_, _ in ask(store, 1, 0, k=3)] == names[:3]


def test_what_was_not_known_on_the_day_is_not_near(store: Store) -> None:
    load(store, notice("early", "Tolk"), notice("late", "Tolking", "2023-01-01"))
    keep(store, {"early": (0, 1), "late": (1, 0)})
    assert [id_ for id_, _ in ask(store, 1, 0, on=On.at("2022"))] == ["early"]
    assert [id_ for id_, _ in ask(store, 1, 0)] == ["late", "early"]


def test_a_text_that_came_later_does_not_count_before_and_an_older_one_no_more(store: Store) -> None:
    load(store, notice("n", "Renhold"))
    load(store, notice("n", "Tolk", "2023-01-01", "second"), source=OTHER)
    keep(store, {"n": (1, 0)})
    assert [id_ for id_, _ in ask(store, 1, 0)] == ["n"]
    assert ask(store, 1, 0, on=On.at("2022")) == []
    load(store, notice("n", "Vask", "2023-01-01", "second"), source=OTHER)
    assert ask(store, 1, 0) == []


def test_one_model_at_a_time_and_what_is_gone_is_gone(store: Store) -> None:
    load(store, notice("a", "Tolk"), notice("b", "Vask"))
    assert ask(store, 1, 0) == []
    keep(store, {"a": (1, 0), "b": (1, 0)})
    assert store.marks(MODEL) == {"a": frozenset({mark("Tolk")}), "b": frozenset({mark("Vask")})}
    assert store.marks("other") == {}
    assert ask(store, 1, 0, model="other") == []
    load(store, notice("b", "Vask"))
    assert [id_ for id_, _ in ask(store, 1, 0)] == ["b"]
    store.keep_vectors(MODEL, {})
    assert set(store.marks(MODEL)) == {"b"}
    keep(store, {"b": (1, 0, 0)}, model="other")
    assert store.marks(MODEL) == {}
    assert [id_ for id_, _ in ask(store, 1, 0, 0, model="other")] == ["b"]
    store.keep_vectors("other", {"b": {}})
    assert ask(store, 1, 0, 0, model="other") == []


def test_vectors_of_a_node_that_is_not_there_are_left(store: Store) -> None:
    load(store, notice("a", "Tolk"))
    store.keep_vectors(MODEL, {"nobody": {mark("x"): eight(1, 0)}})
    assert ask(store, 1, 0) == []
