"""The register's fields: how their names are written, and how a value is read from whatever stands in one."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from graph.ids import clean_number
from graph.when import first_day

#: Extracts made with R on Windows write letters outside its code page like this.
_ESCAPED = re.compile(r"<U\+([0-9A-Fa-f]{4,5})>")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_SPACES = re.compile(r"\s+")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@cache
def _names() -> tuple[frozenset[str], dict[str, str]]:
    said = tomllib.loads((Path(__file__).parent / "fields.toml").read_text("utf-8"))
    known = [*said["ignored"], *said["taken"]]
    return frozenset(said["ignored"]), {name.casefold(): name for name in known}


def canonical_header(name: str) -> str:
    """A column's name in the writing of the JSON: the CSV has other capitals in some."""
    first, dot, rest = name.strip().partition(".")
    return _names()[1].get(first.casefold(), first) + dot + rest


def unknown_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """What is left of a record when the fields known not to be taken are gone."""
    ignored = _names()[0]
    return {name: value for name, value in record.items() if name not in ignored}


def text(value: Any) -> str:
    """A value as one line of text: NFC, no control characters, spaces single; empty where it is no text or number."""
    if value is None or isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    plain = str(value)
    if plain.isascii() and plain.isprintable() and "<U+" not in plain and "  " not in plain:
        return plain.strip()  # most values, a million times over
    if "<U+" in plain:
        plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), plain)
    return _SPACES.sub(" ", _CONTROL.sub(" ", unicodedata.normalize("NFC", plain))).strip()


def code(value: Any) -> str:
    """The code in `{"kode": …, "beskrivelse": …}`, or the value itself where it is bare."""
    return text(value.get("kode")) if isinstance(value, dict) else text(value)


def lines(value: Any) -> str:
    """A text that the register breaks into lines."""
    return text(" ".join(part for part in value if isinstance(part, str)) if isinstance(value, list) else value)


def number(value: Any) -> str:
    """An organisation number as nine digits, or as the text that stands there if it has another form."""
    said = text(value)
    return clean_number(said) or said


def day(value: Any) -> str | None:
    """An ISO date (a time after it is dropped), None where nothing stands. Raises BadInput for what is no date."""
    said = text(value)
    return first_day(said[:10]) if said else None


def count(value: Any) -> int | None:
    """A whole number of at least 0, None where nothing stands. Raises BadInput for anything else."""
    if value is None:
        return None
    said = text(int(value)) if isinstance(value, float) and value.is_integer() else text(value)
    if not said and value == "":
        return None
    if not said.isascii() or not said.isdigit() or len(said) > len("10000000"):
        raise BadInput("brreg_no_count")
    return int(said)


def truth(value: Any) -> bool | None:
    """A yes or no, also as the CSV writes it; None where neither stands."""
    if value is None or isinstance(value, bool):
        return value
    return {"true": True, "j": True, "ja": True, "false": False, "n": False, "nei": False}.get(text(value).lower())


def web_address(value: Any) -> str | None:
    """A website as http(s), which the register mostly leaves out; None for nothing. Raises BadInput for others."""
    said = text(value)
    if not said:
        return None
    if _WEB.fullmatch(said):
        return said
    if _HOST.fullmatch(said):
        return f"https://{said}"
    raise BadInput("brreg_no_web_address")
