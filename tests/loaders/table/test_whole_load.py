"""A table in a real store: the maps that ship, what a preview shows, and that a day in the past does not see later rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.store.address import open_store
from graph.when import On
from loaders.preview import preview_load
from loaders.run import run_load
from tests.loaders.table.conftest import HEADER, MAP

MAPS = Path(__file__).resolve().parents[3] / "data" / "maps"
NOTICE = {
    "id": "doffin-2020-0001",
    "published": "2020-09-03",
    "deadline": "2020-10-01",
    "form": "F02",
    "buyer": "Oslo kommune v/ Bydel Alna",
    "buyer_orgnr": "970534644",
    "place": "OSLO",
    "title": "Skjermtolking",
    "description": "Skjermtolking i hjemmet",
    "cpv": ["79540000", "79530000"],
}


@pytest.fixture
def notices(tmp_path):
    later = NOTICE | {"id": "doffin-2020-0002", "published": "2020-10-09", "title": "Senere"}
    path = tmp_path / "notices.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in (NOTICE, later)), "utf-8")
    return path


def test_a_preview_writes_nothing_and_says_what_the_load_then_does(graph, notices):
    before = graph.view().counts(On.today())
    asked = {"map_path": MAPS / "doffin_notices.toml"}
    shown = preview_load(graph, "table", [notices], lang="nb", **asked)
    assert graph.view().counts(On.today()) == before
    assert {part.kind: (part.count, part.known) for part in shown.nodes} == {
        "category": (2, 0),
        "notice": (2, 0),
        "unit": (1, 1),
    }
    assert (shown.facts[0].name, shown.facts[0].published) == ("Skjermtolking", "2020-09-03")
    assert (shown.not_mapped, shown.skipped_count) == ({}, 0)
    report = run_load(graph, "table", [notices], **asked)
    assert report.nodes.made == 4
    assert shown.changes == [report.answer("nb").nodes, report.answer("nb").relations]
    again = run_load(graph, "table", [notices], **asked)
    assert (again.nodes.made, again.nodes.changed, again.relations.made, again.relations.changed) == (0, 0, 0, 0)


def test_a_day_in_the_past_sees_the_rows_published_by_then(graph, notices):
    run_load(graph, "table", [notices], map_path=MAPS / "doffin_notices.toml")
    held = {
        day: set(graph.view().get(["doffin-2020-0001", "doffin-2020-0002"], On.at(day)))
        for day in ("2020-09-30", "2020-10-31")
    }
    assert held == {"2020-09-30": {"doffin-2020-0001"}, "2020-10-31": {"doffin-2020-0001", "doffin-2020-0002"}}


def test_a_row_loaded_again_replaces_what_it_said_and_a_file_all_it_said(graph, tmp_path):
    table, map_path = tmp_path / "t.csv", tmp_path / "m.toml"
    rows = {7: "7;2020-09-02;Bydel Alna;;Tolk;100;79540000", 8: "8;2020-09-02;Bydel Alna;;Tolk;100;79540000"}
    undated = MAP[: MAP.index("[document]")] + MAP[MAP.index("[nodes.notice]") :]
    kept = {}
    for name, said in (("rows", MAP), ("file", undated)):
        map_path.write_text(
            said.replace('name = "buys"', f'name = "{name}"').replace("buy-{id}", name + "-{id}"), "utf-8"
        )
        for content in ([rows[7], rows[8]], [rows[8].replace("Tolk", "Vask")]):
            table.write_text("\n".join([HEADER, *content]), "utf-8")
            run_load(graph, "table", [table], map_path=map_path)
        found = graph.view().get([f"{name}-7", f"{name}-8"], On.today())
        kept[name] = {id_[-1]: node.props["title"]["nb"] for id_, node in found.items()}
    assert kept == {"rows": {"7": "Tolk", "8": "Vask"}, "file": {"8": "Vask"}}


def test_a_source_without_maps_says_so(graph, notices):
    with pytest.raises(BadInput) as wrong:
        run_load(graph, "eforms", [notices], map_path=MAPS / "doffin_notices.toml")
    assert wrong.value.key == "load_no_map"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "name", "count"),
    [
        ("notices_2020-09_2020-10.jsonl", "doffin_notices", 837),
        ("rd_notices_2020-01_2021-12.csv", "doffin_research", 780),
    ],
)
def test_the_maps_that_ship_read_the_real_files_whole(file, name, count, shared, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'g.db'}")
    shown = preview_load(store, "table", [shared / "data" / "doffin" / file], lang="nb", map_path=MAPS / f"{name}.toml")
    assert {part.kind: part.count for part in shown.nodes}["notice"] == count
    assert (shown.skipped_count, shown.not_mapped) == (0, {})
    assert {part.kind: part.count for part in shown.relations}["published"] == count
