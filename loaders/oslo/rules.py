"""Rules of procurement: limits by date, classes of buyers and of contracts, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import named_id
from graph.model import Fact, Node
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, words


def rules(tables: Tables) -> Iterator[Node]:
    """Limits, known from the day they hold; which type of unit is of which class; which codes are of which class."""
    for _, row in tables.rows("procurement_rules"):
        parts = (row["country"], row["rule"], row["buyer_class"], row["contract_class"], row["valid_from"])
        props: dict[str, object] = {
            name: row[name]
            for name in (
                "country",
                "rule",
                "buyer_class",
                "contract_class",
                "currency",
                "vat",
                "valid_from",
                "valid_to",
            )
        }
        props["amount"] = float(row["amount"])
        for document in documents(row["source"], row["mark"], published=row["valid_from"]):
            yield Node(named_id("rule", " ".join(parts)), "rule", props, document)
    for _, row in tables.rows("buyer_class"):
        props = {"rule": "buyer_class", "unit_type": row["unit_type"], "buyer_class": row["buyer_class"]}
        for document in documents(row["source"], row["mark"]):
            yield Node(named_id("rule", f"buyer class {row['unit_type']}"), "rule", props, document)
    for _, row in tables.rows("contract_class"):
        names = ("cpv_from", "cpv_to", "contract_class")
        props = {"rule": "contract_class", **{name: row[name] for name in names}}
        for document in documents(row["source"], row["mark"]):
            yield Node(named_id("rule", " ".join(row[name] for name in names)), "rule", props, document)


def routes(tables: Tables) -> Iterator[Fact]:
    """The ways in."""
    for _, row in tables.rows("routes"):
        props = {
            "route": row["route"],
            "name": words(row["name_nb"], row["name_en"]),
            "who": row["who"],
            "condition": words(row["condition_nb"], row["condition_en"]),
            "after": words(row["after_nb"], row["after_en"]),
            "lead_time_days": int(row["lead_time_days"]) if row["lead_time_days"] else None,
            "rule": row["rule"],
            "law": row["law"],
            "section": row["section"],
        }
        for document in documents(row["source"], row["mark"]):
            yield Node(named_id("route", row["route"]), "route", props, document)
