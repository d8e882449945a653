"""A file of labels becomes categories, each under its nearest ancestor that exists."""

import gzip
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.model import Node, Relation
from graph.wording import say
from loaders.cpv.loader import load
from loaders.source import LOADERS, Reading, declaration


def read(*paths: Path) -> tuple[Reading, dict, dict]:
    """The reading, the labels by code, and what each code stands under."""
    reading = Reading(declaration(LOADERS / "cpv"), paths, known=None)
    facts = list(load(reading))
    labels = {fact.props["code"]: fact.props["label"] for fact in facts if isinstance(fact, Node)}
    above = {fact.from_id[4:]: fact.to_id[4:] for fact in facts if isinstance(fact, Relation)}
    return reading, labels, above


@pytest.fixture
def file(tmp_path):
    def write(content: str, name: str = "labels.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["labels.csv", "labels.csv.gz"])
@pytest.mark.parametrize("check_digit", ["", "-1"])
def test_a_golden_pair(delimiter, name, check_digit, file):
    rows = [
        ("CODE", "nob", "nno", "eng", "de"),
        (f"79000000{check_digit}", "Forretningstjenester", "Forretningstenester", "Business services", "Dienste"),
        (f"79540000{check_digit}", "Tolking", "", "  Interpretation\u00a0services ", "Dolmetscherdienste"),
        (f"79541100{check_digit}", "Tegnspråktolking", "", "", ""),
    ]
    reading, labels, above = read(file("\ufeff" + "".join(delimiter.join(row) + "\r\n" for row in rows), name))
    assert labels == {
        "79000000": {
            "nb": "Forretningstjenester",
            "nn": "Forretningstenester",
            "en": "Business services",
            "de": "Dienste",
        },
        "79540000": {"nb": "Tolking", "en": "Interpretation services", "de": "Dolmetscherdienste"},
        "79541100": {"nb": "Tegnspråktolking"},
    }
    assert above == {"79540000": "79000000", "79541100": "79540000"}
    assert not reading.skipped


def test_rows_that_hold_no_category_are_said_with_their_line(file):
    reading, labels, _ = read(file("code,nb,en\n7954,a,b\n79540000,,\n79540000-1,a\n79530000,Oversetting,x\n"))
    assert labels == {"79530000": {"nb": "Oversetting", "en": "x"}}
    assert [(skip.where, skip.key) for skip in reading.skipped] == [
        ("labels.csv:2", "cpv_no_code"),
        ("labels.csv:3", "cpv_no_label"),
        ("labels.csv:4", "cpv_ragged"),
    ]
    for skip in reading.skipped:
        assert say("nb", skip.key, **skip.values)
        assert say("en", skip.key, **skip.values)


def test_a_code_said_twice_keeps_its_first_label(file):
    reading, labels, _ = read(file("code,nb,en\n79540000,Tolking,\n79540000,Noe annet,Interpreting\n"))
    assert labels == {"79540000": {"nb": "Tolking", "en": "Interpreting"}}
    assert [(warning.where, warning.key) for warning in reading.warnings] == [("labels.csv:3", "cpv_twice")]
    assert say("nb", "cpv_twice", **reading.warnings[0].values)


def test_other_columns_are_noticed_not_taken(file):
    reading, labels, _ = read(file("code,nb,comment\n79540000,Tolking,x\n"))
    assert labels == {"79540000": {"nb": "Tolking"}}
    assert reading.unmapped == {"comment": 1}


@pytest.mark.parametrize(
    ("content", "encoding", "key"),
    [
        ("kode,nb\n79540000,a\n", "utf-8", "files_no_column"),
        ("code,comment\n79540000,a\n", "utf-8", "cpv_no_language"),
        ("code,nb,nob\n79540000,a,b\n", "utf-8", "files_column_twice"),
        ("code,nb\n79540000,Språk\n", "latin-1", "files_bad_text"),
        ('code,nb\n79540000,"Tolk\n', "utf-8", "files_bad_csv"),
    ],
)
def test_files_that_are_no_label_files_are_refused(content, encoding, key, file):
    with pytest.raises(BadInput) as refused:
        read(file(content, encoding=encoding))
    assert refused.value.key == key
    assert "labels.csv" in refused.value.text("nb")


@pytest.mark.shared
def test_the_real_labels(shared):
    reading, labels, above = read(shared / "data" / "cpv" / "cpv_2008_labels.csv.gz")
    assert len(labels) == 9_454
    assert set(labels["79540000"]) >= {"nb", "en", "de", "sv"}
    assert {len(code) for code in labels} == {8}
    divisions = [code for code in labels if code not in above]
    assert len(divisions) == 45
    assert all(code.endswith("000000") for code in divisions)
    assert not reading.skipped
    assert not reading.warnings
    assert not reading.unmapped
