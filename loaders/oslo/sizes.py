"""How large units are: inhabitants, employees, budgets, purchases, each with its year."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import named_id, unit_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.directory import OSLO, POLICE, Directory
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables
from loaders.source import Reading

Row = dict[str, str]

#: Sums over many units are no unit's own size: they are statements about the body above.
_SUMS = {"Bydelene samlet (15)": OSLO, "Politiet (hele etaten)": POLICE}


def sizes(tables: Tables, directory: Directory, reading: Reading) -> Iterator[Fact]:
    """What was counted of a unit, each with its year; `employees` is the newest count of them."""
    rows = list(tables.rows("sizes"))
    newest: dict[str, str] = {}
    for _, row in rows:
        if row["measure"] == "employees":
            newest[row["unit"]] = max(newest.get(row["unit"], ""), row["year"])
    for place, row in rows:
        found = documents(row["source"], row["mark"], otherwise=row["year"])
        value = _number(row["value"])
        record = {name: row[name] for name in ("measure", "unit_of_measure", "year")} | {"value": value}
        unit = directory.find(row["unit"], row["orgnr"])
        if row["unit"] in _SUMS:
            yield from _sum(row, value, found)
        elif unit is None:
            reading.skip(place, "oslo_unknown_unit", unit=row["unit"])
        else:
            props: dict[str, object] = {"sizes": [record]}
            if row["measure"] == "employees" and newest[row["unit"]] == row["year"]:
                props["employees"] = value
            yield from (Node(unit, "unit", props, document) for document in found)


def _sum(row: Row, value: float, found: list[Document]) -> Iterator[Fact]:
    about = unit_id(_SUMS[row["unit"]])
    statement = named_id("statement", f"{row['unit']} {row['measure']} {row['year']}")
    shown = f"{value:,.0f}".replace(",", " ")
    text = {"nb": f"{row['unit']}, {row['year']}: {shown} ({row['unit_of_measure']})"}
    props = {"text": text, "measure": row["measure"], "value": value, "unit_of_measure": row["unit_of_measure"]}
    for document in found:
        yield Node(statement, "statement", props, document)
        yield Relation(statement, "about", about, {}, document)


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)
