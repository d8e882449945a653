"""Texts by language, amounts and categories, as they stand in an element."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.ids import cpv_code
from loaders.eforms.codes import is_norwegian, language
from loaders.eforms.private import Scrubber
from loaders.eforms.tree import Part

_CURRENCY = re.compile(r"[A-Z]{3}")
#: More than any public purchase: what is above it is a slip of the keyboard (or an attack), not a value.
_LARGEST = 1e13


@dataclass(slots=True)
class Notes:
    """What is wrong in a notice: sentence key and values, told once the notice is mapped."""

    said: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def warn(self, key: str, **values: Any) -> None:
        self.said.append((key, values))


@dataclass(frozen=True, slots=True)
class Context:
    """What mapping any part of a notice needs.

    language: the notice's own, two letters. norwegian: what "Norwegian" is in it, nb or nn. scrub: takes personal
    details out of texts. notes: where to complain.
    """

    language: str
    norwegian: str
    scrub: Scrubber
    notes: Notes

    def words(self, parts: Iterable[Part]) -> dict[str, str]:
        """Texts by two-letter language, without personal details; the first of each language counts."""
        found: dict[str, str] = {}
        for part in parts:
            if text := part.text:
                said = part.attribute("languageID")
                code = (self.norwegian if is_norwegian(said) else language(said)) or self.language or "und"
                if code not in found:
                    found[code] = self.scrub(text)
        return found

    def amount(self, part: Part | None) -> tuple[float, str] | None:
        """An amount with its currency; None where there is none. What is no amount is warned of."""
        if part is None or not part.text:
            return None
        try:
            value = float(part.text.replace(" ", "").replace("\u00a0", ""))
        except ValueError:
            value = math.nan
        currency = part.attribute("currencyID").upper()
        if not 0 <= value <= _LARGEST or not _CURRENCY.fullmatch(currency):
            self.notes.warn("eforms_bad_amount", text=f"{part.text} {currency}".strip())
            return None
        return value, currency

    def codes(self, project: Part) -> tuple[list[str], list[str]]:
        """Main and additional CPV codes (eight digits) of a project; codes of other lists are left and said."""
        return self._cpv(project, "MainCommodityClassification"), self._cpv(
            project, "AdditionalCommodityClassification"
        )

    def _cpv(self, project: Part, name: str) -> list[str]:
        found = []
        for part in project.all(name, "ItemClassificationCode"):
            if (part.attribute("listName") or "cpv").lower() != "cpv":
                self.notes.warn("eforms_other_list", list=part.attribute("listName"), code=part.text)
            elif part.text:
                code = cpv_code(part.text)
                if code:
                    found.append(code)
                else:
                    self.notes.warn("eforms_bad_cpv", code=part.text)
        return list(dict.fromkeys(found))


def total(amounts: Iterable[tuple[float, str]]) -> tuple[float, str] | None:
    """The sum of amounts of one currency; None for none, and for several currencies, which cannot be added."""
    found = list(amounts)
    if len(Counter(currency for _, currency in found)) != 1:
        return None
    return sum(value for value, _ in found), found[0][1]


def plain(value: float) -> int | float:
    """Whole amounts as whole numbers."""
    return int(value) if value == int(value) else round(value, 2)


def without_empty(props: dict[str, Any]) -> dict[str, Any]:
    """`props` less what says nothing (None, "", empty lists and maps)."""
    return {name: value for name, value in props.items() if value is not None and value not in ("", [], {})}
