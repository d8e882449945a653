"""The rows of a table, whatever file it is in: CSV, Excel (.xlsx), JSON lines. A row that does not fit is skipped and said."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import msgspec

from graph.errors import BadInput
from loaders.files import Entry
from loaders.rows import prove_header, text_lines
from loaders.source import Reading
from loaders.table.cells import text
from loaders.table.excel import excel_rows
from loaders.table.mapping import FileForm

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson")
_LINES = (".jsonl", ".ndjson")
_DELIMITERS = ";\t,|"
#: Marks at a file's start that say how its text is written.
_WIDE = (b"\xff\xfe", b"\xfe\xff")
#: A mark at a file's start that was read as letters and written out again.
_MARK_READ_WRONG = "ï»¿"
#: A line that ends as on old Macs, inside what is taken for one.
_RETURN = re.compile(r"(?<=\r)(?!\n)")
#: A line longer than this is no record of a table.
_LONGEST_LINE = 8 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """place: "file:line", for people. cells: by column; a text, a number, a day, or (JSON) a list of texts."""

    place: str
    cells: Mapping[str, Any]


def rows(entry: Entry, form: FileForm, reading: Reading) -> Iterator[Row]:
    """The rows of a file. Raises BadInput where the file as a whole cannot be read."""
    name = entry.name.lower()
    if name.endswith(_LINES):
        yield from _json_rows(entry, form, reading)
        return
    if name.endswith(".xlsx"):
        cells: Iterator[tuple[int, list[Any]]] = excel_rows(entry, form, reading)
    else:
        cells = _csv_rows(entry, form)
    yield from _headed(cells, entry, form, reading)


def _headed(cells: Iterator[tuple[int, list[Any]]], entry: Entry, form: FileForm, reading: Reading) -> Iterator[Row]:
    """Rows by the names in the header; a row of another length is skipped unless what is over or missing is empty."""
    lines = itertools.dropwhile(lambda numbered: numbered[0] < form.header, cells)
    header = [text(name).removeprefix(_MARK_READ_WRONG) for name in next(lines, (0, []))[1]]
    while header and not header[-1]:
        header.pop()
    prove_header([name for name in header if name], (), entry.where)
    if not header:
        raise BadInput("table_no_header", path=entry.where)
    for number, row in lines:
        place = f"{entry.where}:{number}"
        if all(cell in ("", None) for cell in row):
            continue
        if any(text(cell) for cell in row[len(header) :]) or len(row) < len(header):
            reading.skip(place, "table_ragged", cells=len(row), columns=len(header))
            continue
        yield Row(place, {name: cell for name, cell in zip(header, row, strict=False) if name})


def _csv_rows(entry: Entry, form: FileForm) -> Iterator[tuple[int, list[Any]]]:
    lines = _text(entry, form)
    head = list(itertools.islice(lines, form.header))
    delimiter = form.delimiter or max(_DELIMITERS, key=(head[-1] if head else "").count)
    reader = csv.reader(itertools.chain(head, lines), delimiter=delimiter, strict=True)
    try:
        first = 1
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise BadInput("files_bad_csv", path=f"{entry.where}:{reader.line_num}", reason=str(error)) from None


def _json_rows(entry: Entry, form: FileForm, reading: Reading) -> Iterator[Row]:
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(_text(entry, form), start=1):
        place = f"{entry.where}:{number}"
        if not line.strip():
            continue
        try:
            said = decode(line.encode("utf-8", "replace")) if len(line) <= _LONGEST_LINE else None
        except (msgspec.DecodeError, RecursionError, ValueError):
            reading.skip(place, "table_bad_line")
            continue
        if isinstance(said, dict):
            yield Row(place, dict(_flat(said)))
        else:
            reading.skip(place, "table_no_record")


def _flat(said: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Fields of a record by dotted name ("buyer.name"); lists stay lists."""
    for name, value in said.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _text(entry: Entry, form: FileForm) -> Iterator[str]:
    """The lines of the file in the encoding the map says, else as its first bytes say, else UTF-8."""
    with closing(entry.open()) as stream:
        wide = stream.read(2) in _WIDE
    if wide and form.encoding is None:
        with closing(entry.open()) as stream, io.TextIOWrapper(stream, "utf-16", newline="") as lines:
            try:
                yield from lines
            except UnicodeError as error:
                raise BadInput("table_not_utf16", path=entry.where, reason=str(error)) from None
        return
    try:
        for line in text_lines(entry, form.encoding or "utf-8"):
            yield from _RETURN.split(line) if "\r" in line[:-2] else (line,)
    except BadInput as error:
        if error.key == "files_bad_text" and form.encoding is None:
            raise BadInput("table_bad_text", **error.values) from None
        raise
    except LookupError:
        raise BadInput("table_no_encoding", encoding=form.encoding) from None
