"""Which register entries are public bodies, and of what type: the table is `types.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """A type, and the conditions that must all hold for it. Empty means any."""

    type: str
    form: frozenset[str]
    sector: frozenset[str]
    industry: tuple[str, ...]
    name: re.Pattern[str] | None

    def holds(self, *, form: str, sector: str, industry: str, name: str) -> bool:
        return (
            (not self.form or form in self.form)
            and (not self.sector or sector in self.sector)
            and (not self.industry or industry.startswith(self.industry))
            and (self.name is None or self.name.search(name) is not None)
        )


@dataclass(frozen=True, slots=True)
class Table:
    """`types.toml`, read once."""

    forms: frozenset[str]
    sectors: frozenset[str]
    sub_forms: frozenset[str]
    part_forms: frozenset[str]
    personal_forms: frozenset[str]
    rules: tuple[Rule, ...]


@cache
def table() -> Table:
    said = tomllib.loads((Path(__file__).parent / "types.toml").read_text("utf-8"))
    return Table(
        frozenset(said["public_forms"]),
        frozenset(said["public_sectors"]),
        frozenset(said["sub_forms"]),
        frozenset(said["part_forms"]),
        frozenset(said["personal_forms"]),
        tuple(_rule(rule) for rule in said["rule"]),
    )


def is_public(form: str, sector: str) -> bool:
    """Whether a main unit is a public body by its own form or sector. Sub-units follow the unit they belong to."""
    known = table()
    return form not in known.sub_forms and (form in known.forms or sector in known.sectors)


def unit_type(*, form: str, sector: str, industry: str, name: str) -> str:
    """The type of a public body; "other" where no rule holds. name: as the register writes it."""
    upper = name.upper()
    for rule in table().rules:
        if rule.holds(form=form, sector=sector, industry=industry, name=upper):
            return rule.type
    return OTHER


def _rule(said: dict[str, Any]) -> Rule:
    name = said.get("name")
    return Rule(
        said["type"],
        frozenset(said.get("form", ())),
        frozenset(said.get("sector", ())),
        tuple(said.get("industry", ())),
        re.compile(name) if name else None,
    )
