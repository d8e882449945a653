"""The types of unit, and what people call them."""

from __future__ import annotations

from graph.tables import table


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
