"""How the tests of this room run the loader: on real files, with a graph that holds what a test says."""

import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import pytest

from graph.ids import valid_orgnr
from graph.model import Purge
from loaders.brreg.loader import load
from loaders.resolve import Identity
from loaders.source import LOADERS, Reading, declaration


class Graph:
    """Stands for what the store held before: {id: kind}, and {name: id} of units without a number."""

    def __init__(self, kinds: dict[str, str], unnumbered: dict[str, str]) -> None:
        self._kinds = kinds
        self._unnumbered = unnumbered

    def kinds(self, ids: Iterable[str]) -> dict[str, str]:
        return {found: self._kinds[found] for found in ids if found in self._kinds}

    def unit(self, name: str, number: str, *, parent_hint: str | None = None) -> Identity:
        if name in self._unnumbered:
            return Identity(self._unnumbered[name], name, number, parent_hint, "second_number", known=True)
        return Identity(f"no-orgnr-{number}", name, number, parent_hint)


@pytest.fixture
def golden() -> Path:
    return Path(__file__).parent / "golden"


@pytest.fixture
def read() -> Callable:
    """Runs the loader on paths; gives the reading with its remarks, and the facts."""

    def run(*paths: Path, everything: bool = False, held=None, unnumbered=None) -> tuple[Reading, list]:
        reading = Reading(
            declaration(LOADERS / "brreg"),
            paths,
            Graph(held or {}, unnumbered or {}),
            everything=everything,
            retrieved_at="2026-11-01",
        )
        return reading, list(load(reading))

    return run


@pytest.fixture
def plain() -> Callable:
    """A fact as the golden files write it."""

    def written(fact) -> dict:
        if isinstance(fact, Purge):
            return {"purge": fact.document_id}
        said = {name: value for name, value in asdict(fact).items() if value not in (None, "", {})}
        return said | {"document": fact.document.id}

    return written


@pytest.fixture
def file(tmp_path) -> Callable:
    """Writes a file: bytes and text as they are, anything else as JSON; packed if its name ends in .gz."""

    def write(name: str, content) -> Path:
        path = tmp_path / name
        if not isinstance(content, bytes):
            content = (content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)).encode()
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
        return path

    return write


@pytest.fixture
def entry() -> Callable:
    """An entry of the register: a part of a public organisation, unless `fields` say otherwise."""

    def made(number: str, **fields) -> dict:
        base = {
            "organisasjonsnummer": number,
            "navn": "PRØVEETATEN",
            "organisasjonsform": {"kode": "ORGL"},
            "institusjonellSektorkode": {"kode": "6500"},
        }
        return base | fields

    return made


@pytest.fixture(scope="session")
def numbers() -> list[str]:
    """Organisation numbers that pass the check and stand for nobody."""
    stems = (f"3100{place:04}" for place in range(60))
    return [f"{stem}{digit}" for stem in stems for digit in range(10) if valid_orgnr(f"{stem}{digit}")]
