"""What a person keeps for themself, in the terminal; and that none of it leaves unless they say so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import main
from graph.export.schemas import schemas

Call = Callable[..., Result]
ACQUAINTANCE = "Hemmelig Bekjentsen"


@pytest.fixture
def run(oslo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs `inngang` on a copy of the bundled graph, beside which the workspace lies."""
    shutil.copy(oslo_file, tmp_path / "graph.db")
    monkeypatch.setenv("INNGANG_STORE", f"sqlite:///{tmp_path / 'graph.db'}")
    monkeypatch.setenv("INNGANG_LANG", "nb")
    return lambda *args: CliRunner().invoke(main, [str(arg) for arg in args])


def answer(result: Result, schema: str) -> dict:
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    Draft202012Validator(schemas()[schema]).validate(found)
    return found


def test_a_unit_is_followed_from_first_thought_to_pilot(run: Call) -> None:
    assert run("shortlist").exit_code == 1
    run("shortlist", "add", "Bydel Alna", "--note", "ring fagsjefen", "--day", "2026-01-02")
    run("shortlist", "status", "bydel alna", "meeting", "--day", "2026-02-03")
    run("shortlist", "note", "no-orgnr-970534644", "møte med seksjonsleder")
    (one,) = answer(run("shortlist", "--json"), "shortlist")["shortlist"]
    assert (one["name"], one["status"], one["since"], one["note"]) == (
        "Bydel Alna",
        "meeting",
        "2026-02-03",
        "møte med seksjonsleder",
    )
    told = run("shortlist", "--lang", "nb").stdout
    assert "møte" in told
    assert "2026-01-02 skal kontaktes" in told
    assert answer(run("shortlist", "remove", "Bydel Alna", "--json"), "shortlist")["shortlist"] == []


def test_a_unit_that_has_left_the_graph_is_shown_as_gone_and_comes_back(run: Call) -> None:
    run("shortlist", "add", "Bydel Alna")
    run("unload", "oslo")
    (one,) = answer(run("shortlist", "--json"), "shortlist")["shortlist"]
    assert (one["now"], one["name"]) == (None, "Bydel Alna")
    assert "ikke lenger i grafen" in run("shortlist").stdout
    run("load", "oslo")
    (one,) = answer(run("shortlist", "--json"), "shortlist")["shortlist"]
    assert one["now"] == one["id"]


def test_contacts_lead_from_me_and_nobody_elses_way_goes_by_them(run: Call) -> None:
    run("contacts", "add", ACQUAINTANCE, "--company", "Bydel Alna", "--knows", "Bydel Alna", "--strength", "close")
    run("contacts", "add", "Andre", "--knows", "Bydel Bjerke", "--since", "2020")
    found = answer(run("paths", "me", "Bydel Alna", "--json"), "paths")
    assert [node["name"] for node in found["paths"][0]["nodes"]] == ["Meg", ACQUAINTANCE, "Bydel Alna"]
    assert [node["name"] for node in answer(run("paths", "meg", ACQUAINTANCE, "--json"), "paths")["paths"][0]["nodes"]]
    between = run("paths", "Bydel Alna", "Bydel Bjerke", "--k", "5", "--json").stdout
    assert ACQUAINTANCE not in between
    near = answer(run("find", "tolketjeneste", "--near", "me", "--type", "borough", "--limit", "0", "--json"), "find")
    reach = {
        one["name"]: piece["value"]
        for one in near["results"]
        for piece in one["evidence"]
        if piece["feature"] == "reach"
    }
    assert reach["Bydel Alna"] > 0
    assert ACQUAINTANCE in run("search", ACQUAINTANCE).stdout
    assert run("contacts", "remove", ACQUAINTANCE).exit_code == 0
    assert ACQUAINTANCE not in run("contacts").stdout


def test_linkedins_file_is_taken_and_told(run: Call, tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_text(
        "Notes:\n\nFirst Name,Last Name,Company,Position,Connected On\nKari,Å,Bydel Alna,leder,soon\n,,x,,\n"
    )
    done = answer(run("contacts", "import", file, "--json"), "contacts_import")
    assert (done["contacts"]["added"], done["tied"], done["nameless"]) == (1, 1, 1)
    assert done["unread"] == [{"where": "Connections.csv:4", "why": "«soon» er ingen dato; kontakten er tatt med uten"}]
    again = run("contacts", "import", file).stdout
    assert "0 nye, 0 endret, 1 som før" in again


def test_a_workspace_goes_from_one_machine_to_another(run: Call, tmp_path: Path) -> None:
    run("contacts", "add", ACQUAINTANCE, "--knows", "Bydel Alna")
    run("shortlist", "add", "Bydel Alna")
    assert run("workspace", "export", tmp_path / "mine.json").exit_code == 0
    assert (tmp_path / "mine.json").stat().st_mode & 0o077 == 0
    (tmp_path / "workspace.db").unlink()
    done = answer(run("workspace", "import", tmp_path / "mine.json", "--json"), "workspace_import")
    assert (done["contacts"]["added"], done["shortlist"]["added"]) == (1, 1)
    assert ACQUAINTANCE in run("contacts").stdout


@pytest.mark.parametrize(
    "args",
    [
        ("contacts", "add", "Kari", "--knows", "Nobody Whatsoever"),
        ("contacts", "add", "Kari", "--since", "never"),
        ("contacts", "add", "Kari", "--strength", "very"),
        ("contacts", "remove", "Nobody"),
        ("contacts", "import", "nowhere.csv"),
        ("contacts", "impotr", "x"),
        ("shortlist", "add", "Nobody Whatsoever"),
        ("shortlist", "status", "Bydel Alna", "won"),
        ("shortlist", "status", "Bydel Alna", "maybe"),
        ("workspace", "import", "nowhere.json"),
        ("workspace", "export", "/nowhere/at/all.json"),
    ],
    ids=" ".join,
)
def test_bad_use_is_one_clear_line(run: Call, args: tuple[str, ...]) -> None:
    for lang in ("nb", "en"):
        result = run(*args, "--lang", lang)
        assert (result.exit_code, result.stdout) == (2, "")
        assert 0 < len(result.stderr.strip().splitlines()) <= 2
        assert "Traceback" not in result.stderr


def test_nothing_private_is_in_any_output_unless_asked_for(run: Call, tmp_path: Path) -> None:
    run("contacts", "add", ACQUAINTANCE, "--company", "Bydel Alna", "--knows", "Bydel Alna")
    run("shortlist", "add", "Bydel Alna", "--note", f"{ACQUAINTANCE} svarer")
    folder = tmp_path / "out"
    folder.mkdir()
    asked = (("--all",), ("--around", "Bydel Alna"), ("--find", "tolketjeneste"))
    for at, part in enumerate(asked):
        for ending in ("graphml", "gexf", "json", "csv", "html"):
            assert run("export", folder / f"{at}.{ending}", *part).exit_code == 0
    for args in (
        ("unit", "Bydel Alna"),
        ("status",),
        ("plan", "tolketjeneste"),
        ("find", "tolketjeneste"),
        ("sources",),
    ):
        (folder / f"{args[0]}.txt").write_text(run(*args, "--json").stdout, "utf-8")
    files = [file for file in folder.iterdir() if file.is_file()]
    assert len(files) >= 3 * 6 + 5
    traces = [b"Bekjentsen", b"contact-", b"|knows|"]
    for file in files:
        held = file.read_bytes()
        for trace in traces:
            assert trace not in held, file.name
    assert b"Bekjentsen" not in (tmp_path / "graph.db").read_bytes()
    run("export", folder / "with.json", "--around", "Bydel Alna", "--with-private")
    assert ACQUAINTANCE in (folder / "with.json").read_text("utf-8")
    run("export", folder / "with.graphml", "--all", "--with-private")
    assert ACQUAINTANCE in (folder / "with.graphml").read_text("utf-8")
