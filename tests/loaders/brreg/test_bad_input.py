"""Input that cannot be taken: named in one line, counted, and nothing of it half taken."""

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.wording import say

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = [
    "organisasjonsnummer",
    "navn",
    "organisasjonsform",
    "institusjonellSektorkode",
    "naeringskode1",
    "antallAnsatte",
    "hjemmeside",
    "slettedato",
    "overordnetEnhet",
    "forretningsadresse",
    "stiftelsesdato",
    "historiskeNavn",
    "vedtektsfestetFormaal",
    "rollegrupper",
    "roller",
    "_links",
    "_embedded",
    "enheter",
    "underenheter",
    "endringstype",
    "respons_klasse",
    "kode",
    "harRegistrertAntallAnsatte",
    "maalform",
]
records = st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=10) | json_values


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.json", b"\xef\xbb\xbf  \n", "brreg_empty"),
        ("a.json", b"<html>502 Bad Gateway</html>", "brreg_unknown_form"),
        ("a.csv", b"navn;kode\nA;1\n", "brreg_unknown_form"),
        ("a.json", b'[{"organisasjonsnummer": "310000019", "navn": "A"}, {"organisasjonsn', "brreg_broken_json"),
        ("a.json", b'{\n "organisasjonsnummer": "310000019",\n "navn": ', "brreg_broken_json"),
        ("a.json", b'[{"organisasjonsnummer": "310000019", "navn": "\xc3"}]', "brreg_broken_json"),
        ("a.ndjson", b'{"organisasjonsnummer": "310000019", "navn": "A"}\n{"organis', "brreg_broken_off"),
        ("a.csv", b'organisasjonsnummer,navn\n310000019,"A\n', "brreg_broken_csv"),
        ("a.csv", "organisasjonsnummer,navn\n310000019,PRØVE\n".encode("latin-1"), "files_bad_text"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_in_one_line(name, content, key, read, file):
    with pytest.raises(BadInput) as refused:
        read(file(name, content))
    assert refused.value.key == key
    for lang in ("nb", "en"):
        assert name in refused.value.text(lang)
        assert "\n" not in refused.value.text(lang)


def test_a_broken_file_among_others_is_skipped_whole(read, golden, file, tmp_path):
    file("a.json", (golden / "array.json").read_bytes())
    file("b.json", (golden / "array.json").read_bytes()[:-300])
    reading, facts = read(tmp_path)
    assert facts == read(golden / "array.json")[1]
    assert [(skip.where, skip.key) for skip in reading.skipped] == [("b.json", "brreg_broken_json")]


def test_a_truncated_gzip_is_refused(read, golden, tmp_path):
    path = tmp_path / "nightly.json.gz"
    path.write_bytes(gzip.compress((golden / "array.json").read_bytes())[:-20])
    with pytest.raises(BadInput):
        read(path)


def test_bad_lines_are_skipped_and_the_rest_goes_on(read, entry, numbers, file):
    lines = [
        json.dumps(entry(numbers[0])),
        "{not json}",
        "[1]",
        "",
        json.dumps({"navn": "X", "organisasjonsnummer": ""}),
    ]
    reading, facts = read(file("a.ndjson", "\n".join([*lines, json.dumps(entry(numbers[1]))]) + "\n"))
    assert [fact.id for fact in facts] == [f"no-orgnr-{number}" for number in numbers[:2]]
    assert [(skip.where, skip.key) for skip in reading.skipped] == [
        ("a.ndjson:2", "brreg_bad_line"),
        ("a.ndjson:3", "brreg_no_object"),
        ("a.ndjson:5", "brreg_nameless"),
    ]


def test_ragged_rows_are_skipped_with_their_line(read, file):
    rows = "organisasjonsnummer;navn;organisasjonsform.kode\n310000019;A;KOMM\n310000027;B\n310000035;C;KOMM\n"
    reading, facts = read(file("a.csv", rows))
    assert [fact.props["name"]["nb"] for fact in facts] == ["A", "C"]
    assert [(skip.where, skip.values) for skip in reading.skipped] == [("a.csv:3", {"found": 2, "wanted": 3})]


def test_things_that_are_no_entries_are_said(read, file):
    reading, facts = read(file("a.json", [{"name": "package", "version": 1}, 7, {"status": 404, "feilmelding": "x"}]))
    assert facts == []
    assert [(skip.where, skip.key) for skip in reading.skipped] == [
        ("a.json: 1", "brreg_unknown_record"),
        ("a.json: 2", "brreg_no_object"),
        ("a.json: 3", "brreg_unknown_record"),
    ]


def test_every_remark_can_be_said(read, file, entry):
    bad = entry("310000018", antallAnsatte="NA", overordnetEnhet="1")
    reading, _ = read(file("a.json", [bad, {"x": 1}, 3, {"rollegrupper": []}, entry("", navn="")]))
    assert {remark.key for remark in (*reading.skipped, *reading.warnings)} == {
        "brreg_bad_value",
        "brreg_number_fails",
        "brreg_parent_number",
        "brreg_unknown_record",
        "brreg_no_object",
        "brreg_roles_of_nobody",
        "brreg_nameless",
    }
    for remark in (*reading.skipped, *reading.warnings):
        assert say("nb", remark.key, **remark.values)
        assert say("en", remark.key, **remark.values)


@given(content=st.lists(records, max_size=4) | records, lines=st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_json_is_taken_or_refused(content, lines, read, file):
    if lines and isinstance(content, list):
        path = file("a.ndjson", "".join(json.dumps(record) + "\n" for record in content))
    else:
        path = file("a.json", json.dumps(content))
    for everything in (False, True):
        with suppress(BadInput):
            read(path, everything=everything)


@given(content=st.binary(max_size=300))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_taken_or_refused(content, read, file):
    for start in (b"", b"[", b"{", b"organisasjonsnummer,navn\n"):
        with suppress(BadInput):
            read(file("a.json", start + content))
