"""eForms' code lists as the graph reads them, from codes.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("codes.toml").read_text("utf-8"))

KNOWN_TOP: frozenset[str] = frozenset(_TABLES["known"]["top"])
ROOTS: dict[str, str] = _TABLES["root"]
#: The longest part of a text that is looked through to tell nynorsk from bokmål.
_LANGUAGE_SAMPLE = 2_000
_ISO_2, _ISO_3 = 2, 3
_WORD = re.compile(r"\w+")
_NYNORSK = frozenset(_TABLES["nynorsk"]["nn"])
_BOKMAAL = frozenset(_TABLES["nynorsk"]["nb"])
_FIRM = frozenset(_TABLES["firm"]["marks"])


@cache
def language(code: str) -> str:
    """The two-letter code of an eForms language ("NOB" → "nb"); an unknown code in small letters, "" stays ""."""
    known: str | None = _TABLES["language"].get(code.upper())
    return known or {"no": "nb"}.get(code.lower(), code.lower())


def is_norwegian(code: str) -> bool:
    """Whether an eForms language says "Norwegian" and not which."""
    return code.upper() in {"NOR", "NO"}


def norwegian(text: str) -> str:
    """Which Norwegian a text is in: nn where its words say so, else nb."""
    words = _WORD.findall(text[:_LANGUAGE_SAMPLE].casefold())
    nynorsk = sum(word in _NYNORSK for word in words)
    return "nn" if nynorsk > 1 and nynorsk > sum(word in _BOKMAAL for word in words) else "nb"


@cache
def country(code: str) -> str:
    """The two-letter code of a country ("NOR" → "NO"); an unknown three-letter code is kept, "" stays ""."""
    big = code.strip().upper()
    known: str = _TABLES["country"].get(big, big)
    return known if len(known) in {_ISO_2, _ISO_3} else ""


@cache
def notice_type(code: str, form: str, subtype: str, root: str) -> str:
    """What a notice is: planning, advisory, competition, intent, award, change, or registration (not for us).

    code: BT-02. form: the list it comes from (BT-03). subtype: OPP-070. root: the name of the document's element.
    """
    national = _TABLES["subtype"].get(subtype.upper(), "")
    known = _TABLES["notice_type"].get(code) or _TABLES["form_type"].get(form)
    found: str = known or national or _by_number(subtype) or ROOTS.get(root, "")
    return found


def _by_number(subtype: str) -> str:
    digits = subtype.upper().lstrip("N")
    if digits.isdecimal():
        for name, (low, high) in _TABLES["subtype_range"].items():
            if low <= int(digits) <= high:
                return str(name)
    return ""


def period(code: str) -> str:
    """The unit of a duration: year, month, week, day or working_day; "" for what is none."""
    return str(_TABLES["period"].get(code.upper(), ""))


def is_firm(name: str) -> bool:
    """Whether a name bears the mark of a firm ("… AS", "… B.V."), and so is no private person's."""
    return any(word.strip(",()") in _FIRM for word in name.casefold().split())
