"""Loads a file of CPV labels: one category a code, labelled in every language of the file, under its ancestor."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graph.errors import BadInput
from graph.ids import cpv_ancestors, cpv_code, cpv_id
from graph.model import Document, Fact, Node, Relation
from loaders.files import Entry
from loaders.rows import text_lines
from loaders.source import Reading

SUFFIXES = (".csv", ".tsv", ".txt")

_CODE = "code"
_LANGUAGE = re.compile(r"[a-z]{2}")
_SPACES = re.compile(r"\s+")
_DOCUMENT = Document("cpv-2008", "CPV 2008", "https://ted.europa.eu/en/simap/cpv")

#: Labels by language.
Labels = dict[str, str]


def load(reading: Reading) -> Iterator[Fact]:
    """Categories and `broader`. Raises BadInput where a file holds no label at all."""
    labels: dict[str, Labels] = {}
    for entry in reading.entries(SUFFIXES):
        for place, code, found in _rows(entry, reading):
            _join(labels.setdefault(code, {}), found, place, reading)
            reading.on_step(len(labels))
    for code, found in labels.items():
        yield Node(cpv_id(code), "category", {"code": code, "label": found}, _DOCUMENT)
        above = next((ancestor for ancestor in cpv_ancestors(code) if ancestor in labels), None)
        if above:
            yield Relation(cpv_id(code), "broader", cpv_id(above), {}, _DOCUMENT)


def _rows(entry: Entry, reading: Reading) -> Iterator[tuple[str, str, Labels]]:
    """(place, code, labels) of each sound row; the others are skipped and said."""
    text = text_lines(entry)
    first = next(text, "")
    delimiter = max(",;\t", key=first.count)
    try:
        header = next(csv.reader([first], delimiter=delimiter), [])
        columns = _languages(header, entry.where, reading)
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        for row in rows:
            place = f"{entry.where}:{rows.line_num + 1}"
            if not row:
                continue
            if len(row) != len(header):
                reading.skip(place, "cpv_ragged", found=len(row), wanted=len(header))
                continue
            cells = dict(zip(map(_plain, header), row, strict=True))
            code = cpv_code(cells[_CODE])
            labels = {language: _label(cells[column]) for column, language in columns.items() if _label(cells[column])}
            if code is None:
                reading.skip(place, "cpv_no_code", code=cells[_CODE].strip()[:40])
            elif not labels:
                reading.skip(place, "cpv_no_label", code=code)
            else:
                yield place, code, labels
    except csv.Error as error:
        raise BadInput("files_bad_csv", path=entry.where, reason=str(error)) from None


def _languages(header: list[str], where: str, reading: Reading) -> Mapping[str, str]:
    """Columns that hold labels: {column: language}. Raises BadInput where there is no code column, or no language."""
    names = [_plain(name) for name in header]
    if _CODE not in names:
        raise BadInput("files_no_column", path=where, columns=_CODE)
    columns: dict[str, str] = {}
    for name in names:
        language = _long_names().get(name, name)
        if name == _CODE:
            continue
        if not _LANGUAGE.fullmatch(language):
            reading.audit({name: ""})
        elif language in columns.values():
            raise BadInput("files_column_twice", path=where, columns=name)
        else:
            columns[name] = language
    if not columns:
        raise BadInput("cpv_no_language", path=where)
    return columns


def _join(labels: Labels, found: Labels, place: str, reading: Reading) -> None:
    """Adds what a row says of a code; where another row says otherwise, the first stays."""
    for language, label in found.items():
        if labels.setdefault(language, label) != label:
            reading.warn(place, "cpv_twice", language=language, label=label)


def _label(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _plain(name: str) -> str:
    return name.strip().casefold()


@cache
def _long_names() -> dict[str, str]:
    return dict(tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8")))
