"""A notice in several versions, from two publishers, in one load or over several."""

from pathlib import Path

import pytest

from graph.when import On
from loaders.run import run_load

NOTICE = "eforms-11111111-aaaa-4aaa-8aaa-000000000001"
TODAY = On("2026-01-01", undated=True)


@pytest.fixture
def version(own, tmp_path):
    """Writes version `number` of the borough's competition, with a title of its own, under any file name."""

    def write(number: int, name: str, **replaced: str) -> Path:
        text = (own / "borough_competition.xml").read_text("utf-8")
        text = text.replace(">01</b:VersionID>", f">{number:02d}</b:VersionID>")
        text = text.replace("Tolketjeneste på video", f"Versjon {number}")
        for old, new in replaced.items():
            text = text.replace(f"<b:{old}/>", new)
        folder = tmp_path / "notices"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.mark.parametrize("names", [("a.xml", "b.xml"), ("b.xml", "a.xml")])
def test_the_newest_version_counts_whatever_the_order(read, version, names):
    version(1, names[0])
    path = version(2, names[1])
    told = read(path.parent)
    assert told.nodes("notice")[NOTICE].props["title"]["nb"] == "Versjon 2"
    assert dict(told.reading.left_out) == {"eforms_older_version": 1}


def test_an_older_version_that_arrives_later_does_not_win(graph, version):
    first, second = version(1, "one.xml"), version(2, "two.xml")
    for path in (first, second, first):
        run_load(graph, "eforms", [path])
        notice = graph.view().get([NOTICE], TODAY)[NOTICE]
    assert notice.props["title"]["nb"] == "Versjon 2"
    documents = {claim.document.id for claim in graph.view().claims([NOTICE], TODAY)[NOTICE]}
    assert documents == {"11111111-aaaa-4aaa-8aaa-000000000001-02"}


def test_the_same_version_from_two_publishers_is_one_notice(read, version):
    path = version(1, "2024-100001.xml")
    version(1, "copy-2024-100002.xml")
    told = read(path.parent)
    former = [node.props["former_ids"] for node in told.facts if getattr(node, "kind", "") == "notice"]
    assert former == [["doffin-2024-100001"], ["doffin-2024-100002"]]
    assert len(told.relations("published")) == 1


def test_loading_twice_changes_nothing(graph, own):
    run_load(graph, "eforms", [own])
    again = run_load(graph, "eforms", [own])
    for changes in (again.nodes, again.relations):
        assert (changes.made, changes.changed, changes.removed) == (0, 0, 0)


def test_later_notices_are_tied_to_those_the_graph_held_before(graph, own):
    for name in ("borough_competition.xml", "borough_change.xml", "award_two_lots.xml", "borough_change.xml"):
        run_load(graph, "eforms", [own / name])
    tied = graph.view().neighbours([NOTICE], kinds={"same_procedure"}, on=TODAY, cap=9)
    assert [relation.to_id[-1] for relation in tied.relations] == ["2"]
    change = NOTICE[:-1] + "2"
    tied = graph.view().neighbours([change], kinds={"same_procedure"}, direction="out", on=TODAY, cap=9)
    assert [relation.to_id[-1] for relation in tied.relations] == ["3"]
