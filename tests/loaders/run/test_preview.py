"""A preview says what the load would do, and does none of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreBusy
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On
from loaders.preview import preview_load
from loaders.run import run_load
from loaders.source import declaration, known_sources
from tests.contract.facts import load, tie, unit


def test_before_anything_is_loaded_it_leaves_no_file_behind(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    shown = preview_load(store, "oslo", lang="nb")
    assert list(tmp_path.iterdir()) == []
    report = run_load(store, "oslo").answer("nb")
    assert shown.changes == [report.nodes, report.relations]


def test_a_source_already_loaded_would_change_nothing(oslo_copy: Store) -> None:
    before = oslo_copy.view().sources(On.today())
    nodes, relations = preview_load(oslo_copy, "oslo", lang="en").changes
    assert (nodes.made, nodes.changed, nodes.removed) == (0, 0, 0)
    assert (relations.made, relations.changed, relations.removed) == (0, 0, 0)
    assert nodes.unchanged == before[0].nodes
    assert oslo_copy.view().sources(On.today()) == before


@pytest.mark.neo4j
def test_a_server_that_cannot_undo_is_tried_beside(neo4j_url: str) -> None:
    with closing(open_store(neo4j_url)) as store:
        load(store, unit("a"), unit("b"), tie("a", "part_of", "b"), source=declaration(known_sources()["oslo"]))
        before = store.view().sources(On.today())
        nodes, relations = preview_load(store, "oslo", lang="nb").changes
        assert (nodes.removed, relations.removed) == (2, 1)
        assert nodes.made > 10_000
        assert store.view().sources(On.today()) == before


def test_while_another_load_runs_it_says_so(oslo_copy: Store) -> None:
    with (
        oslo_copy.writer(declaration(known_sources()["cpv"]), loaded_at="2024-01-01"),
        pytest.raises(StoreBusy),
    ):
        preview_load(oslo_copy, "oslo", lang="nb")
