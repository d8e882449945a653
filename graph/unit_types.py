"""The types of unit, and what people call them."""

from __future__ import annotations

from graph.schema import schema
from graph.tables import table
from graph.wording import pick


def unit_types() -> tuple[str, ...]:
    """Every known unit type, in the order of data/unit_types.toml."""
    return tuple(table("unit_types"))


def type_label(unit_type: str | None, lang: str, *, count: int = 1) -> str:
    """What a unit of this type is called in `lang` ("bydel"), or several ("bydeler"); an unknown type as it stands."""
    if not unit_type:
        return ""
    words = table("unit_types").get(unit_type)
    if words is None:
        return unit_type.replace("_", " ")
    return str(words[lang if count == 1 else f"{lang}_many"])


def kind_label(kind: str, unit_type: str | None, lang: str) -> str:
    """What a node is called in `lang`: a unit by its type ("bydel"), anything else by its kind ("stilling")."""
    return type_label(unit_type, lang) if kind == "unit" else pick(dict(schema().nodes[kind].title), lang)
