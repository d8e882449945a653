"""An Excel workbook: the tables of nodes and relations as two sheets, written as a stream."""

from __future__ import annotations

from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from graph.export.contents import Contents
from graph.export.tables import Table, node_table, relation_table

#: Characters a cell of Excel holds.
LONGEST = 32_767


def write(contents: Contents, out: BinaryIO) -> tuple[int, int]:
    """Writes `contents` and returns how many nodes and relations there were."""
    book = Workbook(write_only=True)
    counts = _sheet(book, "nodes", node_table(contents)), _sheet(book, "relations", relation_table(contents))
    book.save(out)
    return counts


def _sheet(book: Workbook, title: str, table: Table) -> int:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, name) for name in table.header]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    count = 0
    for count, row in enumerate(table.rows, 1):  # noqa: B007 — the last one says how many
        sheet.append([_fit(value) for value in row])
    return count


def _fit(value: Any) -> Any:
    """A text as Excel takes it: without control signs, and no longer than a cell."""
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST] if isinstance(value, str) else value
