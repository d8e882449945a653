"""The twelve police districts with their seats, and the stations and operating units inside them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import unit_id, unnumbered_unit_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.directory import POLICE, Directory
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables
from loaders.source import Reading

Row = dict[str, str]

#: The reform by which districts that are not among the twelve ended: "12 districts from 2016-01-01".
_REFORM = "2016-01-01"


def police_units(tables: Tables, directory: Directory, reading: Reading) -> Iterator[Fact]:
    """Seats of the districts; the units inside them."""
    rows = list(tables.rows("police_units"))
    listed = [row for _, row in rows if row["type"] == "police_district"]
    for place, row in rows:
        found = documents(row["source"], row["mark"])
        if not row["parent_district"]:
            known = directory.find(row["name"])
            if known is None:
                reading.skip(place, "oslo_unknown_unit", unit=row["name"])
            else:
                yield from (Node(known, "unit", {"seat": row["seat"]}, document) for document in found)
            continue
        district = directory.find(row["parent_district"])
        if district is None:
            district = unnumbered_unit_id(row["parent_district"], unit_id(POLICE))
            yield from _former_district(district, row["parent_district"], found, listed[0], directory)
        station = unnumbered_unit_id(row["name"], district)
        directory.add(station, row["name"], row["type"])
        props = {"name": {"nb": row["name"]}, "type": row["type"], "seat": row["seat"], "country": "NO"}
        for document in found:
            yield Node(station, "unit", props, document)
            yield Relation(station, "part_of", district, {}, document)


def _former_district(unit: str, name: str, found: list[Document], reform: Row, directory: Directory) -> Iterator[Fact]:
    """A district that stations of 2014 name and that is not among the twelve of 2016: it had ended by then."""
    directory.add(unit, name, "police_district", ended=True)
    for document in found:
        yield Node(unit, "unit", {"name": {"nb": name}, "type": "police_district", "country": "NO"}, document)
        yield Relation(unit, "part_of", unit_id(POLICE), {}, document)
    for document in documents(reform["source"], reform["mark"], published=_REFORM):
        yield Node(unit, "unit", {"valid_to": _REFORM}, document)
