"""What the tests of tables share: a graph that knows Oslo and one borough, and a load of a written table by a written map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.model import Fact, Node, Relation
from graph.store.base import Store
from graph.when import On
from loaders.resolve import Resolver
from loaders.source import LOADERS, Reading, declaration
from loaders.table.loader import load

#: The map most tests start from.
MAP = """
name = "buys"
[document]
id = "{id}"
title = "{buyer}: {title}"
published = "day"
[nodes.notice]
kind = "notice"
id = "buy-{id}"
props.title = "title"
props.published = "day"
props.estimated_value = "value"
[nodes.buyer]
kind = "unit"
called = "buyer"
number = "orgnr"
[nodes.category]
kind = "category"
code = "cpv"
[[relations]]
from = "buyer"
kind = "published"
to = "notice"
[[relations]]
from = "notice"
kind = "classified_as"
to = "category"
"""
HEADER = "id;day;buyer;orgnr;title;value;cpv"


@dataclass
class Told:
    """What a load told: its facts and the reading with its remarks."""

    facts: list[Fact]
    reading: Reading

    def node(self, id_: str) -> Node:
        return next(fact for fact in self.facts if isinstance(fact, Node) and fact.id == id_)

    def ids(self) -> list[str]:
        return [fact.id for fact in self.facts if isinstance(fact, Node | Relation)]

    def skipped(self) -> dict[str, str]:
        return {remark.where.rpartition(":")[2]: remark.key for remark in self.reading.skipped}

    def warned(self) -> list[tuple[str, str]]:
        return [(remark.where.rpartition(":")[2], remark.key) for remark in self.reading.warnings]


@pytest.fixture
def read(graph: Store, tmp_path: Path) -> Callable[..., Told]:
    """Loads a table (text, bytes or path) by a map (text)."""

    def run(table: str | bytes | Path, said: str = MAP, name: str = "table.csv") -> Told:
        path = table if isinstance(table, Path) else tmp_path / name
        if not isinstance(table, Path):
            path.write_bytes(table.encode() if isinstance(table, str) else table)
        map_path = tmp_path / "map.toml"
        map_path.write_text(said, "utf-8")
        known = Resolver(graph.view(), On("2026-01-01", undated=True))
        reading = Reading(declaration(LOADERS / "table"), (path,), known, map_path=map_path)
        return Told(list(load(reading)), reading)

    return run
