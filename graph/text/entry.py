"""The tokens of a thing in the graph: the words of the properties that the schema calls searchable."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.text.tokens import TEXT_CAP, tokens

_SCHEMA = Path(__file__).resolve().parent.parent / "schema.toml"


def entry_tokens(kind: str, props: Mapping[str, Any]) -> list[str]:
    """The tokens of the searchable properties in `props` (a claim's or a merged node's) of a node of `kind`.

    At most TEXT_CAP characters of each text are read. A kind the schema does not know has none.
    """
    return [token for lang, text in entry_texts(kind, props) for token in tokens(text, lang)]


def entry_texts(kind: str, props: Mapping[str, Any]) -> Iterator[tuple[str | None, str]]:
    """Each text of the searchable properties with its language, in the order of `entry_tokens`."""
    for name in searchable(kind):
        if name in props:
            yield from texts(props[name])


@cache
def searchable(kind: str) -> tuple[str, ...]:
    """The names of the properties of `kind` whose words are indexed, from `graph/schema.toml`."""
    kinds = tomllib.loads(_SCHEMA.read_text("utf-8"))["kind"]
    return tuple(kinds.get(kind, {}).get("search", ()))


def texts(value: Any) -> Iterator[tuple[str | None, str]]:
    """Each text in a property with its language, None where nobody named it: text, texts, words and wordlists alike."""
    if isinstance(value, str):
        yield None, value[:TEXT_CAP]
    elif isinstance(value, Mapping):
        for lang in sorted(value):
            for _, text in texts(value[lang]):
                yield lang, text
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
