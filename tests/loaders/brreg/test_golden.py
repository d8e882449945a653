"""Each form the register comes in, and exactly what it becomes. The pairs in golden/ were read by hand."""

import json

import pytest

PAIRS = {
    "units": [["page.json"], ["array.json"], ["lines.ndjson"], ["comma.csv"], ["semicolon.csv"]],
    "single": [["single.json"]],
    "sub_units": [["page.json", "sub_units.json"], ["sub_units.json", "page.json"]],
    "roles": [["page.json", "roles.json"], ["roles.json", "page.json"]],
    "closed": [["closed.json"]],
    "gone": [["gone.json"]],
    "changes": [["changes.json"]],
}


@pytest.mark.parametrize(("expected", "files"), [(name, files) for name, forms in PAIRS.items() for files in forms])
def test_a_form_becomes_these_facts(expected, files, golden, read, plain):
    reading, facts = read(*(golden / name for name in files))
    assert [plain(fact) for fact in facts] == json.loads((golden / f"{expected}.facts.json").read_text("utf-8"))
    assert not reading.skipped
    assert not reading.warnings
    assert not reading.unmapped


def test_packed_files_and_any_name_are_taken(golden, read, file):
    packed = file("nightly.json.gz", (golden / "array.json").read_bytes())
    misnamed = file("units.txt", (golden / "semicolon.csv").read_bytes())
    _, plain_facts = read(golden / "array.json")
    assert read(packed)[1] == read(misnamed)[1] == plain_facts


def test_what_is_left_out_is_counted(golden, read):
    reading, _ = read(golden / "page.json", golden / "sub_units.json", golden / "roles.json", golden / "changes.json")
    assert reading.left_out == {
        "brreg_private": 1,
        "brreg_private_sub_units": 1,
        "brreg_names": 3,
        "brreg_role_bodies": 1,
        "brreg_change_only": 1,
    }


def test_all_takes_private_ones_as_suppliers(golden, read):
    reading, facts = read(golden / "page.json", golden / "sub_units.json", everything=True)
    suppliers = {fact.id: fact.props for fact in facts if getattr(fact, "kind", "") == "supplier"}
    assert suppliers["no-orgnr-310000051"]["name"] == "Prøve AS"
    assert set(suppliers) == {"no-orgnr-310000051", "no-orgnr-310000078"}
    assert not reading.left_out


def test_an_answer_without_hits_is_no_fault(golden, read):
    reading, facts = read(golden / "empty_page.json")
    assert (facts, reading.skipped) == ([], [])


def test_a_full_entry_withdraws_the_closing_note(golden, read):
    reading, _ = read(golden / "page.json")
    assert {"310000019-ended", "310000027-ended"} <= reading.documents
    closed, _ = read(golden / "closed.json")
    assert "310000019" not in closed.documents


def test_no_name_and_no_date_of_birth_gets_through(golden, read):
    _, facts = read(golden / "page.json", golden / "roles.json", everything=True)
    said = repr(facts)
    for private in ("1970", "Navnesen", "Ledersen", "Medlemsen", "Avgangsen", "fodselsdato"):
        assert private not in said
