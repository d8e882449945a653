"""What can be loaded, for a door that lets people choose: which sources there are, and what each takes."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache

from graph.model import Source
from loaders.source import declaration, known_sources
from loaders.unpack import ARCHIVES


@dataclass(frozen=True, slots=True)
class Choice:
    """bundled: its data ships, no file is needed; suffixes: endings of files it takes; takes_map: a table's columns need a map."""

    source: Source
    bundled: bool
    suffixes: tuple[str, ...]
    takes_map: bool


@cache
def choices() -> dict[str, Choice]:
    """The sources there are, by id, in order of id."""
    return {source_id: _choice(source_id) for source_id in known_sources()}


def _choice(source_id: str) -> Choice:
    loader = importlib.import_module(f"loaders.{source_id}.loader")
    suffixes = tuple(getattr(loader, "SUFFIXES", ()))
    return Choice(
        source=declaration(known_sources()[source_id]),
        bundled=bool(getattr(loader, "BUNDLED", ())),
        suffixes=(*suffixes, ".gz", *ARCHIVES) if suffixes else (),
        takes_map=bool(getattr(loader, "TAKES_MAP", False)),
    )
