"""Files of a graph: read back by NetworkX to the same graph, sources along, nothing in them that runs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadInput, UnknownThing
from graph.export.attributes import unflatten, xml_id
from graph.export.tables import FORMULA, cell
from graph.export.write import FORMATS, export, files_of
from graph.model import Claim, Document, Node, Relation
from graph.store.base import Subgraph

PAGE = Document("page", "Om <b>Alna</b> & byen", url="https://example.org/a?b=1&c=2", published="2020-01-02")
HOSTILE = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>=HYPERLINK("x")'


def part(*facts: Node | Relation) -> tuple[Subgraph, dict[str, list[Claim]]]:
    nodes = {fact.id: fact for fact in facts if isinstance(fact, Node)}
    relations = [fact for fact in facts if isinstance(fact, Relation)]
    claims = {fact.id: [Claim(fact.id, "oslo", PAGE, fact.props)] for fact in facts}
    return Subgraph(nodes, relations), claims


SMALL = part(
    Node("unit-a", "unit", {"name": {"nb": "Å", "en": "A"}, "type": "borough", "employees": 12, "aliases": ["Æ", "Ø"]}),
    Node("unit-b", "unit", {"name": {"nb": HOSTILE}, "type": "agency", "employees": 2.5}),
    Node("s", "supplier", {"name": "=1+1", "country": "NO"}),
    Node("cpv-79540000", "category", {"code": "79540000", "label": {"nb": "tolk", "en": "interpreting"}}),
    Relation("unit-a", "part_of", "unit-b", {"valid_from": "2020-01-01"}, current=False, published="2020-01-02"),
    Relation("unit-a", "paid", "s", {"year": "2020", "amount": 10}, key="2020,"),
    Relation("unit-a", "paid", "s", {"year": "2021", "amount": 20.5}, key="2021,"),
)


def write(out: Path, graph: tuple[Subgraph, dict[str, list[Claim]]] = SMALL, form: str | None = None) -> Any:
    return export(graph[0], out, form, lang="nb", claims=graph[1])


def read(path: Path, subgraph: Subgraph) -> tuple[dict[str, Any], dict[tuple[str, str, str], Any]]:
    """Nodes and relations of a file as NetworkX reads it: {id: props}, {(from, to, kind and year): props}."""
    if path.suffix == ".graphml":
        graph = nx.read_graphml(path, force_multigraph=True)
    elif path.suffix == ".gexf":
        graph = nx.read_gexf(path)
    else:
        graph = nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges")
    assert graph.is_directed()
    own = {xml_id(node): set(subgraph.nodes[node].props) for node in subgraph.nodes}
    plain = {node: _props(data) for node, data in graph.nodes(data=True)}
    nodes = {node: {name: value for name, value in props.items() if name in own[node]} for node, props in plain.items()}
    edges = (
        graph.edges(keys=True, data=True)
        if graph.is_multigraph()
        else [(a, b, "", d) for a, b, d in graph.edges(data=True)]
    )
    return nodes, {(a, b, str(_all(data).get("kind", "")) + _year(data)): _props(data) for a, b, _, data in edges}


def _all(data: Mapping[str, Any]) -> dict[str, Any]:
    return unflatten({name: value for name, value in data.items() if not (name.endswith("_json") and value is None)})


def _props(data: Mapping[str, Any]) -> dict[str, Any]:
    return dict(data["props"]) if "props" in data else _all(data)


def _year(data: Mapping[str, Any]) -> str:
    return str(_props(data).get("year", ""))


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
def test_networkx_reads_back_the_same_graph(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"g{ending}"
    answer = write(out)
    nodes, relations = read(out, SMALL[0])
    assert (answer.nodes, answer.relations) == (4, 3)
    assert nodes == {node.id: dict(node.props) for node in SMALL[0].nodes.values()}
    assert set(relations) == {("unit-a", "unit-b", "part_of"), ("unit-a", "s", "paid2020"), ("unit-a", "s", "paid2021")}
    for relation in SMALL[0].relations:
        found = relations[relation.from_id, relation.to_id, relation.kind + str(relation.props.get("year", ""))]
        assert {name: found[name] for name in relation.props} == dict(relation.props)


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
def test_the_sources_go_along(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"g{ending}"
    write(out)
    text = out.read_text("utf-8")
    assert text.count("2020-01-02") >= 7
    assert "https://example.org/a?b=1" in text


TEXT = st.text(max_size=20)
PROPS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.dictionaries(st.sampled_from(["nb", "en"]), TEXT.filter(bool), min_size=1),
        "seat": TEXT.filter(bool),
        "employees": st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
        "aliases": st.lists(TEXT.filter(bool), min_size=1, max_size=3),
        "sizes": st.lists(st.dictionaries(TEXT, st.one_of(TEXT, st.none(), st.booleans())), min_size=1, max_size=2),
    },
)
IDS = st.text(st.characters(exclude_characters="|\n\r\t\0 %"), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    nodes=st.dictionaries(IDS, PROPS, min_size=2, max_size=4), note=st.dictionaries(st.just("nb"), TEXT.filter(bool))
)
@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".json"])
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, ending: str, nodes: Any, note: Any) -> None:
    ids = list(nodes)
    props = {"note": note} if note else {}
    graph = part(*(Node(key, "unit", nodes[key]) for key in ids), Relation(ids[0], "part_of", ids[1], props))
    out = tmp_path_factory.mktemp("any") / f"g{ending}"
    write(out, graph)
    if ending == ".json":
        raw = json.loads(out.read_text("utf-8"))
        assert {node["id"]: node["props"] for node in raw["nodes"]} == {key: dict(nodes[key]) for key in ids}
        return
    found, relations = read(out, graph[0])
    assert found == {xml_id(key): dict(nodes[key]) for key in ids}
    assert relations[xml_id(ids[0]), xml_id(ids[1]), "part_of"].get("note", {}) == note


def test_csv_is_a_pair_with_names_and_without_formulas(tmp_path: Path) -> None:
    answer = write(tmp_path / "g.csv")
    nodes_file, relations_file = (Path(name) for name in answer.files)
    assert [nodes_file.name, relations_file.name] == ["g-nodes.csv", "g-relations.csv"]
    with nodes_file.open(encoding="utf-8-sig", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file)}
    with relations_file.open(encoding="utf-8-sig", newline="") as file:
        relations = list(csv.DictReader(file))
    assert nodes["s"]["name"] == "'=1+1"
    assert json.loads(nodes["unit-a"]["aliases"]) == ["Æ", "Ø"]
    assert nodes["unit-a"]["sources"] == "Om <b>Alna</b> & byen (2020-01-02) https://example.org/a?b=1&c=2"
    assert [row["to_name"] for row in relations] == [HOSTILE, "'=1+1", "'=1+1"]
    assert relations[0]["current"] == "false"


@settings(max_examples=200, deadline=None)
@given(text=TEXT)
def test_no_cell_starts_a_formula(text: str) -> None:
    said = cell(text)
    assert not said.startswith(FORMULA)
    assert text in (said, said[1:]) or not text.isascii()


def test_a_page_fetches_nothing_and_runs_no_name(tmp_path: Path) -> None:
    out = tmp_path / "g.html"
    write(out)
    page = out.read_text("utf-8")
    assert HOSTILE not in page
    assert "&lt;img src=x" in page
    outside = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", outside)
    assert "<img" not in outside
    assert page.count("</script") == 2
    assert "default-src 'none'" in page
    assert "æ" in page or "Om &lt;b&gt;Alna" in page


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "g.graphml"
    out.write_text("old")
    broken = (Subgraph({"x": Node("x", "unit", {"name": {"nb": object()}})}), {})
    with pytest.raises(TypeError):
        write(out, broken)
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["g.graphml"]
    write(out)
    assert out.read_text("utf-8").startswith("<?xml")


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownThing, match="does not say which format"):
        write(tmp_path / "g.xyz")
    with pytest.raises(UnknownThing, match="not a known format"):
        write(tmp_path / "g.json", form="xyz")
    with pytest.raises(BadInput, match="folder"):
        write(tmp_path, form="json")
    with pytest.raises(BadInput, match="does not exist"):
        write(tmp_path / "no" / "g.json")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_part_is_a_sound_file(tmp_path: Path) -> None:
    for form in FORMATS:
        out = tmp_path / f"g.{form}"
        answer = write(out, (Subgraph(), {}), form)
        assert (answer.nodes, answer.relations) == (0, 0)
        assert all(file.stat().st_size for file in files_of(out, form))
