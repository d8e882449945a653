"""What the address of a page says, and how an address is made: a copied link opens the same view.

Links are read with suspicion: what is too long or no known form is cut or dropped, never believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

MOST_TEXT = 2_000
MOST_VALUES = 40
#: More groups than this are for the terminal.
MOST_STEPS = 99
#: Units that stand side by side.
MOST_COMPARED = 4
_WEIGHT = re.compile(r"([a-z_]{1,40}):(\d{1,2}(?:\.\d{1,2})?)")
_CODE = re.compile(r"\d{4,8}")

Params = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the Find page is asked, and what of the answer is open.

    value, on: as typed; places: ids of units; weights by feature; without, extra: categories; without_duties,
    extra_duties: ids; more: times that more was asked for; compared: ids of the units side by side; contact: the unit
    whose form for a new contact is open; adding: words of a category or duty that is looked for.
    """

    offering: str = ""
    value: str = ""
    on: str = ""
    types: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    without_duties: tuple[str, ...] = ()
    extra_duties: tuple[str, ...] = ()
    more: int = 0
    compared: tuple[str, ...] = ()
    contact: str = ""
    adding: str = ""

    def params(self) -> Params:
        """The query of the address that asks this; only what differs from asking nothing."""
        said: Params = {
            "q": self.offering,
            "value": self.value,
            "on": self.on,
            "type": list(self.types),
            "size": list(self.sizes),
            "place": list(self.places),
            "w": [f"{name}:{value:g}" for name, value in sorted(self.weights.items())],
            "without": list(self.without),
            "category": list(self.extra),
            "without_duty": list(self.without_duties),
            "duty": list(self.extra_duties),
            "more": str(self.more) if self.more else "",
            "vs": list(self.compared),
            "contact": self.contact,
            "add": self.adding,
        }
        return {name: value for name, value in said.items() if value}

    def of(self, offering: str) -> Asked:
        """The same limits asked of an offering; what was struck out of another or added to it stays with that."""
        if offering == self.offering:
            return self
        return Asked(offering, self.value, self.on, self.types, self.sizes, self.places, self.weights)

    def carried(self) -> Asked:
        """What goes along to another page about the offering: everything but what is open on this one."""
        return replace(self, compared=(), contact="", adding="")


def asked(query: Mapping[str, Sequence[str]]) -> Asked:
    """The Find page's question from its address."""
    more = one(query, "more")
    return Asked(
        offering=one(query, "q"),
        value=one(query, "value")[:40],
        on=one(query, "on")[:40],
        types=tuple(many(query, "type")),
        sizes=tuple(many(query, "size")),
        places=tuple(many(query, "place")),
        weights=_weights(many(query, "w")),
        without=_codes(many(query, "without")),
        extra=_codes(many(query, "category")),
        without_duties=tuple(many(query, "without_duty")),
        extra_duties=tuple(many(query, "duty")),
        more=min(int(more), MOST_STEPS) if more.isascii() and more.isdecimal() else 0,
        compared=tuple(dict.fromkeys(many(query, "vs")))[:MOST_COMPARED],
        contact=one(query, "contact"),
        adding=one(query, "add")[:100],
    )


def one(query: Mapping[str, Sequence[str]], name: str) -> str:
    """The last value called `name`, or ""."""
    values = many(query, name)
    return values[-1] if values else ""


def many(query: Mapping[str, Sequence[str]], name: str) -> list[str]:
    """The values called `name`, each cut to a sane length, without control signs and empty ones."""
    values = ("".join(char for char in text if char.isprintable())[:MOST_TEXT] for text in query.get(name, ()))
    return [text.strip() for text in values if text.strip()][:MOST_VALUES]


def _weights(texts: Sequence[str]) -> dict[str, float]:
    found = (_WEIGHT.fullmatch(text) for text in texts)
    return {match[1]: float(match[2]) for match in found if match}


def _codes(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if _CODE.fullmatch(text))
