"""Units, where they hang, what they replaced and when they ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ids import unit_id, unnumbered_unit_id
from graph.model import Fact, Node, Relation
from loaders.oslo.directory import OSLO, POLICE, Directory
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, words

Row = dict[str, str]

_YEAR_OR_DAY = re.compile(r"\b\d{4}(?:-\d{2}-\d{2})?\b")
#: What the beginning or end of a name tells of units that only the structure names.
_TYPES = (
    ("Byrådsavdeling", "city_department"),
    ("Byrådslederens kontor", "city_department"),
    ("Politiets", "police_body"),
    ("Oslo byråd", "other"),
    ("Oslo bystyre", "other"),
)


def units(tables: Tables, directory: Directory) -> Iterator[Fact]:
    """Every unit with a number or a place in the structure, with `part_of` and `replaced_by`."""
    structure = [row for _, row in tables.rows("structure")]
    ends = _ends(structure)
    for _, row in tables.rows("units"):
        yield from _unit(row, structure, ends, directory)
    for row in structure:
        for end in ("child", "parent"):
            yield from _unnumbered(row, end, ends, directory)
    for row in structure:
        yield from _placed(row, directory)


def _unit(row: Row, structure: list[Row], ends: dict[str, str], directory: Directory) -> Iterator[Fact]:
    name, number = row["name_nb"], row["orgnr"]
    unit = unit_id(number) if number else unnumbered_unit_id(name, unit_id(OSLO))
    end = ends.get(name) or row["valid_to"]
    directory.add(unit, name, row["type"], ended=bool(end))
    props = {
        "name": words(name, row["name_en"]),
        "type": row["type"],
        "orgnr": number,
        "scheme": "NO-BRC" if number else "",
        "seat": row["seat"],
        "country": "NO",
        "mandate": words(row["mandate_nb"], row["mandate_en"]),
        "valid_from": row["valid_from"],
    }
    seen = max(_YEAR_OR_DAY.findall(row["source"]), default="")
    for document in documents(row["source"], row["verified_against_register"], retrieved_at=seen):
        yield Node(unit, "unit", props, document)
        if row["parent_orgnr"] and not _hangs_elsewhere(name, structure, ends):
            yield Relation(unit, "part_of", unit_id(row["parent_orgnr"]), {}, document)
    if row["valid_to"] and name not in ends:
        for document in documents(row["source"], "no", published=row["valid_to"]):
            yield Node(unit, "unit", {"valid_to": row["valid_to"]}, document)


def _hangs_elsewhere(name: str, structure: list[Row], ends: dict[str, str]) -> bool:
    """Whether the structure places a unit without end under one that has not ended; else the parent by number holds."""
    return any(
        row["child"] == name and row["relation"] == "part_of" and not row["valid_to"] and row["parent"] not in ends
        for row in structure
    )


def _unnumbered(row: Row, end: str, ends: dict[str, str], directory: Directory) -> Iterator[Fact]:
    """The unit at one end of a row, where it was not met before; and its end, where this row tells it."""
    name = row[end]
    found = documents(row["source"], row["mark"])
    if directory.find(name, row[f"{end}_orgnr"]) is None:
        unit_type = _type(name)
        above = POLICE if unit_type.startswith("police") else OSLO
        unit = unnumbered_unit_id(name, unit_id(above))
        replaced = end == "child" and row["relation"] == "replaced_by"
        directory.add(unit, name, unit_type, ended=name in ends or replaced)
        props = {"name": {"nb": name}, "type": unit_type, "country": "NO"}
        yield from (Node(unit, "unit", props, document) for document in found)
    if end == "child" and ends.get(name) in (row["valid_from"], row["valid_to"]) and ends.get(name):
        last = ends[name]
        for document in documents(row["source"], row["mark"], published=last):
            yield Node(directory.find(name, row["child_orgnr"]) or "", "unit", {"valid_to": last}, document)


def _placed(row: Row, directory: Directory) -> Iterator[Relation]:
    """A row's relation. Its end is a claim of its own, dated by that end: nobody knew it before."""
    child = directory.find(row["child"], row["child_orgnr"]) or ""
    parent = directory.find(row["parent"], row["parent_orgnr"]) or ""
    for document in documents(row["source"], row["mark"], published=row["valid_from"]):
        yield Relation(child, row["relation"], parent, {"valid_from": row["valid_from"]}, document)
    if row["valid_to"]:
        for document in documents(row["source"], row["mark"], published=row["valid_to"]):
            yield Relation(child, row["relation"], parent, {"valid_to": row["valid_to"]}, document)


def _ends(structure: list[Row]) -> dict[str, str]:
    """{name: the day it ended}: what was replaced ends then, a department when it leaves the city government."""
    ends: dict[str, str] = {}
    for row in structure:
        if row["relation"] == "replaced_by" and row["valid_from"]:
            ends[row["child"]] = row["valid_from"]
        elif row["relation"] == "part_of" and row["parent"] == "Oslo byråd" and row["valid_to"]:
            ends.setdefault(row["child"], row["valid_to"])
    return ends


def _type(name: str) -> str:
    if name.endswith("politidistrikt"):
        return "police_district"
    return next((unit_type for start, unit_type in _TYPES if name.startswith(start)), "agency")
