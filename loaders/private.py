"""Keeps e-mail addresses and telephone numbers out of every text that goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def without_contacts(text: str) -> str:
    """`text` without e-mail addresses and telephone numbers; GAP stands where one was."""
    low = text.casefold()
    if "@" in text:
        text = _MAIL.sub(GAP, text)
    if _DIGITS.search(text) and any(sign in low for sign in _PHONE_SIGNS):
        text = _PHONE.sub(f" {GAP}", text)
    return text


def without_names(text: str, names: Iterable[str]) -> str:
    """`text` without these names of people, in any letter case."""
    low = text.casefold()
    for name in names:
        if name.casefold() in low:
            text = re.sub(rf"\b{re.escape(name)}\b", GAP, text, flags=re.IGNORECASE)
    return text
