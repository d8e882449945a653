"""What kinds of units, and single units, must do by statute or mandate; and the themes that join such duties."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ids import cpv_id, named_id, unit_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.directory import Directory
from loaders.oslo.sources import documents
from loaders.oslo.tables import Tables, parted, words

_THEMES = Document("themes", "Inngang: themes over the duties", verified=False)


def duties(tables: Tables, directory: Directory) -> Iterator[Fact]:
    """Duties, each known from the later of its enactment and the newest notice that shows it."""
    for _, row in tables.rows("duties"):
        yield from _duty(row, directory)


def themes(tables: Tables) -> Iterator[Fact]:
    """What one product could serve."""
    for _, row in tables.rows("themes"):
        props = {
            "name": words(row["name_nb"], row["name_en"]),
            "line": words(row["one_line_nb"], row["one_line_en"]),
        }
        yield Node(named_id("theme", row["theme"]), "theme", props, _THEMES)


def _duty(row: dict[str, str], directory: Directory) -> Iterator[Fact]:
    duty = named_id("duty", row["duty_nb"], row["applies_to"], row["unit_orgnr"])
    keywords = {lang: parted(row[f"keywords_{lang}"]) for lang in ("nb", "nn", "en")}
    props = {
        "name": words(row["duty_nb"], row["duty_en"]),
        "keywords": {lang: found for lang, found in keywords.items() if found},
        "law": row["law"],
        "section": row["section"],
        "applies_to": [] if row["unit_orgnr"] else [row["applies_to"]],
        "enacted": row["enacted"],
        "evidence_date": row["evidence_date"],
    }
    obliged = [unit_id(row["unit_orgnr"])] if row["unit_orgnr"] else directory.of_type(row["applies_to"])
    known_from = max(row["enacted"], row["evidence_date"])
    for document in documents(row["source"], row["mark"], published=known_from):
        yield Node(duty, "duty", props, document)
        yield Relation(duty, "serves", named_id("theme", row["theme"]), {}, document)
        for code in parted(row["cpv"]):
            yield Relation(duty, "classified_as", cpv_id(code), {}, document)
        for unit in obliged:
            yield Relation(unit, "obliged_to", duty, {}, document)
