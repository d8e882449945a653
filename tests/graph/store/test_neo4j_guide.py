"""The bundled graph in Neo4j: every answer is that of the embedded store, and docs/neo4j.md says what is so."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from graph.store.address import open_store
from loaders.embed import embed
from loaders.run import run_load
from tests.conftest import ROOT
from tests.neo4j_server.namespace import Space

pytestmark = pytest.mark.neo4j

GUIDE = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
QUERIES = re.findall(r"```cypher\n(.+?)```", GUIDE, re.DOTALL)
OFFERING = "tolketjeneste på video"
CALLS = (
    ("status",),
    ("sources",),
    ("find", OFFERING, "--limit", "0"),
    ("find", "sensors that warn of leaks in water pipes", "--value", "400000", "--on", "2024-06-01"),
    ("find", OFFERING, "--near", "Bydel Alna", "--type", "borough", "--weight", "need=2"),
    ("find", "qwertyuiop"),
    ("plan", OFFERING, "--value", "400000"),
    ("unit", "Bydel Alna"),
    ("unit", "Oslo politidistrikt", "--on", "2021-06-01"),
    ("search", "renhold", "--kind", "category"),
    ("paths", "Bydel Alna", "Oslo politidistrikt", "--k", "3"),
    ("paths", "Bydel Alna", "Oslo politidistrikt", "--via", "Oslo kommune"),
)
#: Scores may differ by this (docs/matching.md).
TOLERANCE = 1e-3


@pytest.fixture(scope="module")
def server(neo4j_server: str, worker_id: str) -> Iterator[Space]:
    """A namespace that holds the bundled graph."""
    space = Space(neo4j_server, f"Guide{os.environ['INNGANG_TEST_RUN']}{worker_id}")
    with closing(open_store(space.url)) as store:
        run_load(store, "oslo")
        embed(store)
    yield space
    space.drop()


def _told(store: str, *args: str, to_json: bool = True) -> tuple[int, Any]:
    result = CliRunner().invoke(main, ["--store", store, *(["--json"] if to_json else []), "--lang", "nb", *args])
    assert "Traceback" not in result.output
    return result.exit_code, _plain(json.loads(result.stdout), store) if to_json else None


def _plain(answer: Any, store: str) -> Any:
    """An answer without what tells one store or moment from another, its numbers within the tolerance."""
    if isinstance(answer, dict):
        kept = {key: value for key, value in answer.items() if key not in {"loaded_at", "seconds"}}
        return {key: _plain(value, store) for key, value in kept.items()}
    if isinstance(answer, list):
        return [_plain(one, store) for one in answer]
    if isinstance(answer, float):
        return pytest.approx(answer, abs=TOLERANCE)
    return "the store" if answer == store else answer


def test_every_command_answers_as_on_the_embedded_store(server: Space, oslo_file: Path) -> None:
    for call in CALLS:
        assert _told(server.url, *call) == _told(f"sqlite:///{oslo_file}", *call), call


@pytest.mark.parametrize("name", ["graph.json", "graph.graphml", "graph.csv"])
def test_exports_are_the_same_files(server: Space, oslo_file: Path, tmp_path: Path, name: str) -> None:
    for folder, store in (("there", server.url), ("here", f"sqlite:///{oslo_file}")):
        (tmp_path / folder).mkdir()
        code, _ = _told(store, "export", str(tmp_path / folder / name), "--around", "Bydel Alna", to_json=False)
        assert code == 0
    files = sorted(path.name for path in (tmp_path / "here").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "there").iterdir())
    for file in files:
        assert (tmp_path / "here" / file).read_bytes() == (tmp_path / "there" / file).read_bytes()


def test_the_guide_has_five_questions() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_each_question_of_the_guide_has_an_answer(server: Space, query: str) -> None:
    assert server.run(query.replace(":Inngang", f":{server.layout.node}"))
