"""Joint agreements: who owns them, who is bound, who delivers; "announced" where only the competition is known."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import cpv_id, named_id, supplier_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.directory import Directory, type_by_name
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, parted, words


def agreements(tables: Tables, directory: Directory) -> Iterator[Fact]:
    """Agreements with their parties and categories."""
    for _, row in tables.rows("agreements"):
        agreement = named_id("agreement", row["name"], row["owner"])
        found = documents(row["source"], row["mark"], otherwise=row["valid_from"])
        for document in found:
            yield Node(agreement, "agreement", _props(row), document)
            for code in parted(row["cpv"]):
                yield Relation(agreement, "classified_as", cpv_id(code), {}, document)
        yield from _owner(agreement, row, found, directory)
        yield from _bound(agreement, row, found, directory)
        yield from suppliers(row["supplier"], "party_to", agreement, found, role="supplier")


def suppliers(names: str, kind: str, to: str, found: list[Document], *, role: str = "") -> Iterator[Fact]:
    """Suppliers that a cell names, parted by `;`, each related to `to`."""
    for name in parted(names):
        supplier = supplier_id(name, "no")
        for document in found:
            yield Node(supplier, "supplier", {"name": name}, document)
            yield Relation(supplier, kind, to, {"role": role}, document)


def _props(row: dict[str, str]) -> dict[str, object]:
    return {
        "name": row["name"],
        "language": row.get("language", ""),
        "subject": words(row["category_nb"], row["category_en"]),
        "joint": True,
        "binding_for": row["binding_for"],
        "state": row["state"],
        "supplier_text": row["supplier"],
        "owner_text": row["owner"],
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"],
    }


def _owner(agreement: str, row: dict[str, str], found: list[Document], directory: Directory) -> Iterator[Fact]:
    if not row["owner_unit"]:
        return
    unit = directory.find(row["owner_unit"]) or directory.find("", row["owner_orgnr"])
    if unit is None:
        yield from directory.settle(row["owner_unit"], row["owner_orgnr"], type_by_name(row["owner_unit"]), found)
        unit = directory.find(row["owner_unit"], row["owner_orgnr"]) or ""
    for document in found:
        yield Relation(unit, "party_to", agreement, {"role": "owner"}, document)


def _bound(agreement: str, row: dict[str, str], found: list[Document], directory: Directory) -> Iterator[Fact]:
    for part in parted(row["bound"]):
        for unit in directory.meant(part):
            for document in found:
                yield Relation(unit, "party_to", agreement, {"role": "bound"}, document)
