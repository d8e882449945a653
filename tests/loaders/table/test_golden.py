"""Golden pairs: a row and what it must become, the same from each form of file."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json

import openpyxl
import pytest

from graph.model import Document, Node, Relation
from tests.loaders.conftest import ALNA
from tests.loaders.table.conftest import HEADER, MAP

CELLS = ["7", "02.09.2020", "Oslo kommune v/ Bydel Alna", "", "Tolk på video", "1 234 567,50", "79540000-1, 79530000"]
DOCUMENT = Document("buys:7", "Oslo kommune v/ Bydel Alna: Tolk på video", published="2020-09-02")
NOTICE = {"title": {"nb": "Tolk på video"}, "published": "2020-09-02", "estimated_value": 1234567.5}
BUYER = {"name": {"nb": "Bydel Alna"}, "type": "other", "country": "NO"}
FACTS = [
    Node("buy-7", "notice", NOTICE, DOCUMENT),
    Node(ALNA, "unit", BUYER, DOCUMENT),
    Relation(ALNA, "part_of", "no-orgnr-958935420", {}, DOCUMENT),
    Node("cpv-79540000", "category", {"code": "79540000"}, Document("cpv-79540000", "CPV 79540000")),
    Node("cpv-79530000", "category", {"code": "79530000"}, Document("cpv-79530000", "CPV 79530000")),
    Relation(ALNA, "published", "buy-7", {}, DOCUMENT),
    Relation("buy-7", "classified_as", "cpv-79540000", {}, DOCUMENT),
    Relation("buy-7", "classified_as", "cpv-79530000", {}, DOCUMENT),
]


def csv_of(delimiter: str, *rows: list[str]) -> str:
    names = HEADER.split(";")
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in [names, *rows]]
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def workbook(*rows: list[object], header: str = HEADER) -> bytes:
    book = openpyxl.Workbook()
    for row in [header.split(";"), *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


JSON_LINE = json.dumps(dict(zip(HEADER.split(";"), CELLS, strict=True)) | {"cpv": ["79540000", "79530000-7"]})
EXCEL_ROW = [7.0, dt.date(2020, 9, 2), *CELLS[2:5], 1234567.5, CELLS[6]]
FORMS = {
    "semicolon.csv": csv_of(";", CELLS).encode(),
    "comma.csv": csv_of(",", CELLS).encode(),
    "tab.tsv": csv_of("\t", CELLS).encode(),
    "bar.txt": csv_of("|", CELLS).encode(),
    "mark.csv": b"\xef\xbb\xbf" + csv_of(";", CELLS).encode(),
    "marked-twice.csv": "\ufeffï»¿".encode() + csv_of(";", CELLS).encode(),
    "old-mac.csv": csv_of(";", CELLS).replace("\r\n", "\r").encode(),
    "over.csv": csv_of(";", CELLS).replace("\r\n", "\n").replace("79530000", "79530000;#N/A;").encode(),
    "wide.csv": csv_of(";", CELLS).encode("utf-16"),
    "packed.csv.gz": gzip.compress(csv_of(";", CELLS).encode()),
    "lines.jsonl": JSON_LINE.encode(),
    "lines.ndjson": f"\n{JSON_LINE}\n\n".encode(),
    "book.xlsx": workbook(EXCEL_ROW),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_row_becomes_these_facts_from_every_form(name, read):
    told = read(FORMS[name], MAP, name)
    assert told.facts == FACTS
    assert not told.reading.skipped
    assert not told.reading.unmapped


def test_latin_1_is_read_where_the_map_says_so_and_told_where_it_does_not(read):
    from graph.errors import BadInput  # noqa: PLC0415

    latin = csv_of(";", CELLS).encode("latin-1")
    assert read(latin, MAP + '[file]\nencoding = "latin-1"\n').facts == FACTS
    with pytest.raises(BadInput) as wrong:
        read(latin)
    assert wrong.value.key == "table_bad_text"
    assert "latin-1" in wrong.value.hint("nb")


def test_words_lists_replacements_and_fixed_values(read):
    said = """
name = "t"
[nodes.unit]
kind = "unit"
called = "navn"
props.name = [{ column = "navn", lang = "nb" }, { column = "name", lang = "en" }]
props.aliases = { column = "also", split = "," }
props.type = { column = "kind", replace = { B = "borough" } }
props.seat = { text = "{street}, {town}" }
props.mandate = "mandate"
[[relations]]
from = "unit"
kind = "part_of"
to = "no-orgnr-958935420"
props.note = { value = "a fixed note", lang = "en" }
"""
    head = "navn;name;also;kind;street;town;mandate\n"
    told = read(head + "Bydel X;Borough X;x, y ,;B;;Oslo;Gjør alt\nBydel Y;;;C;Veien 1;Oslo;\n", said)
    document = Document("t:table.csv", "table.csv")
    own = {"name": {"nb": "Bydel X", "en": "Borough X"}, "type": "borough", "country": "NO"}
    assert told.node("unit-bydel-x").props == own | {"aliases": ["x", "y"], "mandate": {"nb": "Gjør alt"}}
    assert told.node("unit-bydel-y").props["seat"] == "Veien 1, Oslo"
    assert told.facts[1] == Relation(
        "unit-bydel-x", "part_of", "no-orgnr-958935420", {"note": {"en": "a fixed note"}}, document
    )
    assert told.warned() == [("3", "table_field_left_out")]
    assert "«C»" in told.reading.warnings[0].values["why"]("nb")


def test_without_an_id_the_file_is_one_document_and_a_second_name_is_an_alias(read):
    said = """
name = "t"
document.published = { value = "2021-03-01" }
[nodes.unit]
kind = "unit"
called = "navn"
number = "nr"
"""
    told = read("navn;nr\nTYSVÆR KOMMUNE;964979812\nTysvær Kommune;964 979 812\n", said)
    assert {fact.document for fact in told.facts} == {Document("t:table.csv", "table.csv", published="2021-03-01")}
    assert [fact.props.get("aliases") for fact in told.facts] == [None, ["Tysvær Kommune"]]


def test_main_and_additional_codes_and_a_zero_that_excel_dropped(read):
    said = """
name = "t"
[nodes.notice]
kind = "notice"
id = "n-{id}"
[nodes.main]
kind = "category"
code = { column = "cpv", take = "first" }
[nodes.rest]
kind = "category"
code = { column = "cpv", take = "rest" }
"""
    told = read(workbook([1, 3000000.0], [2, "79540000; 79530000; 79540000"], header="id;cpv"), said, "book.xlsx")
    assert told.ids() == ["n-1", "cpv-03000000", "n-2", "cpv-79540000", "cpv-79530000"]


def test_payments_of_a_year_are_added_up(read):
    said = """
name = "paid"
[nodes.buyer]
kind = "unit"
called = { value = "Bydel Alna" }
[nodes.seller]
kind = "supplier"
called = "to"
[[relations]]
from = "buyer"
kind = "paid"
to = "seller"
props.amount = "sum"
props.payments = { value = 1 }
props.currency = { value = "NOK" }
props.year = { column = "day", as = "year" }
add = ["amount", "payments"]
"""
    rows = ["A;2.1.2020;0,10", "A;3.1.2020;0,20", "B;3.1.2020;7", "A;1.1.2021;-5", "A;4.1.2020;"]
    told = read("\n".join(["to;day;sum", *rows]), said)
    paid = {
        (fact.to_id[12:], fact.key): fact.props
        for fact in told.facts
        if isinstance(fact, Relation) and fact.kind == "paid"
    }
    assert {place: (props["amount"], props["payments"]) for place, props in paid.items()} == {
        ("a", "2020,NOK"): (0.3, 3),
        ("a", "2021,NOK"): (-5.0, 1),
        ("b", "2020,NOK"): (7.0, 1),
    }
