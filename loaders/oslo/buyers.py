"""Procurement offices and joint bodies, and whom they buy for."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from graph.ids import unit_id, unnumbered_unit_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.directory import Directory, type_by_name
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, parted


def buyers(tables: Tables, directory: Directory) -> Iterator[Fact]:
    """Buyers, each with whom it buys for in words, and `buys_for` where those are units of the graph."""
    for _, row in tables.rows("buyers"):
        found = documents(row["source"], row["mark"])
        known = directory.find(row["name"], row["orgnr"])
        if row["host"]:
            buyer = yield from _office(row, found, directory)
        elif known is None:
            yield from directory.settle(row["name"], row["orgnr"], row["unit_type"], found)
            buyer = directory.find(row["name"], row["orgnr"]) or ""
        else:
            buyer = known
        words = {"nb": row["buys_for"]}
        for document in found:
            if known is None or row["host"]:
                yield Node(buyer, "unit", {"mandate": {"nb": f"Kjøper inn for: {row['buys_for']}"}}, document)
            for part in parted(row["units"]):
                for unit in directory.meant(part):
                    if unit != buyer:
                        yield Relation(buyer, "buys_for", unit, {"note": words}, document)


def _office(row: dict[str, str], found: list[Document], directory: Directory) -> Generator[Fact, None, str]:
    """An office that publishes under its host's number: the number is the host's, the office a unit inside it."""
    yield from directory.settle(row["host"], row["orgnr"], type_by_name(row["host"]), found)
    host = unit_id(row["orgnr"])
    office = unnumbered_unit_id(row["name"], host)
    directory.add(office, row["name"], row["unit_type"])
    for document in found:
        yield Node(office, "unit", {"name": {"nb": row["name"]}, "type": row["unit_type"], "country": "NO"}, document)
        yield Relation(office, "part_of", host, {}, document)
    return office
