"""Competition notices of 2020 and 2021, with their buyer and categories."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import cpv_id, unit_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.directory import Directory
from loaders.oslo.tables import Tables
from loaders.resolve import SECOND_NUMBER, split_name
from loaders.source import Reading


def notices(tables: Tables, directory: Directory, reading: Reading) -> Iterator[Fact]:
    """Notices, `published` by the unit behind "v/", classified by the code named first and the others."""
    for place, row in tables.rows("notices"):
        document = _cited(row)
        yield Node(row["notice"], "notice", _props(row), document)
        buyer = directory.find("", row["buyer_orgnr"]) or directory.find(split_name(row["buyer"])[1])
        if buyer is None:
            reading.skip(place, "oslo_unknown_unit", unit=row["buyer"])
        else:
            if row["buyer_orgnr"] and unit_id(row["buyer_orgnr"]) != buyer:
                yield from _second_number(place, row, buyer, document, reading)
            behalf = {"on_behalf": True} if row["on_behalf"] else {}
            yield Relation(buyer, "published", row["notice"], behalf, document)
        for rank, code in enumerate(dict.fromkeys(row["cpv"].split())):
            yield Relation(row["notice"], "classified_as", cpv_id(code), {"main": rank == 0}, document)


def _props(row: dict[str, str]) -> dict[str, object]:
    value = row["estimated_value_nok"]
    return {
        "title": {"nb": row["title"]},
        "type": row["stage"],
        "stage": row["stage"],
        "published": row["published"],
        "deadline": row["deadline"],
        "estimated_value": float(value) if value else None,
        "currency": "NOK" if value else "",
        "doffin_ref": row["doffin_ref"],
        "language": "nb",
    }


def _cited(row: dict[str, str]) -> Document:
    """Cited by Doffin reference, else by buyer, title and date: a four-digit number is no reference of Doffin's."""
    named = row["doffin_ref"] or f"{row['buyer']}: {row['title']}"
    return Document(row["notice"], f"Doffin, {named} ({row['published']})", published=row["published"])


def _second_number(place: str, row: dict[str, str], buyer: str, document: Document, reading: Reading) -> Iterator[Fact]:
    """The number was unknown and the name was not: it is kept beside the unit's own, to be confirmed."""
    number = row["buyer_orgnr"]
    reading.warn(place, f"resolve_{SECOND_NUMBER}", number=number, name=row["buyer"], id=buyer)
    yield Node(buyer, "unit", {"numbers": [number], "former_ids": [unit_id(number)]}, document)
