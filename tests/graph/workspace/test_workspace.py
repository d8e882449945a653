"""A workspace: what is kept, by several at once, in a file of one's own."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import BadInput, StoreForeign, UnknownThing
from graph.workspace.places import workspace_path
from graph.workspace.records import Tie
from graph.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
ALNA = "no-orgnr-970534644"


@pytest.fixture
def mine(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace.db")


def test_an_unused_workspace_is_empty_and_makes_no_file(mine: Workspace) -> None:
    assert (mine.contacts(), mine.shortlist(), mine.views()) == ([], [], [])
    assert not mine.path.exists()


def test_the_file_is_readable_by_its_owner_alone(mine: Workspace) -> None:
    mine.enlist(ALNA, name="Bydel Alna")
    files = list(mine.path.parent.iterdir())
    assert mine.path in files
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_a_unit_on_the_list_keeps_every_change_of_status_with_its_day(mine: Workspace) -> None:
    mine.enlist(ALNA, name="Bydel Alna", day="2026-01-02", note="ring Kari")
    mine.set_status(ALNA, "meeting", "2026-02-03")
    mine.set_status(ALNA, "contacted", "2026-01-20")
    mine.enlist(ALNA, name="Bydel Alna", status="pilot", day="2026-03-01")
    mine.enlist(ALNA, name="Bydel Alna", status="pilot", day="2026-04-01")
    (listed,) = mine.shortlist()
    assert [(step.status, step.day) for step in listed.steps] == [
        ("to_contact", "2026-01-02"),
        ("contacted", "2026-01-20"),
        ("meeting", "2026-02-03"),
        ("pilot", "2026-03-01"),
    ]
    assert (listed.status, listed.since, listed.note) == ("pilot", "2026-03-01", "ring Kari")


def test_the_list_goes_by_how_far_it_has_come_then_by_the_newest_change(mine: Workspace) -> None:
    for name, status, day in (
        ("a", "won", "2026-01-01"),
        ("b", "to_contact", "2026-01-01"),
        ("c", "to_contact", "2026-02-01"),
    ):
        mine.enlist(name, name=name, status=status, day=day)
    assert [one.id for one in mine.shortlist()] == ["c", "b", "a"]
    mine.unlist("c")
    assert [one.id for one in mine.shortlist()] == ["b", "a"]


@pytest.mark.parametrize(
    "change",
    [
        lambda mine: mine.enlist(ALNA, name="x", status="maybe"),
        lambda mine: mine.enlist(ALNA, name="x", day="2026-02-30"),
        lambda mine: mine.enlist("two words", name="x"),
        lambda mine: mine.add_contact("   "),
        lambda mine: mine.add_contact("a\ud800"),
        lambda mine: mine.add_contact("Kari", strength="very"),
        lambda mine: mine.add_contact("Kari", connected_on="in May"),
        lambda mine: mine.save_view("", "find", {}),
        lambda mine: mine.save_view("x", "../find", {}),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(mine: Workspace, change) -> None:
    mine.enlist("kept", name="kept")
    with pytest.raises(BadInput):
        change(mine)
    assert (len(mine.shortlist()), mine.contacts(), mine.views()) == (1, [], [])


@pytest.mark.parametrize(
    "change",
    [
        lambda mine: mine.set_status("nobody", "won"),
        lambda mine: mine.set_note("nobody", ""),
        lambda mine: mine.unlist("nobody"),
        lambda mine: mine.remove_contact("nobody"),
        lambda mine: mine.view("nobody"),
        lambda mine: mine.rename_view("nobody", "x"),
        lambda mine: mine.remove_view("nobody"),
    ],
)
def test_what_is_not_there_cannot_be_changed(mine: Workspace, change) -> None:
    with pytest.raises(UnknownThing):
        change(mine)


def test_somebody_written_down_twice_is_one_contact_with_the_ties_of_both(mine: Workspace) -> None:
    first = mine.add_contact("Kari Nordmann", company="Bydel Alna", knows=[Tie(to="a"), Tie(to="b", strength="close")])
    again = mine.add_contact(
        "KARI  nordmann", company="bydel alna", position="leder", knows=[Tie(to="a", strength="good")]
    )
    other = mine.add_contact("Kari Nordmann", company="Bydel Bjerke")
    assert first.id == again.id != other.id
    assert {one.id: (one.position, [(tie.to, tie.strength) for tie in one.knows]) for one in mine.contacts()} == {
        first.id: ("leder", [("a", "good"), ("b", "close")]),
        other.id: ("", []),
    }
    assert "Kari" not in first.id
    mine.change_contact(other.id, knows=[Tie(to="c")], strength="slight")
    mine.remove_contact(first.id)
    assert [(one.id, one.strength, len(one.knows)) for one in mine.contacts()] == [(other.id, "slight", 1)]


def test_the_id_of_a_contact_cannot_be_worked_out_from_the_name(tmp_path: Path) -> None:
    ids = {Workspace(tmp_path / f"{number}.db").add_contact("Kari Nordmann").id for number in range(2)}
    assert len(ids) == 2


def test_views_are_kept_whole(mine: Workspace) -> None:
    long = "x" * 100_000
    kept = mine.save_view(" Mitt søk ", "explore", {"s": [long], "near": ["a", "b"]})
    mine.rename_view(kept.id, "Vårt søk")
    found = mine.view(kept.id)
    assert (found.name, found.page, found.query) == ("Vårt søk", "explore", {"s": [long], "near": ["a", "b"]})
    mine.remove_view(kept.id)
    assert mine.views() == []


def test_several_processes_change_one_workspace_at_once(mine: Workspace) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.workspace.workspace import Workspace\n"
        "mine = Workspace(Path(sys.argv[1]))\n"
        "for n in range(40):\n"
        "    mine.enlist(f'u{sys.argv[2]}-{n}', name='x'); mine.enlist('shared', name='x')\n"
        "    mine.set_note('shared', f'{sys.argv[2]} {n}')\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(mine.path), str(n)], cwd=ROOT) for n in range(4)]
    assert [one.wait(120) for one in running] == [0] * 4
    assert len(mine.shortlist()) == 4 * 40 + 1
    assert not [file for file in mine.path.parent.iterdir() if file.name.startswith(".")]


def test_a_change_that_fails_leaves_all_as_it_was(mine: Workspace) -> None:
    mine.enlist("a", name="a")
    before = mine.state()

    def fails() -> None:
        with mine.changing() as change:
            change.drop("listed", "a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert [one.id for one in mine.shortlist()] == ["a"]
    assert mine.state() == before
    mine.set_note("a", "x")
    assert mine.state() != before


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 10, b""])
def test_a_file_that_is_no_workspace_is_said_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "workspace.db"
    path.write_bytes(content)
    with pytest.raises(StoreForeign) as refused:
        Workspace(path).contacts()
    assert str(path) in refused.value.text("nb")
    assert "\n" not in refused.value.text("en")
    assert path.read_bytes() == content


def test_a_store_is_no_workspace(oslo_file: Path) -> None:
    with pytest.raises(StoreForeign):
        Workspace(oslo_file).enlist("a", name="a")


def test_each_person_who_signs_in_has_a_file_of_their_own_beside_the_graph() -> None:
    url = "sqlite:////srv/graph/oslo.db"
    assert workspace_path(url) == Path("/srv/graph/workspace.db")
    one, other = (workspace_path(url, name) for name in ("kari@example.org", "ola@example.org"))
    assert one != other
    assert one.parent == Path("/srv/graph")
    assert "kari" not in one.name
    assert workspace_path("neo4j://db.example.org:7687/neo4j").is_relative_to(ROOT)
    assert os.sep not in one.name
