"""CPV codes with their labels in Norwegian and English, what lies above them, and how founders say it.

A phrase says what one class holds; a pitch is what a founder would write, and may belong to several classes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.ids import cpv_ancestors, cpv_class, cpv_id
from graph.model import Document, Fact, Node, Relation
from loaders.oslo.tables import Tables, parted, words

_LABELS = Document("cpv-2008", "CPV 2008, EU Publications Office and DFØ (eForms SDK), CC BY 4.0")
_PHRASES = Document("cpv-phrases", "Inngang: phrases for CPV classes, general knowledge", verified=False)


def categories(tables: Tables) -> Iterator[Fact]:
    """Every category under the nearest code above it that exists; phrases and pitches stand at the class."""
    labels = {row["code"]: words(row["nb"], row["en"]) for _, row in tables.rows("cpv_labels")}
    for code, label in labels.items():
        yield Node(cpv_id(code), "category", {"code": code, "label": label}, _LABELS)
        above = next((ancestor for ancestor in cpv_ancestors(code) if ancestor in labels), None)
        if above:
            yield Relation(cpv_id(code), "broader", cpv_id(above), {}, _LABELS)
    pitches = _pitches(tables)
    for _, row in tables.rows("cpv_phrases"):
        code = _existing(cpv_class(row["class"]), labels)
        said = pitches[row["class"]]
        phrases = {lang: list(dict.fromkeys([*parted(row[f"phrases_{lang}"]), *said[lang]])) for lang in ("nb", "en")}
        yield Node(cpv_id(code), "category", {"code": code, "phrases": phrases}, _PHRASES)


def _pitches(tables: Tables) -> dict[str, dict[str, list[str]]]:
    """The pitches of each class (four digits) by language."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"nb": [], "en": []})
    for _, row in tables.rows("cpv_pitches"):
        for code in row["classes"].split():
            for lang, listed in found[code].items():
                listed.extend(parted(row[f"pitches_{lang}"]))
    return found


def _existing(code: str, labels: dict[str, dict[str, str]]) -> str:
    """The code itself, or where the list has none of the class's own, the first one inside it."""
    if code in labels:
        return code
    return min((other for other in labels if cpv_class(other) == code), default=code)
