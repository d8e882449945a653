"""Keeps persons out: what a notice says of a contact person is taken out of every text that goes on.

Contact elements themselves are read for this alone. A notice's title and description often repeat them
("Contact kari.nordmann@… for further information").
"""

from __future__ import annotations

import re

from loaders.eforms.tree import Part

#: Stands where something was taken out.
GAP = "[…]"
_MAIL = re.compile(r"(?:mailto:)?[\w.+%'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(
    r"(?:(?:\+|\b00)\d{1,3}[\s().-]{0,2}\d(?:[\s().-]{0,2}\d){5,11}\b)"
    r"|(?:(?<=tlf)|(?<=tel)|(?<=mob)|(?<=phone)|(?<=telefon)|(?<=mobil)|(?<=telefonnummer))"
    r"[\s.:]{1,3}\(?\d(?:[\s().-]{0,2}\d){5,11}\b",
    re.IGNORECASE,
)
_PHONE_SIGNS = ("+", "00", "tlf", "tel", "mob", "phone")
#: What every telephone number holds; most texts hold none, and this tells so faster than the whole pattern does.
_DIGITS = re.compile(r"\d(?:[\s().-]{0,2}\d){5}")
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
        low = text.casefold()
        if "@" in text:
            text = _MAIL.sub(GAP, text)
        if _DIGITS.search(text) and any(sign in low for sign in _PHONE_SIGNS):
            text = _PHONE.sub(f" {GAP}", text)
        for name in self._names:
            if name.casefold() in low:
                text = re.sub(rf"\b{re.escape(name)}\b", GAP, text, flags=re.IGNORECASE)
        return text
