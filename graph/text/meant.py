"""What of a node is turned into vectors: what it is about, in its own words. Never people, posts or suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model import Node

#: Kinds that have vectors in a store. Those of phrases and labels of purchase categories ship in `data/vectors`.
KINDS = ("duty", "notice", "unit")
#: Characters of a notice's description that are read after its title.
DESCRIPTION = 500
_NORWEGIAN = ("nb", "nn", "no")


def meant(node: Node) -> list[tuple[str, str]]:
    """(language, text) of each text of a node that gets a vector.

    Titles with the start of the description, mandates, duties.
    """
    return [(lang, text) for lang, text in _TEXTS[node.kind](node.props) if text] if node.kind in _TEXTS else []


def _of_notice(props: Mapping[str, Any]) -> list[tuple[str, str]]:
    titles, descriptions = props.get("title") or {}, props.get("description") or {}
    return [
        (lang, f"{titles[lang]}. {descriptions.get(lang, '')[:DESCRIPTION]}".rstrip(". ")) for lang in _spoken(titles)
    ]


def _of_unit(props: Mapping[str, Any]) -> list[tuple[str, str]]:
    mandates = props.get("mandate") or {}
    return [(lang, mandates[lang]) for lang in _spoken(mandates)]


def _of_duty(props: Mapping[str, Any]) -> list[tuple[str, str]]:
    names, keywords = props.get("name") or {}, props.get("keywords") or {}
    said = [(lang, names[lang]) for lang in _spoken(names)]
    return said + [(lang, ", ".join(keywords[lang])) for lang in _spoken(keywords)]


def _spoken(words: Mapping[str, Any]) -> list[str]:
    """The languages that are read: bokmål or else nynorsk, and English; whichever comes first where there is none of them."""
    norwegian = next((lang for lang in _NORWEGIAN if words.get(lang)), None)
    found = [lang for lang in (norwegian, "en") if lang and words.get(lang)]
    return found or sorted(words)[:1]


_TEXTS = {"notice": _of_notice, "unit": _of_unit, "duty": _of_duty}
