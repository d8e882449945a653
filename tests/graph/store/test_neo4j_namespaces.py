"""A graph in a database that others share: no namespace harms another graph, and what has a name of ours is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from graph.errors import StoreError, StoreForeign
from graph.store.address import open_store
from graph.store.neo4j_layout import Layout, kind_labels, type_label
from graph.unit_types import unit_types
from tests.contract.facts import TODAY, load, unit
from tests.neo4j_server.namespace import Space


def own_labels(at: Layout) -> list[str]:
    return [at.varying, at.words, at.former, at.source, at.state, at.lock, at.vector]


@pytest.mark.parametrize(
    "name", [*kind_labels(), *map(type_label, unit_types()), *own_labels(Layout.of("Inngang"))], ids=str
)
def test_a_label_that_nodes_of_another_graph_may_have_is_no_namespace(name: str) -> None:
    with pytest.raises(StoreError) as told:
        open_store(f"neo4j://host?namespace={name}")
    assert told.value.key == "neo4j_namespace_is_label"
    for lang in ("nb", "en"):
        assert name in told.value.text(lang)
        assert told.value.hint(lang)


@pytest.mark.parametrize("name", ["Keywords", "Stateless", "Notices", "inngang2"])
def test_any_other_name_is_one(name: str) -> None:
    with closing(open_store(f"neo4j://host?namespace={name}")) as store:
        assert store.url.endswith(name)


@pytest.fixture
def space(neo4j_url: str, neo4j_space: Space) -> Iterator[Space]:
    """A namespace without any index."""
    opened = Space(neo4j_url.partition("?")[0], f"{neo4j_space.layout.namespace}Taken")
    yield opened
    opened.drop()


def refused(url: str, name: str, by: str) -> str:
    """What is told of a load that meets a name that is taken; the hint says what to do, in both languages."""
    with closing(open_store(url)) as store, pytest.raises(StoreForeign) as told:
        load(store, unit("a"))
    error = told.value
    assert error.key == "neo4j_name_taken"
    for lang in ("nb", "en"):
        assert f"“{name}”" in error.text(lang) or f"«{name}»" in error.text(lang)
        assert by in error.text(lang)
        assert "?namespace=" in error.hint(lang)
        assert "\n" not in error.text(lang) + error.hint(lang)
    return error.text("en")


@pytest.mark.neo4j
def test_a_namespace_that_differs_in_capitals_alone_is_refused_and_harms_nothing(
    neo4j_url: str, neo4j_space: Space
) -> None:
    at = neo4j_space.layout
    small = neo4j_url.replace(at.namespace, at.namespace.lower())
    with closing(open_store(neo4j_url)) as store:
        load(store, unit("a"))
        refused(small, f"{at.namespace.lower()}_id", f"(:{at.node} {{id}})")
        assert not neo4j_space.run(f"MATCH (n:{at.namespace.lower()}) RETURN n")
        assert store.view().search(["skog"], kinds=["unit"], on=TODAY, limit=9).hits


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("name", "made", "by", "gone"),
    [
        ("id", "INDEX {name} FOR (n:{node}) ON (n.name)", "RANGE (:{node} {{name}})", "INDEX"),
        (
            "state",
            "CONSTRAINT {name} FOR (n:{node}State) REQUIRE n.id IS UNIQUE",
            "(:{node}State {{id}})",
            "CONSTRAINT",
        ),
        ("words_of", "INDEX {name} FOR ()-[r:{node}Words]-() ON (r._of)", "RANGE (:{node}Words {{_of}})", "INDEX"),
        (
            "text",
            "FULLTEXT INDEX {name} FOR (n:{node}|{node}Words) ON EACH [n._words, n._kind]",
            "FULLTEXT (:{node}|{node}Words {{_words, _kind}}), standard-no-stop-words",
            "INDEX",
        ),
        ("vector", "INDEX {name} FOR (n:ForeignToTest) ON (n.vector)", "RANGE (:ForeignToTest {{vector}})", "INDEX"),
    ],
    ids=["no-constraint", "other-property", "of-relations", "other-analyser", "vectors"],
)
def test_an_index_of_our_name_that_is_not_ours_is_told_and_stays(
    space: Space, name: str, made: str, by: str, gone: str
) -> None:
    """Nothing else is made then; once it is gone, the load makes what it needs."""
    values = {"name": f"{space.layout.namespace.lower()}_{name}", "node": space.layout.node}
    space.run(f"CREATE {made.format(**values)}")
    refused(space.url, values["name"], by.format(**values))
    names = [str(said) for (said,) in space.run("SHOW INDEXES YIELD name")]
    assert [said for said in names if said.startswith(f"{space.layout.namespace.lower()}_")] == [values["name"]]
    space.run(f"DROP {gone} {values['name']}")
    with closing(open_store(space.url)) as store:
        load(store, unit("a"))
        assert store.view().search(["skog"], kinds=["unit"], on=TODAY, limit=9).hits


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "theirs", ["CREATE (:{node} {{id: 'a'}}), (:{node} {{id: 'a'}})", "CREATE INDEX {name} FOR (n:{node}) ON (n.id)"]
)
def test_data_of_others_that_bears_the_label_and_hinders_the_constraint_is_told(space: Space, theirs: str) -> None:
    space.run(theirs.format(node=space.layout.node, name=f"{space.layout.namespace.lower()}_id"))
    with closing(open_store(space.url)) as store, pytest.raises(StoreError) as told:
        load(store, unit("a"))
    assert told.value.key == "neo4j_label_used"
    for lang in ("nb", "en"):
        assert space.layout.namespace in told.value.text(lang)
        assert "?namespace=" in told.value.hint(lang)
