"""Every command of the terminal on the bundled graph: what it prints, where, in which language, how it exits."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from cli import main
from graph.export.schemas import FOLDER, schemas, written
from graph.wording import LANGUAGES, sentences

Call = Callable[..., Result]


@pytest.fixture
def run(oslo_file: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs `inngang` with these arguments on the bundled graph, in English unless told otherwise."""
    monkeypatch.setenv("INNGANG_STORE", f"sqlite:///{oslo_file}")
    monkeypatch.setenv("INNGANG_LANG", "en")
    return lambda *args, **more: CliRunner().invoke(main, [str(arg) for arg in args], **more)


def answer(result: Result, command: str) -> Any:
    """The JSON of an answer, proven to be alone on stdout and of its schema."""
    found = json.loads(result.stdout)
    Draft202012Validator(schemas()[command]).validate(found)
    return found


ASKED: Sequence[tuple[str, ...]] = (
    ("status",),
    ("sources",),
    ("find", "digital interpreting service for municipal services", "--limit", "3"),
    ("plan", "tolketjeneste på video", "--value", "400 000"),
    ("unit", "Bydel Alna"),
    ("search", "renhold", "--kind", "category"),
    ("paths", "Bydel Alna", "Oslo politidistrikt", "--k", "2"),
)


@pytest.mark.parametrize("args", ASKED, ids=lambda args: args[0])
def test_each_command_answers_people_in_both_languages_and_machines_by_its_schema(
    run: Call, args: Sequence[str]
) -> None:
    told = {lang: run(*args, "--lang", lang) for lang in LANGUAGES}
    assert {lang: result.exit_code for lang, result in told.items()} == {"nb": 0, "en": 0}
    assert told["nb"].stdout != told["en"].stdout
    assert all(len(line) <= 80 or " " not in line.strip() for line in told["nb"].stdout.splitlines())
    machine = run("--json", *args)
    assert machine.exit_code == 0
    assert machine.stderr == ""
    assert answer(machine, args[0])


def test_the_schemas_in_docs_are_those_of_the_answers() -> None:
    for command, said in schemas().items():
        assert (FOLDER / f"{command}.schema.json").read_text("utf-8") == written(said), f"make schemas ({command})"


def test_find_adds_up_and_takes_all_its_options(run: Call) -> None:
    asked = (
        "find",
        "tolketjeneste",
        "--type",
        "borough",
        "--value",
        "400000",
        "--weight",
        "need=2",
        "--limit",
        "1",
        "--json",
    )
    found = answer(run(*asked, "--near", "Bydel Alna", "--on", "2026-11-01", "--undated"), "find")
    assert found["on"] == "2026-11-01"
    assert found["weights"]["need"] == 2
    for result in found["results"]:
        assert result["type"] == "borough"
        assert sum(piece["contribution"] for piece in result["evidence"]) == pytest.approx(result["score"], abs=0.01)


def test_none_is_exit_1_and_says_so(run: Call) -> None:
    result = run("find", "qwzxv jkpqy", "--json")
    assert (result.exit_code, answer(result, "find")["results"]) == (1, [])
    assert run("search", "qwzxvjkpqy").exit_code == 1
    assert run("plan", "qwzxv jkpqy").exit_code == 1


@pytest.mark.parametrize(
    ("args", "key"),
    [
        (("fidn", "x"), "find"),
        (("find", "x", "--type", "bourough"), "borough"),
        (("find", "x", "--weight", "nedd=2"), "need"),
        (("find", "x", "--weight", "need=mye"), "need=mye"),
        (("find", "x", "--value", "ti"), "ti"),
        (("find", "x", "--limit", "-1"), "-1"),
        (("find", "x", "--limits", "1"), "--limit"),
        (("find", "x", "--on", "2020-13-45"), "2020-13-45"),
        (("find",), "inngang find"),
        (("find", "  "), "inngang find"),
        (("find", "a", "b"), "b"),
        (("search", "x", "--kind", "unti"), "unit"),
        (("status", "--lang", "de"), "de"),
        (("unit", "Bydel Anla"), "no-orgnr-970534644"),
        (("paths", "Bydel Alna", "Bydel Anla"), "no-orgnr-970534644"),
        (("load", "olso"), "oslo"),
        (("unload", "eforms"), "eforms"),
        (("export", "x.xyz", "--all"), ".graphml"),
        (("export", "x.json"), "--around"),
        (("status", "--store", "neo://x"), "neo://x"),
        (("unit",), "ORGNR"),
        (("paths", "Bydel Alna", "Bydel Bjerke", "--via"), "--via"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_use_is_one_clear_line_in_each_form(run: Call, args: Sequence[str], key: str) -> None:
    for lang in ((), ("--lang", "nb")) if "--lang" not in args and args[-1] != "--via" else ((),):
        person = run(*args, *lang)
        assert (person.exit_code, person.stdout) == (2, "")
        assert key in person.stderr
        assert "Traceback" not in person.stderr
    machine = run("--json", *args)
    assert (machine.exit_code, machine.stdout) == (2, "")
    assert set(json.loads(machine.stderr)["error"]) == {"kind", "message", "hint"}


def test_a_store_that_is_not_there_says_how_to_make_one(run: Call, tmp_path: Path) -> None:
    result = run("find", "tolk", "--store", f"sqlite:///{tmp_path / 'none.db'}")
    assert result.exit_code == 2
    assert "inngang load oslo" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_load_unload_and_load_again(run: Call, tmp_path: Path) -> None:
    labels = tmp_path / "cpv.csv"
    labels.write_text("code,en\n79540000,Interpretation services\n79500000,Office support services\n", "utf-8")
    store = ("--store", f"sqlite:///{tmp_path / 'g.db'}")
    first = answer(run("load", "cpv", labels, *store, "--json"), "load")
    again = answer(run("load", "cpv", labels, *store, "--json"), "load")
    assert first["nodes"]["made"] == again["nodes"]["unchanged"] == 2
    assert "Loaded cpv" in run("load", "cpv", labels, *store).stdout
    gone = answer(run("unload", "cpv", *store, "--json"), "unload")
    assert gone["nodes"]["removed"] == 2


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "g.json", "g.csv", "g.html"])
def test_export_around_a_unit(run: Call, tmp_path: Path, name: str) -> None:
    result = run("export", tmp_path / name, "--around", "Bydel Alna", "--depth", "1", "--json")
    found = answer(result, "export")
    assert result.exit_code == 0
    assert found["nodes"] > 10
    assert all(Path(file).stat().st_size for file in found["files"])


def test_export_of_an_answer_and_of_everything(run: Call, tmp_path: Path) -> None:
    found = answer(run("export", tmp_path / "a.json", "--find", "tolketjeneste", "--json"), "export")
    whole = answer(run("export", tmp_path / "b.json", "--all", "--json"), "export")
    counts = answer(run("status", "--json"), "status")
    assert 0 < found["nodes"] < whole["nodes"] == sum(counts["nodes"].values())
    assert whole["relations"] == sum(counts["relations"].values())
    assert run("export", tmp_path / "c.json", "--find", "qwzxv jkpqy").exit_code == 1


def test_batch_answers_line_by_line_and_goes_on_after_a_bad_one(run: Call, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    lines = [
        {"id": "a", "offering": "tolketjeneste", "limit": 1, "type": ["borough"], "weights": {"need": 2}, "cpv": ["x"]},
        {"id": "b", "offering": "velferdsteknologi", "value": "400 000", "on": "2026-10"},
        {"id": "c", "offering": 7},
        {"id": "d", "offering": "x", "type": "bourough"},
        {"id": "e", "offering": "x", "near": {"no": 1}},
    ]
    questions.write_text("\n".join([*map(json.dumps, lines), "{", "[1]", ""]), "utf-8")
    result = run("find", "--batch", questions, "--limit", "2")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 2
    assert [found["id"] for found in answers] == ["a", "b", "c", "d", "e", 6, 7]
    assert [set(found) == {"id", "error"} for found in answers] == [False, False, True, True, True, True, True]
    for found in answers[:2]:
        Draft202012Validator(schemas()["find"]).validate(found)
    assert answers[0]["weights"]["need"] == 2
    assert answers[1]["on"] == "2026-10-31"
    assert "cpv" in result.stderr
    alone = answer(
        run("find", "tolketjeneste", "--limit", "1", "--type", "borough", "--weight", "need=2", "--json"), "find"
    )
    assert {key: value for key, value in answers[0].items() if key != "id"} == alone
    piped = run("find", "--batch", "-", input=json.dumps(lines[0]))
    assert (piped.exit_code, json.loads(piped.stdout)["id"]) == (0, "a")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_and_option_has_help_and_a_line_in_the_docs(run: Call, lang: str) -> None:
    docs = (FOLDER.parent / "cli.md").read_text("utf-8")
    overview = run("--help", "--lang", lang).stdout
    named = {(name,): command for name, command in main.commands.items()}
    named |= {
        (*names, sub): one
        for names, group in list(named.items())
        for sub, one in getattr(group, "commands", {}).items()
    }
    for names, command in named.items():
        name = "_".join(names)
        text = run(*names, "--help", "--lang", lang).stdout
        above = overview if len(names) == 1 else run(names[0], "--help", "--lang", lang).stdout
        assert sentences()[f"cli_cmd_{name}"][lang] in " ".join(above.split())
        assert f"`inngang {' '.join(names)}" in docs
        for param in command.params:
            for option in param.opts:
                if option.startswith("--"):
                    assert option in text
                    assert option in docs
                    key = f"cli_opt_{name}_{param.name}"
                    key = key if key in sentences() else f"cli_opt_{param.name}"
                    assert sentences()[key][lang].split()[0] in text


def test_hostile_names_do_not_steer_the_terminal() -> None:
    from terminal.tables import plain, wrapped  # noqa: PLC0415

    hostile = "Bydel\x1b[2J\x07 \u202eanlA\n\r\x9b31m"
    assert plain(hostile) == "Bydel [2J anlA 31m"
    assert all(line.isprintable() for line in wrapped(hostile * 20, first="→ "))


def test_messages_have_both_languages_and_the_same_fields() -> None:
    import string  # noqa: PLC0415

    for key, words in sentences().items():
        if key.startswith(("cli_", "unit_", "export_")):
            fields = [{part[1] for part in string.Formatter().parse(words[lang]) if part[1]} for lang in LANGUAGES]
            assert fields[0] == fields[1], key


def test_evaluate_measures_what_it_can_and_lists_each_bad_line(run: Call, tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"offering": "tolk på video", "cpv": "79540000"}\n\nnonsense\n{"offering": "x"}\n', "utf-8")
    machine = run("evaluate", asked, "--baseline", "bm25", "--json")
    assert machine.exit_code == 2
    assert machine.stderr == ""
    said = answer(machine, "evaluate")
    assert [failed["line"] for failed in said["failed"]] == [3, 4]
    assert said["queries"] == 1
    told = {lang: run("evaluate", asked, "--baseline", "bm25", "--lang", lang) for lang in LANGUAGES}
    assert told["nb"].stdout != told["en"].stdout
    assert all("bm25" in result.stdout and "95 %" in result.stdout for result in told.values())


def test_evaluate_says_what_a_line_looks_like_where_none_can_be_asked(run: Call, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", "utf-8")
    for file in (empty, tmp_path / "missing.jsonl"):
        result = run("evaluate", file)
        assert result.exit_code == 2
        assert "Traceback" not in result.stderr
        assert file.name in result.stderr
