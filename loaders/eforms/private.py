"""Keeps persons out: what a notice says of a contact person is taken out of every text that goes on.

Contact elements themselves are read for this alone. A notice's title and description often repeat them
("Contact kari.nordmann@… for further information").
"""

from __future__ import annotations

import re

from loaders.eforms.tree import Part
from loaders.private import without_contacts, without_names

#: Where an organisation's contacts stand.
_BODIES = ("Company", "TouchPoint")
_SEVERAL = re.compile(r"\s*(?:[,;/|:]|\s-\s|\bv/|\bog\b|\band\b)\s*")
#: A person's name has at least two words of letters; a lone word may be a department.
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")


class Scrubber:
    """Called with a text, gives it back without e-mail addresses, telephone numbers and contact persons."""

    def __init__(self, organisations: list[Part]) -> None:
        bodies = {name.casefold() for part in organisations for name in part.texts("Company", "PartyName", "Name")}
        names = {
            piece
            for part in organisations
            for body in _BODIES
            for name in part.texts(body, "Contact", "Name")
            for piece in _SEVERAL.split(name)
            if _NAME.fullmatch(piece) and not any(piece.casefold() in body for body in bodies)
        }
        self._names = sorted(names, key=lambda name: (-len(name), name))

    def __call__(self, text: str) -> str:
        """`text` without the personal details."""
        return without_names(without_contacts(text), self._names)
