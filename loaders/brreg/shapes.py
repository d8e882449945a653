"""The forms the register comes in, told apart by content: a JSON array, JSON objects, one object a line, or CSV.

Each is streamed, so that an array of a million units is never held.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, BinaryIO

import ijson

from graph.errors import BadInput
from loaders.brreg.fields import canonical_header
from loaders.files import Entry
from loaders.rows import text_lines
from loaders.source import Reading

#: Names of files that may hold the register; what they hold is found by looking.
SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv", ".txt")

_BOM = b"\xef\xbb\xbf"
_HEAD = 65_536
_NUMBER_FIELD = "organisasjonsnummer"

#: A record and where it stands in its file ("element 3", "line 17").
Placed = tuple[str, dict[str, Any]]


def records(entry: Entry, reading: Reading) -> Iterator[Placed]:
    """The objects of one file, in order. A bad line is skipped and said.

    Raises BadInput where the file is none of the register's forms, or breaks off.
    """
    with closing(entry.open()) as stream:
        head = stream.read(_HEAD)
    start = head.removeprefix(_BOM).lstrip()
    if not start:
        raise BadInput("brreg_empty", path=entry.where)
    if start.startswith(b"["):
        yield from _array(entry, reading)
    elif start.startswith(b"{"):
        yield from _lines(entry, reading) if _one_a_line(start) else _objects(entry)
    elif _NUMBER_FIELD.encode() in start.split(b"\n", 1)[0].lower():
        yield from _table(entry, reading)
    else:
        raise BadInput("brreg_unknown_form", path=entry.where)


def _one_a_line(start: bytes) -> bool:
    first, newline, _ = start.partition(b"\n")
    bare = first.strip()
    return bool(newline) and len(bare) > 1 and bare.endswith(b"}")


def _array(entry: Entry, reading: Reading) -> Iterator[Placed]:
    for number, item in enumerate(_streamed(entry, "item"), 1):
        where = f"{entry.where}: {number}"
        if isinstance(item, dict):
            yield where, item
        else:
            reading.skip(where, "brreg_no_object")


def _objects(entry: Entry) -> Iterator[Placed]:
    for number, item in enumerate(_streamed(entry, ""), 1):
        if not isinstance(item, dict):
            raise BadInput("brreg_unknown_form", path=entry.where)
        yield entry.where if number == 1 else f"{entry.where}: {number}", item


def _streamed(entry: Entry, prefix: str) -> Iterator[Any]:
    with closing(_without_bom(entry)) as stream:
        try:
            yield from ijson.items(stream, prefix, multiple_values=not prefix, use_float=True)
        except (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError, RecursionError) as error:
            raise BadInput("brreg_broken_json", path=entry.where, reason=_reason(error)) from None


def _lines(entry: Entry, reading: Reading) -> Iterator[Placed]:
    with closing(_without_bom(entry)) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            where = f"{entry.where}:{number}"
            try:
                item = json.loads(line)
            except (ValueError, RecursionError):
                if not line.endswith(b"\n"):  # the last line, broken off: the file is not whole
                    raise BadInput("brreg_broken_off", path=where) from None
                reading.skip(where, "brreg_bad_line")
                continue
            if isinstance(item, dict):
                yield where, item
            else:
                reading.skip(where, "brreg_no_object")


def _table(entry: Entry, reading: Reading) -> Iterator[Placed]:
    text = text_lines(entry)
    first = next(text)
    delimiter = max(",;\t", key=first.count)
    try:
        header = [canonical_header(name) for name in next(csv.reader([first], delimiter=delimiter))]
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        for row in rows:
            where = f"{entry.where}:{rows.line_num + 1}"
            if len(row) == len(header):
                yield where, _nested(header, row)
            elif row:
                reading.skip(where, "brreg_ragged", found=len(row), wanted=len(header))
    except csv.Error as error:
        raise BadInput("brreg_broken_csv", path=entry.where, reason=str(error)) from None


def _nested(header: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """The record as the JSON has it: `naeringskode1.kode` becomes `{"naeringskode1": {"kode": …}}`, empty cells go."""
    record: dict[str, Any] = {}
    for name, value in zip(header, row, strict=True):
        if not value.strip():
            continue
        first, dot, rest = name.partition(".")
        if dot:
            inner = record.setdefault(first, {})
            if isinstance(inner, dict):
                inner[rest] = value
        else:
            record[first] = value
    return record


def _without_bom(entry: Entry) -> BinaryIO:
    stream = entry.open()
    if stream.read(len(_BOM)) == _BOM:
        return stream
    stream.close()
    return entry.open()


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
