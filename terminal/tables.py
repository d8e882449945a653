"""Text laid out for a terminal: aligned columns, wrapped lines, nothing in it that a terminal would obey."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

#: Columns of text at most, and at least, whatever the terminal says.
WIDEST, NARROWEST = 110, 50
_GAP = 2
#: Signs that steer a terminal or turn the reading direction, not letters: categories Cc, Cf, Co, Cs and line ends.
_STEERING = frozenset(("Cc", "Cf", "Co", "Cs", "Zl", "Zp"))


def width() -> int:
    """How many columns to write."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def plain(text: object) -> str:
    """Any text in one line, without signs that would steer the terminal; hard spaces stay, so numbers keep together."""
    kept = (" " if char in "\n\r\t" or unicodedata.category(char) in _STEERING else char for char in str(text))
    return " ".join(part for part in "".join(kept).split(" ") if part)


def columns_of(text: str) -> int:
    """How many columns a text takes: wide signs two, combining ones none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def wrapped(text: object, *, indent: int = 0, hang: int = 0, first: str = "") -> list[str]:
    """A text as lines that fit; `first` stands before the first line, the others start `hang` columns further in."""
    lead = " " * indent + first
    return textwrap.wrap(
        plain(text),
        width(),
        initial_indent=lead,
        subsequent_indent=" " * (indent + (hang or columns_of(first))),
        break_on_hyphens=False,
    ) or [lead.rstrip()]


def cut(text: object, room: int) -> str:
    """A text in one line of at most `room` columns, but never less than twelve; what is left out shows as "…"."""
    line = plain(text)
    room = max(room, 12)
    if columns_of(line) <= room:
        return line
    while columns_of(line) >= room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def as_text(lines: Sequence[str]) -> str:
    """Lines as one text, without empty ones around it."""
    return "\n".join(lines).strip("\n")


def heading(text: object) -> list[str]:
    """A heading, with an empty line before it."""
    return ["", *wrapped(text)]


def table(rows: Iterable[Sequence[object]], *, head: Sequence[str] = (), indent: int = 2, right: str = "") -> list[str]:
    """Rows in aligned columns; the last column takes what is left and wraps. right: for each column "r" or "l"."""
    cells = [[plain(cell) for cell in row] for row in ([head] if head else [])] + [
        [plain("" if cell is None else cell) for cell in row] for row in rows
    ]
    if len(cells) == bool(head):
        return []
    count = len(cells[0])
    widths = [max(columns_of(row[at]) for row in cells) for at in range(count)]
    room = width() - indent - _GAP * (count - 1)
    for at in sorted(range(count - 1), key=lambda at: -widths[at])[:1]:
        widths[at] = max(8, min(widths[at], room - sum(widths[:-1]) + widths[at] - min(widths[-1], 24)))
    widths[-1] = max(12, room - sum(widths[:-1]))
    return [line for row in cells for line in _row(row, widths, indent, right)]


def _row(row: Sequence[str], widths: Sequence[int], indent: int, right: str) -> list[str]:
    """One row as lines: each cell wrapped in its column."""
    parts = [textwrap.wrap(cell, size, break_on_hyphens=False) or [""] for cell, size in zip(row, widths, strict=True)]
    lines = []
    for at in range(max(map(len, parts))):
        cells = [
            _padded(part[at] if at < len(part) else "", size, right=right[place : place + 1] == "r")
            for place, (part, size) in enumerate(zip(parts, widths, strict=True))
        ]
        lines.append((" " * indent + (" " * _GAP).join(cells)).rstrip())
    return lines


def _padded(text: str, size: int, *, right: bool) -> str:
    fill = " " * max(0, size - columns_of(text))
    return fill + text if right else text + fill
