"""LinkedIn's `Connections.csv` as contacts: name, company, position, since when; nothing else of it is kept.

The file begins with notes of some length, so its header is looked for; columns may be missing or in another order.
Companies are matched to units and suppliers of the graph by their exact names, on this machine.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from graph.errors import BadInput
from graph.lookup import named
from graph.model import Node
from graph.schema import caption
from graph.store.base import View
from graph.when import On
from graph.workspace.records import Tie

#: Lines in which the header must come, rows that are read, characters of a cell that are kept.
HEADER_WITHIN, MOST_ROWS, LONGEST = 60, 100_000, 300
#: LinkedIn writes "15 Mar 2024", older files "03/15/2024"; a file saved again by a spreadsheet may hold ISO dates.
_DATES = ("%d %b %Y", "%d %B %Y", "%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
_COLUMNS = {
    "first name": "first",
    "last name": "last",
    "company": "company",
    "position": "position",
    "connected on": "on",
}
_NEEDED = frozenset(("first", "last"))
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
#: Kinds of nodes that a company can be.
_KINDS = ("unit", "supplier")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Connection:
    """A row: someone, their company and position as they wrote them, and since when they are known (ISO), if said."""

    name: str
    company: str
    position: str
    connected_on: str | None


@dataclass(slots=True)
class Connections:
    """What a file holds. unread: (line, what could not be read of it); nameless: rows of accounts without a name."""

    rows: list[Connection] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    nameless: int = 0


def read_connections(data: bytes, name: str) -> Connections:
    """The connections in a file. name: what the file is called, for people.

    Raises BadInput where no header of such a file is found, or it cannot be read as text and rows.
    """
    lines = _decoded(data, name).splitlines(keepends=True)
    start, delimiter, columns = _header(lines, name)
    found = Connections()
    reader = csv.reader(lines[start + 1 :], delimiter=delimiter)
    try:
        for cells in reader:
            line = start + 1 + reader.line_num
            if len(found.rows) >= MOST_ROWS:
                raise BadInput("connections_too_many", file=name, most=MOST_ROWS)
            if any(cell.strip() for cell in cells):
                _take({columns[at]: _clean(cell) for at, cell in enumerate(cells) if at in columns}, line, found)
    except csv.Error as error:
        raise BadInput("connections_bad_csv", place=f"{name}:{start + 1 + reader.line_num}", why=str(error)) from None
    return found


def companies(
    view: View, names: Iterable[str], on: On, lang: str, progress: Progress | None = None
) -> tuple[dict[str, Tie], list[str]]:
    """The tie to the unit or supplier that each company's name means exactly, and the names that mean several."""
    asked = sorted({name for name in names if name})
    ties: dict[str, Tie] = {}
    several = []
    for done, company in enumerate(asked, start=1):
        nodes = _meant(view, company, on)
        if len(nodes) == 1:
            ties[company] = Tie(to=nodes[0].id, name=caption(nodes[0], lang), by="company")
        elif nodes:
            several.append(company)
        if progress:
            progress(done, len(asked))
    return ties, several


def _meant(view: View, company: str, on: On) -> Sequence[Node]:
    """What a company's name means; "Bydel Alna, Oslo kommune" means the part of the other."""
    whole = named(view, company, on, kinds=_KINDS)
    if whole or "," not in company:
        return whole
    parts = [named(view, part, on, kinds=_KINDS) for part in company.split(",") if part.strip()]
    single = {nodes[0].id: nodes[0] for nodes in parts if len(nodes) == 1}
    if len(single) <= 1:
        return list(single.values())
    above = view.subgraph(single, depth=1, cap=len(single), on=on, kinds=["part_of"]).relations
    inner = {one.from_id for one in above} - {one.to_id for one in above}
    return [node for id_, node in single.items() if id_ in inner] or list(single.values())


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("connections_bad_text", file=name)


def _header(lines: Sequence[str], name: str) -> tuple[int, str, dict[int, str]]:
    """The number of the header's line, what parts its cells, and which column is what."""
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        for delimiter in ",;\t":
            cells = [cell.strip().strip('"').casefold() for cell in line.strip().split(delimiter)]
            columns = {at: _COLUMNS[cell] for at, cell in enumerate(cells) if cell in _COLUMNS}
            if _NEEDED.issubset(columns.values()):
                return number, delimiter, columns
    raise BadInput("connections_no_header", file=name)


def _take(row: Mapping[str, str], line: int, found: Connections) -> None:
    name = " ".join(filter(None, (row.get("first", ""), row.get("last", ""))))
    if not name:
        found.nameless += 1
        return
    said = row.get("on", "")
    day = _day(said) if said else None
    if said and day is None:
        found.unread.append((line, said))
    found.rows.append(Connection(name, row.get("company", ""), row.get("position", ""), day))


def _day(text: str) -> str | None:
    days: Iterator[str | None] = (_as_day(text, form) for form in _DATES)
    return next((day for day in days if day), None)


def _as_day(text: str, form: str) -> str | None:
    try:
        return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 — a day, no time
    except ValueError:
        return None


def _clean(cell: str) -> str:
    return " ".join(_CONTROL.sub(" ", cell).split())[:LONGEST]
