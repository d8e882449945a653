"""The tokens of a thing in the graph: the words of the properties that the schema calls searchable."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.text.tokens import tokens

_SCHEMA = Path(__file__).resolve().parent.parent / "schema.toml"


def entry_tokens(kind: str, props: Mapping[str, Any]) -> list[str]:
    """The tokens of the searchable properties in `props` (a claim's or a merged node's) of a node of `kind`.

    At most TEXT_CAP characters of each text are read. A kind the schema does not know has none.
    """
    return [token for lang, text in entry_texts(kind, props) for token in tokens(text, lang)]


def entry_texts(kind: str, props: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    """Each text of the searchable properties with its language, in the order of `entry_tokens`."""
    found: list[tuple[str | None, str]] = []
    for name in searchable(kind):
        if name in props:
            found += texts(props[name])
    return found


@cache
def searchable(kind: str) -> tuple[str, ...]:
    """The names of the properties of `kind` whose words are indexed, from `graph/schema.toml`."""
    kinds = tomllib.loads(_SCHEMA.read_text("utf-8"))["kind"]
    return tuple(kinds.get(kind, {}).get("search", ()))


def texts(value: Any, lang: str | None = None) -> list[tuple[str | None, str]]:
    """Each text in a property with its language, `lang` where nobody named it: text, texts, words and wordlists alike."""
    if isinstance(value, str):
        return [(lang, value)]
    if isinstance(value, dict):
        return [pair for named in sorted(value) for pair in texts(value[named], named)]
    if isinstance(value, list | tuple):
        return [pair for item in value for pair in texts(item, lang)]
    return []
