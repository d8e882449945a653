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
from tests.contract.facts import SOURCE, load, tie, unit
from tests.contract.files import contents
from tests.neo4j_server.namespace import Space

pytestmark = pytest.mark.neo4j

GUIDE = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
REMOVING, *QUERIES = re.findall(r"```cypher\n(.+?)```", GUIDE, re.DOTALL)
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
    ("paths", "Bydel Alna", "Oslo politidistrikt", "--on", "2019"),
    ("unit", "Oslo kommune", "--undated", "--on", "2020"),
    ("search", "tolk", "--limit", "40"),
)
QUESTIONS = (
    {"offering": OFFERING, "cpv": "79540000", "near": "Bydel Alna", "value": 400000},
    {"offering": "renhold av skoler og barnehager", "cpv": "90911200", "on": "2024-06"},
    {"offering": "sensors that warn of leaks in water pipes", "cpv": "38000000", "limit": 3},
)
EXPORTS = tuple(f"graph.{ending}" for ending in ("json", "graphml", "csv", "gexf", "xlsx", "html"))
PARTS = (("--around", "Bydel Alna"), ("--find", OFFERING), ("--all",))


@pytest.fixture(scope="module")
def server(neo4j_server: str, worker_id: str) -> Iterator[Space]:
    """A namespace that holds the bundled graph."""
    space = Space(neo4j_server, f"Guide{os.environ['INNGANG_TEST_RUN']}{worker_id}")
    with closing(open_store(space.url)) as store:
        run_load(store, "oslo")
        embed(store)
    yield space
    space.drop()


def _told(store: str, *args: str) -> tuple[int, Any]:
    """The exit code, and the answer without what tells one store or moment from another."""
    result = CliRunner().invoke(main, ["--store", store, "--json", "--lang", "nb", *args])
    assert "Traceback" not in result.output
    return result.exit_code, _plain(_answers(result.stdout), store)


def _answers(text: str) -> list[Any]:
    """One answer, or one for each line."""
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines()]


def _plain(answer: Any, store: str) -> Any:
    if isinstance(answer, dict):
        return {key: _plain(value, store) for key, value in answer.items() if key not in {"loaded_at", "seconds"}}
    if isinstance(answer, list):
        return [_plain(one, store) for one in answer]
    return "the store" if answer == store else answer


@pytest.fixture
def asked(tmp_path: Path) -> str:
    """A file of questions with known answers."""
    path = tmp_path / "asked.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), "utf-8")
    return str(path)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_command_answers_as_on_the_embedded_store(server: Space, oslo_file: Path, call: tuple[str, ...]) -> None:
    """To the last decimal."""
    there, here = _told(server.url, *call), _told(f"sqlite:///{oslo_file}", *call)
    assert here[1]
    assert there == here


@pytest.mark.parametrize(
    "call", [("find", "--batch"), ("evaluate",), ("evaluate", "--baseline", "bm25", "--scrub")], ids=" ".join
)
def test_files_of_questions_are_answered_as_on_the_embedded_store(
    server: Space, oslo_file: Path, asked: str, call: tuple[str, ...]
) -> None:
    command, *options = call
    args = (command, *options, asked) if "--batch" in options else (command, asked, *options)
    there, here = _told(server.url, *args), _told(f"sqlite:///{oslo_file}", *args)
    assert here[0] == 0
    assert there == here


@pytest.mark.parametrize("part", PARTS, ids=" ".join)
@pytest.mark.parametrize("name", EXPORTS)
def test_exports_are_the_same_files(
    server: Space, oslo_file: Path, tmp_path: Path, name: str, part: tuple[str, ...]
) -> None:
    for folder, store in (("there", server.url), ("here", f"sqlite:///{oslo_file}")):
        (tmp_path / folder).mkdir()
        code, _ = _told(store, "export", str(tmp_path / folder / name), *part)
        assert code == 0
    there, here = (
        {path.name: contents(path) for path in sorted((tmp_path / folder).iterdir())} for folder in ("there", "here")
    )
    assert there == here


def test_the_guide_has_five_questions() -> None:
    assert len(QUERIES) == 5


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_each_question_of_the_guide_has_an_answer(server: Space, query: str) -> None:
    assert server.run(query.replace(":Inngang", f":{server.layout.node}"))


def test_a_graph_that_is_removed_as_the_guide_says_leaves_nothing_and_others_what_they_had(
    neo4j_server: str, worker_id: str
) -> None:
    space = Space(neo4j_server, f"Gone{os.environ['INNGANG_TEST_RUN']}{worker_id}")
    name = space.layout.namespace
    with closing(open_store(space.url)) as store:
        load(store, unit("a", former_ids=["old"]), unit("b"), tie("a", "part_of", "b"))
        store.keep_vectors("toy", {"a": {"mark": bytes((127, 0))}})
    space.run(f"MATCH (n:{name} {{id: 'a'}}) CREATE (:ForeignToGuide)-[:PART_OF]->(n)")
    assert _told(space.url, "unload", SOURCE.id)[0] == 0
    for statement in REMOVING.strip().removesuffix(";").split(";"):
        space.run_by_itself(statement.replace("Inngang", name).replace("inngang_", f"{name.lower()}_"))
    assert [label for (label,) in space.run("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l") if name in label] == []
    for what in ("CONSTRAINTS", "INDEXES"):
        assert [said for (said,) in space.run(f"SHOW {what} YIELD name") if said.startswith(f"{name.lower()}_")] == []
    assert space.run("MATCH (n:ForeignToGuide) DETACH DELETE n RETURN count(n)") == [[1]]
    space.close()
