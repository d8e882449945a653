"""What is peculiar to a graph in a Neo4j server: how it looks to people, and that nothing of theirs is touched."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from unittest import mock

import pytest

from graph.model import Node
from graph.store import neo4j_spoken, neo4j_walk
from graph.store.address import open_store
from graph.store.base import Store
from graph.store.neo4j_address import Address
from graph.store.neo4j_define import define
from graph.store.neo4j_server import Server
from tests.contract.facts import OTHER, SOURCE, TODAY, doc, load, tie, unit
from tests.neo4j_server.namespace import Space

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Store]:
    with closing(open_store(neo4j_url)) as opened:
        yield opened


def test_a_person_finds_kinds_and_types_as_labels_and_values_as_properties(store: Store, neo4j_space: Space) -> None:
    police = unit("p", "Oslo politidistrikt", type="police_district", employees=2400, aliases=["OPD"])
    police = replace(police, props=police.props | {"name": {"nb": "Oslo politidistrikt", "en": "Oslo Police District"}})
    load(store, police, unit("d", "Justis", type="ministry"), tie("p", "part_of", "d", valid_from="2016"))
    node = f"{neo4j_space.layout.node}:Unit:PoliceDistrict"
    ((name, english, aliases, employees, since, above),) = neo4j_space.run(
        f"MATCH (p:{node})-[r:PART_OF]->(d:Ministry)"
        " RETURN p.name, p.name_en, p.aliases, p.employees, r.valid_from, d.name"
    )
    assert (name, english, aliases) == ("Oslo politidistrikt", "Oslo Police District", ["OPD"])
    assert (employees, since, above) == (2400, "2016", "Justis")


def test_a_claim_is_a_line_that_says_who_says_what(store: Store, neo4j_space: Space) -> None:
    load(store, unit("a", "en", doc("d1", "2020")))
    load(store, unit("a", "to", doc("d2", "2021")), source=OTHER)
    ((claims,),) = neo4j_space.run(f"MATCH (n:{neo4j_space.layout.node} {{id: 'a'}}) RETURN n._claims")
    assert claims == [
        '["a","d1","unit",1,"title of d1",null,"2020",null,true]\t{"name":{"nb":"en"}}',
        '["b","d2","unit",2,"title of d2",null,"2021",null,true]\t{"name":{"nb":"to"}}',
    ]


def test_a_kind_or_type_that_changes_takes_its_label_along(store: Store, neo4j_space: Space) -> None:
    labels = f"MATCH (n:{neo4j_space.layout.node} {{id: 'a'}}) RETURN labels(n)"
    load(store, unit("a", type="borough"))
    assert {*neo4j_space.run(labels)[0][0]} == {neo4j_space.layout.node, "Unit", "Borough"}
    load(store, unit("a", type="a type of its own`"))
    assert {*neo4j_space.run(labels)[0][0]} == {neo4j_space.layout.node, "Unit"}
    load(store, Node("a", "supplier", {"name": "firma"}, doc()))
    assert {*neo4j_space.run(labels)[0][0]} == {neo4j_space.layout.node, "Supplier"}


def test_other_data_in_the_database_is_neither_read_nor_touched(store: Store, neo4j_space: Space) -> None:
    """Foreign nodes with our labels for kinds, our ids and our names; one of them points to a node of ours."""
    neo4j_space.run("MATCH (n:ForeignToTest) DETACH DELETE n")
    neo4j_space.run("CREATE (:ForeignToTest:Unit {id: 'a', name: 'skog'})-[:PART_OF]->(:ForeignToTest:Unit {id: 'b'})")
    load(store, unit("a"), unit("b"))
    neo4j_space.run(
        f"MATCH (f:ForeignToTest {{id: 'a'}}), (n:{neo4j_space.layout.node} {{id: 'a'}}) CREATE (f)-[:PART_OF]->(n)"
    )
    view = store.view()
    assert [node.id for node in view.scan("unit", TODAY)] == ["a", "b"]
    assert (view.degrees(["a"], TODAY), view.counts(TODAY).relations) == ({"a": 0}, {})
    assert len(view.search(["skog"], kinds=["unit"], on=TODAY, limit=9).hits) == 2
    load(store, unit("b"))
    store.unload("a")
    assert neo4j_space.run("MATCH (f:ForeignToTest) WITH f ORDER BY f.id RETURN f.id, f.name") == [
        ["a", "skog"],
        ["b", None],
    ]
    neo4j_space.run("MATCH (n:ForeignToTest) DETACH DELETE n")


def test_two_namespaces_of_a_database_know_nothing_of_each_other(
    store: Store, neo4j_server: str, neo4j_space: Space
) -> None:
    neighbour = Space(neo4j_server, f"{neo4j_space.layout.namespace}Too")
    with closing(open_store(neighbour.url)) as other:
        load(store, unit("a", "skog"))
        load(other, unit("a", "hund"), unit("b"), tie("a", "part_of", "b"))
        assert store.view().get(["a", "b"], TODAY)["a"].props == {"name": {"nb": "skog"}}
        store.unload("a")
        assert set(other.view().get(["a", "b"], TODAY)) == {"a", "b"}
    neighbour.drop()


def test_the_schema_is_made_once_and_stays(store: Store, neo4j_space: Space) -> None:
    load(store, unit("a"))
    store.unload("a")
    names = {name for (name,) in neo4j_space.run("SHOW INDEXES YIELD name RETURN name")}
    assert set(neo4j_space.layout.definitions()) <= names


def test_values_are_values_whatever_they_look_like(store: Store) -> None:
    odd = "'}) DETACH DELETE n //"
    load(store, unit("a`b'c\"", odd, seat=odd), unit("x"), tie("a`b'c\"", "part_of", "x", role=odd))
    view = store.view()
    assert view.get(["a`b'c\""], TODAY)["a`b'c\""].props["seat"] == odd
    assert view.search([odd, '"', "skog OR *", "a\\"], kinds=["unit"], on=TODAY, limit=9).frequencies[odd] == 0
    assert [one.props["role"] for one in view.neighbours(["x"], on=TODAY, cap=9).relations] == [odd]


def test_numbers_that_the_database_cannot_hold_come_back_as_they_were_said(store: Store) -> None:
    load(store, unit("a", employees=1 << 70), unit("b", employees=2.0), unit("c", employees=2))
    found = store.view().get(["a", "b", "c"], TODAY)
    assert [repr(found[id_].props["employees"]) for id_ in "abc"] == [str(1 << 70), "2.0", "2"]


def test_a_load_again_writes_nothing(store: Store, neo4j_space: Space) -> None:
    facts = [unit("a"), unit("b"), tie("a", "part_of", "b")]
    load(store, *facts, source=SOURCE)
    neo4j_space.run(f"MATCH (n:{neo4j_space.layout.node} {{id: 'a'}}) SET n.seen_by_a_person = true")
    load(store, *facts, source=SOURCE)
    assert neo4j_space.run(f"MATCH (n:{neo4j_space.layout.node}) WHERE n.seen_by_a_person RETURN n.id") == [["a"]]


def test_what_a_person_adds_lasts_until_a_load_changes_what_it_hangs_on(store: Store, neo4j_space: Space) -> None:
    """As docs/neo4j.md says: properties go, labels stay."""
    nodes = [unit("a"), unit("b")]
    ties = {id_: tie(id_, "part_of", "c", role="before") for id_ in "ab"}
    load(store, *nodes, unit("c"), *ties.values())
    node = f"(n:{neo4j_space.layout.node})"
    neo4j_space.run(f"MATCH {node}-[r]->() SET n:SeenByAPerson, n.note = 'mine', r.note = 'mine'")
    load(store, unit("a", "another name"), nodes[1], unit("c"), tie("a", "part_of", "c", role="after"), ties["b"])
    kept = neo4j_space.run(f"MATCH {node}-[r]->() RETURN n.id, n:SeenByAPerson, n.note, r.note ORDER BY n.id")
    assert kept == [["a", True, None, None], ["b", True, "mine", "mine"]]


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read at a time is a page of a few."""
    monkeypatch.setattr(neo4j_spoken, "PAGE", 3)
    monkeypatch.setattr(neo4j_spoken, "TIES", 2)
    monkeypatch.setattr(neo4j_spoken, "CLAIMS", 4)
    monkeypatch.setattr(neo4j_walk, "_FIRST", 2)
    monkeypatch.setattr(neo4j_walk, "_CLAIMS", 4)


@contextmanager
def noted() -> Iterator[list[list[list[object]]]]:
    """What the server answers meanwhile."""
    answers: list[list[list[object]]] = []
    read = Server.read

    def noting(server: Server, *query: str, **values: object) -> list[list[object]]:
        answers.append(rows := read(server, *query, **values))
        return rows

    with mock.patch.object(Server, "read", noting):
        yield answers


def _claims_in(answer: list[list[object]]) -> int:
    return sum(len(value) for row in answer for value in row if isinstance(value, list))


UNITS = [unit(f"n{number}") for number in range(9)]
HUB = [tie("n0", kind, f"n{number}") for number in range(1, 9) for kind in ("part_of", "buys_for")]
OTHERS = [tie("n1", "part_of", "n2"), tie("n5", "part_of", "n1"), tie("n8", "buys_for", "n0")]


@pytest.mark.usefixtures("little")
def test_what_a_source_no_longer_says_is_looked_for_a_little_at_a_time(store: Store) -> None:
    """However many relations leave a node: no answer of the server holds more than a page."""
    load(store, *UNITS, *HUB, *OTHERS)
    kept = [*UNITS[:8], *HUB[:14:3], OTHERS[1]]
    with store.writer(SOURCE, loaded_at="2024-01-02") as writer:
        writer.put(kept)
        with noted() as answers:
            writer.prune()
        nodes, relations = writer.finish({})
    assert max(map(len, answers)) <= 3
    assert (nodes.removed, relations.removed) == (1, len(HUB) + len(OTHERS) - 6)
    found = store.view().subgraph(["n0", "n5"], depth=9, cap=99, on=TODAY).relations
    assert [one.id for one in found] == sorted(one.id for one in kept[8:])


@pytest.mark.usefixtures("little")
def test_what_a_source_says_is_read_a_little_at_a_time(store: Store) -> None:
    """However much is said of a node, and however many relations leave it."""
    often = [unit(one.id, "skog", doc(f"d{number}")) for one in UNITS for number in range(3)]
    said = [*often, *HUB, *OTHERS]
    load(store, *said)
    with noted() as answers:
        found = list(store.said(SOURCE.id))
    assert max(map(len, answers)) <= 3
    assert max(map(_claims_in, answers)) <= 4
    assert Counter((fact.id, fact.document) for fact in found) == Counter((fact.id, fact.document) for fact in said)


@pytest.mark.usefixtures("little")
def test_nodes_that_vary_are_counted_and_gone_through_a_few_claims_at_a_time(store: Store) -> None:
    """Of what several documents say the kind may be another on another day."""
    often = [unit(one.id, "skog", doc(f"d{number}", "2024-01-01")) for one in UNITS for number in range(3)]
    load(store, *often, *(Node(one.id, "supplier", {"name": "firma"}, doc("once", "2023")) for one in UNITS))
    view = store.view()
    with noted() as answers:
        counts = view.counts(TODAY)
        found = [node.id for node in view.scan("unit", TODAY)]
    assert counts.nodes == {"unit": len(UNITS)}
    assert found == [one.id for one in UNITS]
    assert max(map(_claims_in, answers)) <= 4


def test_processes_that_make_the_indexes_at_the_same_time_do_not_hinder_each_other(
    neo4j_server: str, neo4j_space: Space
) -> None:
    space = Space(neo4j_server, f"{neo4j_space.layout.namespace}Many")
    servers = [Server(Address.of(space.url, os.environ)) for _ in range(4)]
    try:
        with ThreadPoolExecutor(len(servers)) as pool:
            list(pool.map(define, servers))
        made = {name for (name,) in space.run("SHOW INDEXES YIELD name")}
        assert made >= space.layout.definitions().keys()
    finally:
        for server in servers:
            server.close()
        space.drop()
