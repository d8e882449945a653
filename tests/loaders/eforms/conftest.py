"""What the tests of notices share: a graph that knows Oslo and one borough, and a load of given files over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.model import Fact, Node, Relation
from graph.store.base import Store
from graph.when import On
from loaders.eforms.loader import load
from loaders.resolve import Resolver
from loaders.source import LOADERS, Reading, declaration


@dataclass
class Told:
    """What a load told: its facts and the reading with its remarks."""

    facts: list[Fact]
    reading: Reading

    def nodes(self, kind: str) -> dict[str, Node]:
        return {fact.id: fact for fact in self.facts if isinstance(fact, Node) and fact.kind == kind}

    def relations(self, kind: str) -> list[Relation]:
        return [fact for fact in self.facts if isinstance(fact, Relation) and fact.kind == kind]

    def said(self) -> list[str]:
        return [remark.key for remark in self.reading.warnings]

    def skipped(self) -> dict[str, str]:
        return {remark.where: remark.key for remark in self.reading.skipped}


@pytest.fixture
def read(graph: Store) -> Callable[..., Told]:
    """Runs the loader over files or folders."""

    def run(*paths: Path) -> Told:
        known = Resolver(graph.view(), On("2026-01-01", undated=True))
        reading = Reading(declaration(LOADERS / "eforms"), tuple(paths), known)
        return Told(list(load(reading)), reading)

    return run


@pytest.fixture
def own() -> Path:
    """The folder of notices written for these tests."""
    return Path(__file__).with_name("fixtures")
