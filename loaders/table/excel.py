"""Rows of an Excel workbook (.xlsx), read as a stream: a hostile file costs time, not memory.

Cells give the values that Excel saved last; nothing is calculated here.
"""

from __future__ import annotations

import io
import itertools
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from loaders.files import Entry
from loaders.source import Reading
from loaders.table.mapping import FileForm
from loaders.unpack import zip_members

#: Columns and rows that are read; a table beyond them is told so.
_MOST_COLUMNS, _MOST_ROWS = 500, 1_048_576
#: Empty rows in a row after which a sheet is taken to be over.
_EMPTY_ROWS = 10_000


def excel_rows(entry: Entry, form: FileForm, reading: Reading) -> Iterator[tuple[int, list[Any]]]:
    """(line in the sheet, cells) of the map's sheet, else the first. Raises BadInput for what is no sound workbook.

    A formula whose value was never saved is an empty cell, and said.
    """
    import openpyxl  # noqa: PLC0415 — half a second that only Excel needs

    content = entry.read()
    _prove(content, entry.where)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        with closing(values), closing(formulas):
            yield from _rows(_sheet(values, form, entry.where), _sheet(formulas, form, entry.where), entry, reading)
    except BadInput:
        raise
    except Exception as error:  # noqa: BLE001 — whatever openpyxl meets in a broken file
        reason = f"{type(error).__name__}: {error}"[:200]
        raise BadInput("table_bad_workbook", path=entry.where, reason=reason) from None


def _rows(values: Any, formulas: Any, entry: Entry, reading: Reading) -> Iterator[tuple[int, list[Any]]]:
    wide = {"max_col": _MOST_COLUMNS, "max_row": _MOST_ROWS, "values_only": True}
    both = zip(values.iter_rows(**wide), formulas.iter_rows(**wide), strict=False)
    empty = 0
    for number, (row, written) in enumerate(both, start=1):
        if not any(cell is not None for cell in written):
            empty += 1
            if empty > _EMPTY_ROWS:
                return
            continue
        empty = 0
        for column, (cell, formula) in enumerate(itertools.zip_longest(row, written)):
            if cell is None and formula is not None:
                reading.warn(f"{entry.where}:{number}", "table_unsaved_formula", column=_letters(column))
        yield number, list(row)


def _sheet(book: Any, form: FileForm, where: str) -> Any:
    if form.sheet is not None and form.sheet not in book.sheetnames:
        raise BadInput("table_no_sheet", path=where, sheet=form.sheet, known=", ".join(book.sheetnames))
    sheet = book.worksheets[0] if form.sheet is None else book[form.sheet]
    sheet.reset_dimensions()
    return sheet


def _prove(content: bytes, where: str) -> None:
    """A workbook is a zip archive, and as unsafe as any: see loaders.unpack."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise BadInput("table_bad_workbook", path=where, reason="not a zip archive")
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(content)
        file.flush()
        for member in zip_members(Path(file.name), where, lambda _: True):
            if member.fault is not None:
                raise member.fault


def _letters(column: int) -> str:
    """The name of a column as Excel writes it: 0 → A, 26 → AA."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name, column = chr(ord("A") + rest) + name, column - 1
    return name
