"""Every row of the facts is in the graph: counted against the real files, and looked up one by one."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ids import cpv_id, doffin_id, named_id, post_id, unit_id
from graph.model import Node, Relation
from graph.store.base import Store
from graph.tables import DATA
from graph.when import On
from loaders.oslo.tables import COLUMNS, parted
from loaders.resolve import normal_name

NOW = On("2030-01-01", undated=True)
FACTS = sorted(set(COLUMNS) - {"city_government", "statements", "cpv_labels", "cpv_pitches"})


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def units(oslo_store: Store) -> dict[str, list[Node]]:
    """Units by normalised name in any language."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in oslo_store.view().scan("unit", NOW):
        for name in {normal_name(text) for text in node.props["name"].values()}:
            found[name].append(node)
    return found


@pytest.fixture(scope="module")
def relations(oslo_store: Store) -> dict[str, list[Relation]]:
    view = oslo_store.view()
    return {kind: list(view.scan_relations(kind, NOW)) for kind in view.counts(NOW).relations}


def named(units: dict[str, list[Node]], name: str, number: str = "") -> set[str]:
    return {unit_id(number)} if number else {node.id for node in units[normal_name(name)]}


@pytest.mark.parametrize("table", FACTS)
def test_what_ships_has_every_row_of_the_facts(shared: Path, table: str) -> None:
    facts, ships = rows(shared / "facts" / f"{table}.csv"), rows(DATA / f"{table}.csv")
    key = {"procurement_rules": "rule", "routes": "route"}.get(table, next(iter(facts[0])))
    assert [row[key] for row in ships] == [row[key] for row in facts]


def test_kinds_are_as_many_as_the_rows_that_make_them(oslo_store: Store, shared: Path) -> None:
    found = oslo_store.view().counts(NOW).nodes
    facts = {table: rows(shared / "facts" / f"{table}.csv") for table in FACTS}
    assert found["duty"] == len(facts["duties"])
    assert found["theme"] == len(facts["themes"])
    assert found["notice"] == len(facts["notices"])
    assert found["agreement"] == len(facts["agreements"])
    assert found["programme"] == len(facts["programmes"])
    assert found["route"] == len(facts["routes"])
    assert found["pilot"] == len({row["project"] for row in facts["pilots"]})
    assert found["rule"] == sum(len(facts[table]) for table in ("procurement_rules", "buyer_class", "contract_class"))
    assert found["category"] == 9454
    assert found["person"] == 9


def test_every_unit_is_there_by_its_number_with_both_names(oslo_store: Store, shared: Path, units: dict) -> None:
    for row in rows(shared / "facts" / "units.csv"):
        (unit,) = named(units, row["name_nb"], row["orgnr"])
        node = oslo_store.view().get([unit], NOW)[unit]
        assert node.props["type"] == row["type"]
        assert node.props["name"]["en"] == row["name_en"]
        assert node.props["mandate"]["nb"] == row["mandate_nb"]


def test_every_line_of_the_structure_is_a_relation(shared: Path, units: dict, relations: dict) -> None:
    found = {(relation.from_id, relation.kind, relation.to_id): relation for relation in _all(relations)}
    for row in rows(shared / "facts" / "structure.csv"):
        (child,), (parent,) = (named(units, row[end], row[f"{end}_orgnr"]) for end in ("child", "parent"))
        relation = found[child, row["relation"], parent]
        assert relation.props.get("valid_from", "") == row["valid_from"]
        assert relation.props.get("valid_to", "") == row["valid_to"]


def test_every_size_is_kept_with_its_year(oslo_store: Store, shared: Path, units: dict) -> None:
    sums = Counter(node.props.get("measure") for node in oslo_store.view().scan("statement", NOW))
    for row in rows(shared / "facts" / "sizes.csv"):
        found = named(units, row["unit"], row["orgnr"])
        if not found:
            assert sums[row["measure"]], row
            continue
        node = oslo_store.view().get(found, NOW)[found.pop()]
        kept = [(one["measure"], one["year"], float(one["value"])) for one in node.props["sizes"]]
        assert (row["measure"], row["year"], float(row["value"])) in kept


def test_every_police_unit_hangs_in_its_district(shared: Path, units: dict, relations: dict) -> None:
    inside = {(relation.from_id, relation.to_id) for relation in relations["part_of"]}
    for row in rows(shared / "facts" / "police_units.csv"):
        found = named(units, row["name"])
        assert found, row
        if row["parent_district"]:
            (district,) = named(units, row["parent_district"])
            assert any((unit, district) in inside for unit in found), row


def test_every_post_is_in_a_unit(oslo_store: Store, shared: Path, units: dict) -> None:
    view = oslo_store.view()
    for row in rows(shared / "facts" / "posts.csv"):
        kind = row["unit"].removeprefix("type: ")
        meant = (
            [node.id for node in view.scan("unit", NOW, type=kind)]
            if kind != row["unit"]
            else named(units, row["unit"], row["orgnr"])
        )
        ids = [post_id(unit, row["role"], row["post_title_nb"]) for unit in meant]
        found = view.get(ids, NOW)
        assert found or row["post_title_nb"] == "sjef for særorgan", row


def test_every_duty_is_owed_and_classified(shared: Path, relations: dict) -> None:
    obliged = defaultdict(set)
    for relation in relations["obliged_to"]:
        obliged[relation.to_id].add(relation.from_id)
    classified = {(relation.from_id, relation.to_id) for relation in relations["classified_as"]}
    for row in rows(shared / "facts" / "duties.csv"):
        duty = named_id("duty", row["duty_nb"], row["applies_to"], row["unit_orgnr"])
        if row["unit_orgnr"]:
            assert obliged[duty] == {unit_id(row["unit_orgnr"])}
        if row["applies_to"] == "borough":
            assert len(obliged[duty]) == 15
        if row["applies_to"] == "police_district":
            assert len(obliged[duty]) == 12
        assert all((duty, cpv_id(code)) in classified for code in parted(row["cpv"]))


def test_every_notice_has_its_buyer_and_main_category(shared: Path, relations: dict) -> None:
    buyers = {relation.to_id: relation.from_id for relation in relations["published"]}
    main = {relation.from_id: relation.to_id for relation in relations["classified_as"] if relation.props.get("main")}
    for row in rows(shared / "facts" / "notices.csv"):
        assert row["notice"] == doffin_id(row["notice"].removeprefix("doffin-")).replace("doffin-doffin", "doffin")
        assert main[row["notice"]] == cpv_id(row["cpv"].split()[0])
        if row["buyer_orgnr"] and row["buyer_orgnr"] != "974589540":
            assert buyers[row["notice"]] == unit_id(row["buyer_orgnr"])
    assert buyers["doffin-2020-0976"] == "no-orgnr-974778874"
    assert buyers["doffin-2020-305229"] == "no-orgnr-958935420"
    assert buyers["doffin-2020-323594"] == "no-orgnr-818379862"


def test_agreements_without_a_known_contract_are_announced(oslo_store: Store) -> None:
    states = Counter(node.props["state"] for node in oslo_store.view().scan("agreement", NOW))
    assert states == {"announced": 73, "known": 42, "cancelled": 1}


def test_every_pilot_has_its_units_and_every_buyer_is_a_unit(shared: Path, units: dict, relations: dict) -> None:
    assert len(relations["piloted"]) == len(rows(shared / "facts" / "pilots.csv"))
    for row in rows(shared / "facts" / "buyers.csv"):
        assert named(units, row["name"]), row
    assert all(named(units, name) for name in ("DFØ", "Ruter AS", "Bærum kommune"))


def test_every_class_has_its_phrases(oslo_store: Store, shared: Path) -> None:
    phrased = [node for node in oslo_store.view().scan("category", NOW) if node.props.get("phrases")]
    said = rows(shared / "facts" / "cpv_phrases.csv")
    assert len(phrased) == len(said)
    held = {node.props["code"][:4]: set(node.props["phrases"]["nb"]) for node in phrased}
    assert all(held[row["class"]].issuperset(parted(row["phrases_nb"])) for row in said)
    assert "skjermtolk" in held["7954"]


def _all(relations: dict[str, list[Relation]]) -> Iterator[Relation]:
    for found in relations.values():
        yield from found
