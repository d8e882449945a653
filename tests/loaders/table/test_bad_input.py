"""Tables and maps that cannot be taken: one clear line, the row and the field, and nothing half taken."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.model import Node
from tests.loaders.table.conftest import HEADER, MAP

ROW = "7;2020-09-02;Bydel Alna;;Tolk;100;79540000"


def test_rows_that_do_not_fit_are_skipped_with_their_line_and_the_others_taken(read):
    rows = [
        "",
        "8;2020-09-02;X",
        ROW + ";;",
        ROW + ";more",
        ";2020-09-02;X;;T;1;79540000",
        "9;i går;X;;T;1;79540000",
        "10;2020;X;;T;1;tolk",
    ]
    told = read("\n".join([HEADER, *rows]))
    assert told.skipped() == {
        "3": "table_ragged",
        "5": "table_ragged",
        "6": "table_no_id",
        "7": "bad_date",
        "8": "table_no_code",
    }
    assert "buy-7" in told.ids()


def test_a_property_that_cannot_be_read_is_left_out_and_said(read):
    told = read(f"{HEADER}\n7;2020-09-02;Bydel Alna;;Tolk;mye;79540000\n")
    assert "estimated_value" not in told.node("buy-7").props
    assert told.warned() == [("2", "table_field_left_out")]
    assert "nodes.notice.props.estimated_value" in told.reading.warnings[0].values["field"]


def test_a_number_that_fails_its_check_is_kept_beside_and_said(read):
    told = read(f"{HEADER}\n7;2020-09-02;Bydel Alna;970534645;Tolk;1;79540000\n")
    assert told.node("no-orgnr-970534644").props["numbers"] == ["970534645"]
    assert told.warned() == [("2", "resolve_bad_number")]


def test_people_phones_and_mail_stay_out(read):
    rows = "id;navn;text\n1;Kari Nordmann;Spør Kari Nordmann, tlf. 22 33 44 55 eller kari.nordmann@example.no\n"
    said = 'name = "t"\npeople = ["navn"]\n[nodes.notice]\nkind = "notice"\nid = "n-{id}"\nprops.title = "text"\n'
    title = read(rows, said).node("n-1").props["title"]["nb"]
    assert title == "Spør […], tlf. […] eller […]" or (
        "Kari" not in title and "22 33" not in title and "@" not in title
    )


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("name = ", "table_bad_map"),
        ("name = 'x'\nnodes = 3", "table_bad_map"),
        (MAP.replace("[nodes.notice]", "[nodes.notice]\ncolour = 'red'"), "table_bad_map"),
        (MAP.replace('kind = "notice"', 'kind = "notis"'), "table_unknown_in_map"),
        (MAP.replace("props.title", "props.titel"), "table_unknown_in_map"),
        (MAP.replace('to = "notice"', 'to = "notis"'), "table_unknown_in_map"),
        (MAP.replace('kind = "published"', 'kind = "broader"'), "table_wrong_ends"),
        (MAP.replace('id = "buy-{id}"', ""), "table_how_identified"),
        (MAP.replace('code = "cpv"', 'code = "cpv"\nid = "{id}"'), "table_how_identified"),
        (MAP.replace('kind = "unit"', 'kind = "person"'), "table_no_people"),
        (MAP.replace('"title"', '"e-post"'), "table_private_column"),
        (MAP.replace('"title"', '"kontaktperson"'), "table_private_column"),
        (MAP.replace('"title"', '{ column = "title", value = "x" }'), "table_one_origin"),
        (MAP.replace('"title"', '"titel"'), "table_no_column"),
        (MAP.replace('id = "{id}"\n', ""), "table_dated_file"),
        (MAP.replace("props.title", "props.lots"), "table_no_records"),
        (MAP + 'props.amount = "value"\nadd = ["amount"]\n', "table_added_rows"),
        (MAP + 'props.amount = "value"\nadd = ["value"]\n', "table_unknown_in_map"),
    ],
)
def test_a_map_that_cannot_work_is_one_line(said, key, read):
    with pytest.raises(BadInput) as wrong:
        read(f"{HEADER}\n{ROW}\n", said)
    assert wrong.value.key == key
    for lang in ("nb", "en"):
        assert len(wrong.value.text(lang).splitlines()) == 1


def test_no_map_says_how_to_give_one():
    from pathlib import Path  # noqa: PLC0415

    from loaders.source import LOADERS, Reading, declaration  # noqa: PLC0415
    from loaders.table.loader import load  # noqa: PLC0415

    with pytest.raises(BadInput) as wrong:
        list(load(Reading(declaration(LOADERS / "table"), (Path("x.csv"),), known=None)))
    assert "--map" in wrong.value.hint("en")


def book(change=lambda _: None) -> bytes:
    made = openpyxl.Workbook()
    made.active.append(HEADER.split(";"))
    made.active.append(ROW.split(";"))
    change(made.active)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def far_cell(sheet):
    sheet.cell(1_048_576, 16_384).value = "far"


def formula(sheet):
    sheet["F2"] = "=1+1"


def test_a_formula_without_a_saved_value_is_empty_and_said(read):
    told = read(book(formula), MAP, "book.xlsx")
    assert "estimated_value" not in told.node("buy-7").props
    assert [(remark.key, remark.values) for remark in told.reading.warnings] == [
        ("table_unsaved_formula", {"column": "F"})
    ]


def test_a_cell_at_the_far_end_of_a_sheet_costs_no_memory(read):
    assert "buy-7" in read(book(far_cell), MAP, "book.xlsx").ids()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (300 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (b"no workbook", "a.xlsx", "table_bad_workbook"),
        (book()[:2000], "a.xlsx", "table_bad_workbook"),
        (bomb(), "a.xlsx", "files_bomb"),
        (b'id;day\n"7;2020\n', "a.csv", "files_bad_csv"),
        (b'id;day\n7;"' + b"x" * (2 << 20) + b'"\n', "a.csv", "files_bad_csv"),
        (b"id;id\n1;2\n", "a.csv", "files_column_twice"),
        (b"\n\n", "a.csv", "table_no_header"),
        (b"a", "a.pdf", "files_wrong_kind"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_whole(content, name, key, read):
    with pytest.raises(BadInput) as wrong:
        read(content, MAP, name)
    assert wrong.value.key == key


def test_lines_of_json_that_are_no_record_are_skipped(read):
    whole = '{"id": 1, "day": "2020-09-02", "buyer": "X", "orgnr": null, "title": "T", "value": 1, "cpv": "79540000"}'
    nested = whole.replace('"T"', '[{"a": 1}]')
    told = read("\n".join(["{", "[1]", "1", whole, nested, "[" * 100_000, '{"id": {"a": 1}}']), MAP, "a.jsonl")
    assert told.skipped() == {
        "1": "table_bad_line",
        "2": "table_no_record",
        "3": "table_no_record",
        "5": "table_nested",
        "6": "table_bad_line",
        "7": "table_no_id",
    }
    assert told.reading.unmapped == {"id.a": 1}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=30), min_size=7, max_size=7), max_size=5), st.binary(max_size=20))
def test_any_table_is_taken_skipped_or_told_and_every_fact_has_its_document(read, cells, tail):
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    content = "\n".join([HEADER, *quoted]).encode("utf-8", "replace") + b"\n" + tail
    with suppress(BadInput):
        assert all(fact.document for fact in read(content).facts if isinstance(fact, Node))
