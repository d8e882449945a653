"""What was said in public of units, dated: the figures and the advice of the article the project grew from."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import named_id
from graph.model import Fact, Node, Relation
from loaders.oslo.directory import Directory
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, parted, words
from loaders.source import Reading


def statements(tables: Tables, directory: Directory, reading: Reading) -> Iterator[Fact]:
    """Statements and the units they are about."""
    for place, row in tables.rows("statements"):
        statement = named_id("statement", row["text_en"], row["published"])
        props = {
            "text": words(row["text_nb"], row["text_en"]),
            "measure": row["measure"],
            "value": int(row["value"]) if row["value"] else None,
            "unit_of_measure": row["unit_of_measure"],
        }
        meant = [unit for part in parted(row["about"]) for unit in directory.meant(part)]
        if not meant:
            reading.skip(place, "oslo_unknown_unit", unit=row["about"])
        for document in documents(row["source"], row["mark"], published=row["published"]):
            yield Node(statement, "statement", props, document)
            yield from (Relation(statement, "about", unit, {}, document) for unit in meant)
