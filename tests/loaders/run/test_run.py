"""The runner: nothing half done, everything counted. A toy source reads facts as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import loaders
from graph.errors import BadInput, LoadRefused, UnknownThing
from graph.store.address import open_store
from graph.store.base import Store
from graph.when import On
from loaders.report import LoadReport
from loaders.run import run_load

SOURCE = """
title = { nb = "Prøve", en = "Trial" }
publisher = "p"
licence = "l"
"""
LOADER = """
import json

from graph.model import Document, Node, Purge, Relation
from loaders.rows import text_lines


def load(reading):
    for entry in reading.entries((".jsonl",)):
        for done, line in enumerate(text_lines(entry), start=1):
            said = json.loads(line)
            document = Document(said.pop("doc", "d"), "A page", published=said.pop("published", None))
            reading.on_step(done)
            if "purge" in said:
                yield Purge(said["purge"])
            elif "to" in said:
                yield Relation(said["from"], said["kind"], said["to"], said.get("props", {}), document)
            else:
                reading.audit(said.pop("extra", {}), "extra.")
                yield Node(said["id"], said["kind"], said["props"], document)
"""
NOW = On("2030-01-01", undated=True)

Run = Callable[..., LoadReport]


def unit(id_: str, name: str = "X", **more: object) -> dict[str, object]:
    return {"id": id_, "kind": "unit", "props": {"name": {"nb": name}, "type": "agency"}, **more}


def relation(from_: str, to: str, kind: str = "part_of", **more: object) -> dict[str, object]:
    return {"from": from_, "kind": kind, "to": to, **more}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'graph.db'}")
    yield opened
    opened.close()


@pytest.fixture
def run(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Writes facts to a file and loads them; `mode` and `expected` are what the toy source declares."""
    home = tmp_path / "sources"
    monkeypatch.setattr("loaders.source.LOADERS", home)
    monkeypatch.setattr(loaders, "__path__", [*loaders.__path__, str(home)])

    def load(
        *facts: dict[str, object], source: str = "toy_a", mode: str = "snapshot", expected: str = ""
    ) -> LoadReport:
        folder = home / source
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
        (folder / "loader.py").write_text(LOADER)
        (folder / "source.toml").write_text(f'{SOURCE}mode = "{mode}"\n{expected}')
        path = tmp_path / "facts.jsonl"
        path.write_text("".join(json.dumps(fact) + "\n" for fact in facts), "utf-8")
        return run_load(store, source, [path])

    return load


def ids(store: Store) -> list[str]:
    return [node.id for node in store.view().scan("unit", NOW)]


def test_a_load_twice_changes_nothing(run: Run, store: Store) -> None:
    facts = (unit("a"), unit("b"), relation("a", "b"))
    first, second = run(*facts), run(*facts)
    assert (first.nodes.made, first.relations.made) == (2, 1)
    assert (second.nodes.made, second.nodes.changed, second.nodes.removed, second.nodes.unchanged) == (0, 0, 0, 2)
    assert (second.relations.unchanged, second.relations.removed) == (1, 0)
    assert ids(store) == ["a", "b"]


def test_a_snapshot_that_shrinks_takes_away_what_is_no_longer_said(run: Run, store: Store) -> None:
    run(unit("a"), unit("b"))
    assert run(unit("a")).nodes.removed == 1
    assert ids(store) == ["a"]


def test_documents_mode_prunes_only_the_documents_it_names(run: Run, store: Store) -> None:
    run(unit("a", doc="one"), unit("b", doc="two"), unit("c", doc="two"), mode="documents")
    report = run(unit("b", doc="two"), mode="documents")
    assert report.nodes.removed == 1
    assert ids(store) == ["a", "b"]


def test_a_document_that_was_withdrawn_goes(run: Run, store: Store) -> None:
    run(unit("a", doc="one"), unit("b", doc="two"), mode="documents")
    run({"purge": "one"}, mode="documents")
    assert ids(store) == ["b"]


@pytest.mark.parametrize("last", ["{not json", json.dumps({"id": "c", "kind": "unit"})])
def test_a_loader_that_breaks_leaves_the_store_as_it_was(run: Run, store: Store, tmp_path: Path, last: str) -> None:
    run(unit("a"))
    path = tmp_path / "broken.jsonl"
    path.write_text(json.dumps(unit("b")) + "\n" + last + "\n")
    with pytest.raises(LoadRefused) as error:
        run_load(store, "toy_a", [path])
    assert error.value.key == "load_loader_failed"
    assert "\n" not in error.value.text("nb")
    assert ids(store) == ["a"]


def test_too_few_is_refused_and_too_many_is_warned_of(run: Run, store: Store) -> None:
    run(unit("a"), unit("b"))
    with pytest.raises(LoadRefused) as error:
        run(unit("c"), expected="[expected.nodes]\nunit = [2, 3]")
    assert error.value.key == "load_too_few"
    assert ids(store) == ["a", "b"]
    report = run(*(unit(name) for name in "abcd"), expected="[expected.nodes]\nunit = [2, 3]")
    assert [remark.key for remark in report.warnings] == ["load_too_many"]


def test_too_few_relations_are_refused_too(run: Run) -> None:
    with pytest.raises(LoadRefused):
        run(unit("a"), unit("b"), expected="[expected.relations]\npart_of = [1, 9]")


@pytest.mark.parametrize(
    "fact",
    [
        {"id": "x", "kind": "wizard", "props": {}},
        {"id": "x", "kind": "unit", "props": {"nmae": "X"}},
        {"id": "x", "kind": "unit", "props": {"employees": "NA"}},
        {"id": "x", "kind": "unit", "props": {"valid_from": "2020-13-45"}},
        {"id": "x y", "kind": "unit", "props": {"name": {"nb": "X"}}},
        {"id": "x", "kind": "unit", "props": {"name": {"nb": "X"}}, "published": "2020-13-45"},
        relation("a", "a"),
        relation("a", "b", "published"),
        relation("a", "b", "marries"),
    ],
)
def test_a_fact_that_does_not_fit_is_skipped_and_said(run: Run, store: Store, fact: dict[str, object]) -> None:
    report = run(unit("a"), unit("b"), fact)
    assert report.skipped_count == 1
    for lang in ("nb", "en"):
        assert report.answer(lang).skipped[0].why
    assert ids(store) == ["a", "b"]


def test_the_relation_that_closes_a_circle_is_skipped(run: Run, store: Store) -> None:
    facts = [unit(name) for name in "abc"]
    report = run(*facts, relation("a", "b"), relation("b", "c"), relation("c", "a"))
    assert [(remark.where, remark.key) for remark in report.skipped] == [("c|part_of|a", "load_circle")]
    assert store.view().counts(NOW).relations == {"part_of": 2}


def test_one_document_that_says_two_things_is_warned_of(run: Run) -> None:
    report = run(unit("a", "One"), unit("a", "Two"), unit("b", "Three"), unit("b", "Three"))
    assert [(remark.where, remark.key, remark.values) for remark in report.warnings] == [
        ("a", "load_said_twice", {"field": "name"})
    ]


def test_two_documents_may_differ(run: Run) -> None:
    assert not run(unit("a", "One", doc="one"), unit("a", "Two", doc="two")).warnings


def test_fields_that_nobody_mapped_are_one_warning_each_with_a_count(run: Run) -> None:
    report = run(unit("a", extra={"colour": 1, "size": 2}), unit("b", extra={"colour": 1}))
    assert [remark.values for remark in report.warnings] == [
        {"field": "extra.colour", "count": 2},
        {"field": "extra.size", "count": 1},
    ]


def test_a_relation_may_point_to_what_another_source_brought(run: Run, store: Store) -> None:
    run(unit("a"), source="toy_a")
    report = run(unit("b"), relation("b", "a"), source="toy_b")
    assert report.skipped_count == 0
    assert store.view().counts(NOW).relations == {"part_of": 1}


def test_a_relation_waits_for_its_end_and_shows_once_it_comes(run: Run, store: Store) -> None:
    report = run(unit("a"), relation("a", "b"))
    assert report.skipped_count == 0
    assert [line.why for line in report.answer("en").left_out]
    assert not list(store.view().scan_relations("part_of", NOW))
    run(unit("b"), source="toy_b")
    assert [one.id for one in store.view().scan_relations("part_of", NOW)] == ["a|part_of|b"]


def test_the_report_is_kept_with_the_source(run: Run, store: Store) -> None:
    run(unit("a"), relation("a", "a"))
    (status,) = store.view().sources(NOW)
    assert (status.state, status.nodes) == ("loaded", 1)
    assert status.report["skipped_count"] == 1


def test_an_unknown_source_names_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownThing) as error:
        run_load(store, "olso")
    assert "oslo" in error.value.text("en")


def test_a_source_that_does_not_ship_asks_for_a_path(store: Store) -> None:
    with pytest.raises(BadInput) as error:
        run_load(store, "cpv")
    assert error.value.key == "load_needs_path"


def test_progress_is_told_to_its_end(run: Run, store: Store, tmp_path: Path) -> None:
    run(unit("a"), unit("b"))
    told: list[tuple[str, int, int | None]] = []
    run_load(store, "toy_a", [tmp_path / "facts.jsonl"], progress=lambda *step: told.append(step))
    assert told[:4] == [("read", 1, None), ("read", 2, None), ("begin", 0, None), ("write", 2, 2)]
    assert {*told[4:]} == {("settle", 0, None)}


@pytest.mark.parametrize("turned", [False, True])
def test_a_body_that_buys_and_sells_is_a_unit_and_a_supplier_beside_it(run: Run, store: Store, turned: bool) -> None:
    buys = [unit("no-orgnr-1"), {"id": "n", "kind": "notice", "props": {"stage": "award"}}]
    sells = [{"id": "no-orgnr-1", "kind": "supplier", "props": {"name": "Skyss AS"}}]
    facts = [*(sells + buys if turned else buys + sells), relation("no-orgnr-1", "n", "published")]
    report = run(*facts, relation("n", "no-orgnr-1", "awarded_to"))
    assert report.skipped_count == 0
    assert [node.id for node in store.view().scan("supplier", NOW)] == ["supplier-no-skyss-as"]
    assert [found.to_id for found in store.view().scan_relations("awarded_to", NOW)] == ["supplier-no-skyss-as"]
    assert [found.from_id for found in store.view().scan_relations("published", NOW)] == ["no-orgnr-1"]


def test_unloading_takes_back_what_a_source_said_and_nothing_else(run: Run, store: Store) -> None:
    run(unit("a"), unit("b"), relation("a", "b"), source="toy_a")
    run(unit("b", "B"), source="toy_b")
    nodes, relations = store.unload("toy_a")
    assert (nodes.removed, relations.removed) == (1, 1)
    assert ids(store) == ["b"]
    assert [status.source.id for status in store.view().sources(NOW)] == ["toy_b"]
