"""The Excel workbook: the same tables as CSV, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from graph.export.tables import FORMULA
from graph.export.workbook import LONGEST
from graph.export.write import export
from graph.model import Node, Relation
from graph.store.base import Subgraph

NODES = [
    Node("unit-a", "unit", {"name": {"nb": "Å"}, "employees": 12, "aliases": ["Æ"]}, published="2024-01-02"),
    Node("s", "supplier", {"name": '=HYPERLINK("http://evil")', "country": "@x"}),
    Node("t", "supplier", {"name": "bell \x07 and " + "long " * 10_000}),
]
GRAPH = Subgraph({node.id: node for node in NODES}, [Relation("unit-a", "paid", "s", {"amount": 20.5}, key="2021,")])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    out = tmp_path_factory.mktemp("book") / "g.xlsx"
    answer = export(GRAPH, out, lang="nb", claims={})
    assert (answer.format, answer.nodes, answer.relations) == ("xlsx", 3, 1)
    return openpyxl.load_workbook(out)


def test_two_sheets_with_names_and_numbers(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["nodes", "relations"]
    rows = list(book["nodes"].iter_rows(values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["id"], first["name"], first["employees"], first["newest"]) == ("unit-a", "Å", 12, "2024-01-02")
    assert book["relations"]["B2"].value == "Å"


def test_nothing_in_it_runs(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value.startswith(FORMULA))


def test_what_excel_cannot_hold_is_left_out(book: openpyxl.Workbook) -> None:
    name = str(book["nodes"]["C4"].value)
    assert name.startswith("bell  and long")
    assert len(name) == LONGEST


def test_the_same_columns_as_csv(book: openpyxl.Workbook, tmp_path: Path) -> None:
    export(GRAPH, tmp_path / "g.csv", lang="nb", claims={})
    with (tmp_path / "g-nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        head = next(csv.reader(file))
    assert head == [cell.value for cell in book["nodes"][1]]
