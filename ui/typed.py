"""What people type into fields: amounts and days in their own form, read into ours and shown in theirs."""

from __future__ import annotations

import re

import streamlit as st

from graph.amounts import number
from graph.errors import BadInput
from graph.when import last_day
from ui.cited import MONTHS, day
from ui.here import Here
from ui.markup import el

_WORTH = (("millioner", 1e6), ("million", 1e6), ("mill", 1e6), ("milliarder", 1e9), ("billion", 1e9), ("mrd", 1e9))
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([^\W\d]{3,})\.?\s+(\d{4})")


def amount_of(text: str) -> float | None:
    """The amount someone typed: "500 000", "500.000 kr", "NOK 1,300,000", "1,3 mill"; None where it is none."""
    plain = text.casefold().replace("nok", "").replace("kr", "").strip(" .-")
    factor = 1.0
    for word, worth in (*_WORTH, ("m", 1e6)):
        if plain.endswith(word):
            plain, factor = plain.removesuffix(word).strip(), worth
            break
    digits = _digits(plain)
    if not digits or any(char.isalpha() for char in plain):
        return None
    if factor > 1 and plain.replace(",", ".").count(".") == 1:
        whole, part = plain.replace(",", ".").split(".")
        return float(f"{_digits(whole) or 0}.{_digits(part) or 0}") * factor
    return float(digits[:15]) * factor


def shown_amount(text: str, lang: str) -> str:
    """An amount of the address as its reader writes it: nb "400 000", en "400,000"; what is no amount as it stands."""
    value = amount_of(text)
    return text if value is None else number(value, lang)


def day_of(text: str) -> str | None:
    """The day, month or year someone typed, as ISO: "2026-08-01", "1.8.2026", "1 Aug 2026", "mars 2021", "2021"; None: no date."""
    plain = " ".join(text.split()).casefold()
    iso = plain
    if found := _NUMBERS.fullmatch(plain):
        iso = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    elif (found := _NAMED.fullmatch(plain)) and (month := _month(found[2])):
        iso = f"{found[3]}-{month:02}" + (f"-{int(found[1]):02}" if found[1] else "")
    try:
        last_day(iso)
    except BadInput:
        return None
    return iso


def asked_day(text: str) -> str:
    """What goes into the address for a day that was typed: its ISO form, or as it stands where it is no date."""
    return day_of(text) or text.strip()


def shown_day(text: str, lang: str) -> str:
    """A day of the address as its reader writes it: nb "1. aug. 2026", en "1 Aug 2026"; what is no date as it stands."""
    return day(day_of(text) or text, lang)


def trouble(here: Here, *, value: str = "", on: str = "") -> None:
    """Says under the fields what of an amount and a day could not be read; nothing where all could."""
    told = [here.word("value_bad", text=value)] if value and amount_of(value) is None else []
    told += [here.word("on_bad", text=on)] if on and day_of(on) is None else []
    for line in told:
        st.html(el("p", line, class_="field-error", role="alert"))


def _month(word: str) -> int | None:
    """The month that a word names, whole or by its first three letters, in either language."""
    for names in MONTHS.values():
        for month, name in enumerate(names, 1):
            if word[:3] == name.casefold()[:3]:
                return month
    return None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isascii() and char.isdecimal())
