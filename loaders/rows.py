"""Text and tables of the input, decoded with the place of a fault named."""

from __future__ import annotations

import codecs
import csv
import gzip
from collections.abc import Collection, Iterator
from contextlib import closing
from typing import BinaryIO

from graph.errors import BadInput
from loaders.files import Entry

#: A field longer than this is no table's field.
csv.field_size_limit(1 << 20)


def text_lines(entry: Entry, encoding: str = "utf-8") -> Iterator[str]:
    """The lines of a text file with their ends, a byte order mark taken off.

    Raises BadInput naming the line it fails at. encoding: as the source declares it ("iso-8859-1"); nothing is guessed.
    """
    with closing(entry.open()) as stream:
        yield from _decoded(stream, entry.where, encoding)


def table_rows(
    entry: Entry, *, columns: Collection[str] = (), encoding: str = "utf-8", delimiter: str = ","
) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file with a header: (place: "file:line", row), cells stripped.

    Raises BadInput where one of `columns` is missing, a row and the header differ in length, or text is broken.
    """
    reader = csv.reader(text_lines(entry, encoding), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        prove_header(header, columns, entry.where)
        for cells in reader:
            if not cells:
                continue
            place = f"{entry.where}:{reader.line_num}"
            if len(cells) != len(header):
                raise BadInput("files_row_length", path=place, cells=len(cells), columns=len(header))
            yield place, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise BadInput("files_bad_csv", path=f"{entry.where}:{reader.line_num}", reason=str(error)) from None


def prove_header(header: list[str], columns: Collection[str], where: str) -> None:
    """Raises BadInput where one of `columns` is missing, or a name stands twice."""
    missing = [name for name in columns if name not in header]
    if missing:
        raise BadInput("files_no_column", path=where, columns=", ".join(missing))
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise BadInput("files_column_twice", path=where, columns=", ".join(twice))


def _decoded(stream: BinaryIO, where: str, encoding: str) -> Iterator[str]:
    try:
        for number, line in enumerate(stream, start=1):
            bare = line.removeprefix(codecs.BOM_UTF8) if number == 1 and encoding == "utf-8" else line
            try:
                yield bare.decode(encoding)
            except UnicodeDecodeError as error:
                raise BadInput(
                    "files_bad_text", path=f"{where}:{number}", encoding=encoding, byte=error.start
                ) from None
    except (EOFError, gzip.BadGzipFile):
        raise BadInput("files_cut_short", path=where) from None
