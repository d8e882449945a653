"""Pilots and innovation purchases: who tried what with whom, under which scheme, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import cpv_id, named_id
from graph.model import Fact, Node, Relation
from loaders.oslo.agreements import suppliers
from loaders.oslo.directory import Directory, type_by_name
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, parted, words

Row = dict[str, str]


def programmes(tables: Tables, directory: Directory) -> Iterator[Fact]:
    """Schemes that bring startups and units together, and the unit that runs them where it is in the graph."""
    for _, row in tables.rows("programmes"):
        programme = named_id("programme", row["name"])
        props = {
            "name": row["name"],
            "owner_text": row["owner"],
            "offers": words(row["what_it_offers_nb"], row["what_it_offers_en"]),
            "who_can_join": row["who_can_join"],
            "status": row["status"],
            "url": row["url"],
            "valid_from": row["valid_from"],
            "valid_to": row["valid_to"],
        }
        for document in documents(row["source"], row["mark"]):
            yield Node(programme, "programme", props, document)
            for part in parted(row["run_by"]):
                for unit in directory.meant(part):
                    yield Relation(unit, "runs", programme, {}, document)


def pilots(tables: Tables, directory: Directory) -> Iterator[Fact]:
    """One pilot a project; a row for each unit that took part."""
    projects: dict[str, list[Row]] = {}
    for _, row in tables.rows("pilots"):
        projects.setdefault(row["project"], []).append(row)
    for rows in projects.values():
        props = _props(rows)
        for row in rows:
            yield from _pilot(row, props, directory)


def _props(rows: list[Row]) -> dict[str, object]:
    """What all rows of a project say of it; where units say different things of its end, each is named."""
    one = rows[0]
    outcomes = list(dict.fromkeys(row["outcome"] for row in rows))
    told = outcomes if len(outcomes) == 1 else [f"{row['unit']}: {row['outcome']}" for row in rows]
    return {
        "name": one["project"],
        "language": one.get("language", ""),
        "need": words(_joined(rows, "need_nb"), _joined(rows, "need_en")),
        "year": min(row["year"] for row in rows),
        "programme_text": _joined(rows, "programme"),
        "supplier_text": _joined(rows, "supplier"),
        "outcome": "; ".join(told),
    }


def _joined(rows: list[Row], column: str) -> str:
    return "; ".join(dict.fromkeys(row[column] for row in rows if row[column]))


def _pilot(row: Row, props: dict[str, object], directory: Directory) -> Iterator[Fact]:
    pilot = named_id("pilot", row["project"])
    found = documents(row["source"], row["mark"], otherwise=row["year"])
    unit = directory.find(row["pilot_unit"]) or directory.find("", row["unit_orgnr"])
    if unit is None:
        yield from directory.settle(row["pilot_unit"], row["unit_orgnr"], type_by_name(row["pilot_unit"]), found)
        unit = directory.find(row["pilot_unit"], row["unit_orgnr"]) or ""
    for document in found:
        yield Node(pilot, "pilot", props, document)
        yield Relation(unit, "piloted", pilot, {}, document)
        for code in parted(row["cpv"]):
            yield Relation(pilot, "classified_as", cpv_id(code), {}, document)
        for name in parted(row["programmes"]):
            yield Relation(pilot, "ran_under", named_id("programme", name), {}, document)
    yield from suppliers(row["supplier"], "delivered", pilot, found)
