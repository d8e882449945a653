"""A workspace leaves as one file and comes back without loss; LinkedIn's file becomes contacts and nothing more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from graph.errors import BadInput
from graph.export.schemas import schemas
from graph.store.base import Store
from graph.when import On
from graph.workspace.connections import read_connections
from graph.workspace.exchange import exported, exported_view, take_in, take_in_connections
from graph.workspace.layer import ME, as_named, known_at, with_contacts
from graph.workspace.records import Tie
from graph.workspace.workspace import Workspace

TODAY = On.at(None)
ALNA, BJERKE = "no-orgnr-970534644", "no-orgnr-974778866"
LINKEDIN = b"""Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing.
You will only see email addresses for connections who have allowed it."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Kari,Nordmann,https://www.linkedin.com/in/kari,kari@example.org,"Bydel Alna, Oslo kommune",Seksjonsleder,15 Mar 2024
Ola,Hansen,,,OSLO KOMMUNE v/ Bydel Alna,"R\xc3\xa5dgiver, IKT",03/25/2023
,,,,,,
,,https://www.linkedin.com/in/gone,,Firma,,01 Jan 2020
Per,=cmd|' /C calc'!A0,,,Ukjent firma,,soon
"""


def workspace(folder: Path, name: str = "workspace") -> Workspace:
    return Workspace(folder / f"{name}.db")


def filled(folder: Path, name: str = "workspace") -> Workspace:
    mine = workspace(folder, name)
    mine.add_contact("Kari Nordmann", company="Bydel Alna", knows=[Tie(to=ALNA, name="Bydel Alna", strength="close")])
    mine.enlist(ALNA, name="Bydel Alna", day="2026-01-02", note="ring")
    mine.set_status(ALNA, "meeting", "2026-02-03")
    mine.save_view("Søk", "find", {"q": ["tolk"], "type": ["borough", "agency"]})
    return mine


def content(mine: Workspace) -> dict:
    return json.loads(exported(mine)) | {"exported": ""}


def test_a_workspace_comes_back_whole(tmp_path: Path) -> None:
    mine, other = filled(tmp_path), workspace(tmp_path, "other")
    file = exported(mine)
    Draft202012Validator(schemas()["workspace"]).validate(json.loads(file))
    done = take_in(other, file, "mine.json")
    assert content(other) == content(mine)
    assert (done.contacts.added, done.shortlist.added, done.views.added) == (1, 1, 1)
    again = take_in(other, file, "mine.json")
    assert (again.contacts.unchanged, again.shortlist.unchanged, again.views.unchanged) == (1, 1, 1)
    assert content(other) == content(mine)


def test_what_both_know_is_merged_without_loss(tmp_path: Path) -> None:
    mine, other = filled(tmp_path), filled(tmp_path, "other")
    mine.set_status(ALNA, "pilot", "2026-03-01")
    other.set_status(ALNA, "contacted", "2026-01-20")
    other.set_note(ALNA, "Ola svarer")
    (contact,) = other.contacts()
    other.change_contact(contact.id, position="leder", knows=[Tie(to=BJERKE)])
    view = mine.views()[0]
    other.rename_view(other.views()[0].id, "Mitt")
    done = take_in(mine, exported(other), "other.json")
    (listed,) = mine.shortlist()
    assert [step.status for step in listed.steps] == ["to_contact", "contacted", "meeting", "pilot"]
    assert set(listed.note.splitlines()) == {"ring", "Ola svarer"}
    (known,) = mine.contacts()
    assert (known.position, {tie.to for tie in known.knows}) == ("leder", {ALNA, BJERKE})
    assert {one.name for one in mine.views()} == {"Søk", "Mitt"}
    assert view in mine.views()
    assert (done.contacts.changed, done.shortlist.changed, done.views.added) == (1, 1, 1)
    before = content(mine)
    take_in(mine, exported(other), "other.json")
    assert content(mine) == before


def test_one_view_goes_to_somebody_else(tmp_path: Path) -> None:
    view = filled(tmp_path).views()[0]
    other = workspace(tmp_path, "other")
    assert take_in(other, exported_view(view), "view.json").views.added == 1
    assert other.views() == [view]
    assert other.contacts() == []


def broken(change) -> bytes:
    held = {"format": "inngang-workspace", "version": 1, "exported": "2026-01-01", "shortlist": []}
    held["contacts"] = [{"id": "c", "name": "Kari", "added": "2026-01-01"}]
    change(held)
    return json.dumps(held).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "exported from Inngang"),
        (b'{"type": "FeatureCollection"}', "exported from Inngang"),
        (broken(lambda held: held.update(version=9)), "version 9"),
        (broken(lambda held: held["contacts"].append({"id": "d", "added": "2026-01-01"})), "contacts[1]"),
        (broken(lambda held: held["contacts"][0].update(born="1980-01-01")), "contacts[0]"),
        (broken(lambda held: held["contacts"][0].update(added="2026-02-31")), "contacts[0]"),
        (broken(lambda held: held["contacts"][0].update(name="x" * 5_000)), "contacts[0].name"),
        (broken(lambda held: held.update(shortlist=[{"id": "u", "steps": []}])), "shortlist[0].steps"),
        (
            broken(lambda held: held.update(views=[{"id": "v", "name": "x", "page": "../x", "created": "2026-01-01"}])),
            "views[0].page",
        ),
    ],
)
def test_a_bad_file_is_one_line_and_nothing_of_it_is_taken(tmp_path: Path, data: bytes, told: str) -> None:
    mine = filled(tmp_path)
    before = content(mine)
    with pytest.raises(BadInput) as refused:
        take_in(mine, data, "file.json")
    assert told in refused.value.text("en")
    assert all(
        "\n" not in refused.value.text(lang) and "file.json" in refused.value.text(lang) for lang in ("nb", "en")
    )
    assert content(mine) == before


def test_linkedin_connections_become_contacts_tied_to_where_they_work(tmp_path: Path, oslo_store: Store) -> None:
    mine = workspace(tmp_path)
    read = read_connections(LINKEDIN, "Connections.csv")
    assert (len(read.rows), read.nameless, read.unread) == (3, 1, [(10, "soon")])
    done = take_in_connections(mine, read, oslo_store.view(), TODAY, lang="nb")
    assert (done.contacts.added, done.tied) == (3, 2)
    told = {
        one.name: (one.position, one.connected_on, [(tie.to, tie.by) for tie in one.knows]) for one in mine.contacts()
    }
    assert told == {
        "Kari Nordmann": ("Seksjonsleder", "2024-03-15", [(ALNA, "company")]),
        "Ola Hansen": ("Rådgiver, IKT", "2023-03-25", [(ALNA, "company")]),
        "Per =cmd|' /C calc'!A0": ("", None, []),
    }
    kept = mine.path.read_bytes()
    assert b"example.org" not in kept
    assert b"linkedin.com" not in kept


def test_a_newer_file_of_connections_moves_those_who_changed_work(tmp_path: Path, oslo_store: Store) -> None:
    mine = workspace(tmp_path)
    view = oslo_store.view()
    take_in_connections(mine, read_connections(LINKEDIN, "c.csv"), view, TODAY, lang="nb")
    kari = next(one for one in mine.contacts() if one.name.startswith("Kari"))
    mine.change_contact(kari.id, knows=[*kari.knows, Tie(to=BJERKE, name="Bydel Bjerke")])
    newer = LINKEDIN.replace(b'"Bydel Alna, Oslo kommune"', b"Fri flyt AS")
    done = take_in_connections(mine, read_connections(newer, "c.csv"), view, TODAY, lang="nb")
    assert (done.contacts.added, done.contacts.changed, done.contacts.unchanged) == (0, 1, 2)
    kari = next(one for one in mine.contacts() if one.name.startswith("Kari"))
    assert (kari.company, [tie.to for tie in kari.knows]) == ("Fri flyt AS", [BJERKE])


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfFirst Name,Last Name,Company,Position,Connected On\r\nKari,\xc3\x86s,Bydel Alna,,15 Mar 2024\r\n",
        "First Name;Last Name;Company;Position;Connected On\nKari;Æs;Bydel Alna;;2024-03-15\n".encode("cp1252"),
        "First Name\tLast Name\tCompany\tConnected On\nKari\tÆs\tBydel Alna\t15.03.2024\n".encode("utf-16"),
        b'Notes:\n"an "odd quote\n\nLast Name,First Name,Connected On,Company\n\xc3\x86s,Kari,03/15/24,Bydel Alna\n',
    ],
    ids=["byte order mark", "spreadsheet", "utf-16", "other order"],
)
def test_the_header_is_found_wherever_it_stands(data: bytes) -> None:
    (row,) = read_connections(data, "c.csv").rows
    assert (row.name, row.company, row.connected_on) == ("Kari Æs", "Bydel Alna", "2024-03-15")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\x01\x81", b"%PDF-1.7\n", b"\xff\xfea"])
def test_another_file_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_connections(data, "c.csv")
    assert "c.csv" in refused.value.text("en")


def test_contacts_lie_over_the_graph_and_lead_from_me_to_units(tmp_path: Path, oslo_store: Store) -> None:
    mine, view = filled(tmp_path), oslo_store.view()
    laid = with_contacts(view, mine)
    (kari,) = mine.contacts()
    assert set(laid.get([ME, kari.id, ALNA], TODAY)) == {ME, kari.id, ALNA}
    assert [one.id for one in laid.neighbours([ALNA], kinds=["knows"], on=TODAY, cap=5).relations] == [
        f"{kari.id}|knows|{ALNA}"
    ]
    assert not laid.neighbours([ALNA], kinds=["knows"], on=On.at("2020"), cap=5).relations
    assert as_named(laid, ["meg"], TODAY) is laid
    assert as_named(laid, ["Bydel Alna", "nobody at all"], TODAY) is view
    assert with_contacts(view, None) is view
    mine.add_contact("Ny", knows=[Tie(to=BJERKE)])
    assert len(with_contacts(view, mine).get([ME, *(one.id for one in mine.contacts())], TODAY)) == 3


def test_whom_the_reader_knows_here_is_told_by_unit(tmp_path: Path, oslo_store: Store) -> None:
    mine = filled(tmp_path)
    found = known_at(mine.contacts(), oslo_store.view(), [ALNA, BJERKE, "gone"], TODAY)
    assert {id_: [(contact.name, tie.strength) for contact, tie in some] for id_, some in found.items()} == {
        ALNA: [("Kari Nordmann", "close")]
    }
