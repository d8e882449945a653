"""A graph copied to another store is the same graph."""

from __future__ import annotations

from contextlib import closing
from itertools import islice

import pytest

from graph.copy import copy
from graph.errors import BadInput, StoreError
from graph.match.find import find
from graph.match.question import Question
from graph.model import Source
from graph.schema import schema
from graph.store.address import open_store
from graph.store.sqlite_ import SqliteStore
from graph.when import On
from loaders.embed import embed
from tests.contract.facts import OTHER, load, unit

ALWAYS = On("9999-12-31", undated=True)


@pytest.fixture
def target(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'target.db'}")) as opened:
        yield opened


def _all(store):
    view = store.view()
    nodes = [node for kind in schema().nodes for node in view.scan(kind, ALWAYS)]
    relations = [relation for kind in schema().relations for relation in view.scan_relations(kind, ALWAYS)]
    return nodes, relations


def _same(first, second):
    """second: gets its vectors, which are not copied, as every graph gets them."""
    embed(second)
    assert _all(first) == _all(second)
    ids = [node.id for node in islice(first.view().scan("unit", ALWAYS), 200)]
    assert first.view().claims(ids, ALWAYS) == second.view().claims(ids, ALWAYS)
    asked = Question(offering="tolketjeneste på video", on=On.at("2024-06-01"), limit=0)
    one, other = (find(store.view(), asked, lang="nb", store="s") for store in (first, second))
    assert [result.id for result in one.results] == [result.id for result in other.results]


def _statuses(store):
    return [(one.source, one.loaded_at, one.state, one.nodes, one.relations) for one in store.view().sources(ALWAYS)]


def test_the_copy_answers_as_the_original_does(oslo_store, target):
    answer = copy(oslo_store, target)
    _same(oslo_store, target)
    assert _statuses(target) == _statuses(oslo_store)
    assert [one.id for one in answer.sources] == ["oslo"]
    assert answer.sources[0].nodes > 10_000


@pytest.mark.neo4j
def test_a_graph_goes_to_a_server_and_comes_back_unharmed(oslo_store, target, neo4j_url):
    with closing(open_store(neo4j_url)) as server:
        there = copy(oslo_store, server)
        back = copy(server, target)
        assert [one.checksum for one in there.sources] == [one.checksum for one in back.sources]
        _same(oslo_store, server)
    _same(oslo_store, target)


def test_copying_again_changes_nothing_and_leaves_other_sources(oslo_store, target):
    load(target, unit("mine"), source=OTHER)
    first = copy(oslo_store, target)
    before = _all(target)
    assert copy(oslo_store, target) == first
    assert _all(target) == before
    assert first.kept == [OTHER.id]
    assert "mine" in target.view().get(["mine"], ALWAYS)


def test_what_the_original_no_longer_says_goes_from_the_copy(tmp_path, target):
    with closing(open_store(f"sqlite:///{tmp_path / 'origin.db'}")) as origin:
        load(origin, unit("a"), unit("b"))
        copy(origin, target)
        load(origin, unit("b"))
        copy(origin, target)
    assert sorted(target.view().get(["a", "b"], ALWAYS)) == ["b"]


def test_a_store_is_not_copied_to_itself(oslo_store):
    with pytest.raises(BadInput, match="to itself"):
        copy(oslo_store, oslo_store)


def test_a_file_is_not_copied_to_itself_by_another_name(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    names = ["graph.db", "link/graph.db", f"link/../{tmp_path.name}/graph.db"]
    first, *others = [open_store(f"sqlite:///{tmp_path}/{name}") for name in names]
    load(first, unit("a"))
    for other in others:
        with pytest.raises(BadInput, match="to itself"):
            copy(first, other)
    for store in (first, *others):
        store.close()


@pytest.mark.neo4j
def test_a_graph_on_a_server_is_not_copied_to_itself_by_another_address(neo4j_url):
    there = neo4j_url.partition("://")[2]
    with closing(open_store(neo4j_url)) as origin:
        load(origin, unit("a"))
        for address in (f"bolt://{there}", f"neo4j://{there.replace('127.0.0.1', 'localhost')}", f"NEO4J://{there}"):
            with closing(open_store(address)) as target, pytest.raises(BadInput, match="to itself"):
                copy(origin, target)
        with closing(open_store(f"{neo4j_url}Beside")) as target:
            assert target.identity() != origin.identity()


class Forgetful(SqliteStore):
    """A store that does not give back all that it was given."""

    def said(self, source_id):
        return islice(super().said(source_id), 1, None)


def test_a_copy_that_is_not_what_was_sent_is_told(tmp_path):
    with closing(open_store(f"sqlite:///{tmp_path / 'origin.db'}")) as origin:
        load(origin, unit("a"), unit("b"))
        with pytest.raises(StoreError, match="2 claims sent, 1"):
            copy(origin, Forgetful(tmp_path / "forgetful.db"))


def test_a_changed_value_changes_the_checksum(tmp_path, target):
    sums = []
    with closing(open_store(f"sqlite:///{tmp_path / 'origin.db'}")) as origin:
        for name in ("skog", "hav", "skog"):
            load(origin, unit("a", name), source=Source("a", {"en": "A"}, "publisher", "licence"))
            sums.append(copy(origin, target).sources[0].checksum)
    assert sums[0] == sums[2] != sums[1]
