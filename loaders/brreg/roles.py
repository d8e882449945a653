"""Roles in the register: which posts a unit has. Who holds them stays in the register.

Names are personal data and dates of birth more so: neither leaves this file, only how many names were left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from graph import ids
from graph.model import Document, Fact, Node, Relation
from loaders.brreg import fields
from loaders.source import Reading

_NUMBER_IN_LINK = re.compile(r"/(?:under)?enheter/(\d{9})(?:/|$)")


class Roles(msgspec.Struct, frozen=True, tag=True):
    """The roles at one unit: codes of those that are posts of ours, and how many names and bodies hold any."""

    where: str
    number: str
    codes: list[str]
    people: int
    bodies: int


def roles(record: dict[str, Any], where: str, reading: Reading) -> Roles | None:
    """The roles of an answer (`rollegrupper`); None, said to `reading`, where it does not tell whose they are."""
    number = fields.number(record.get("organisasjonsnummer")) or _number_in_links(record.get("_links"))
    if not number:
        reading.skip(where, "brreg_roles_of_nobody")
        return None
    codes: dict[str, None] = {}
    people = bodies = 0
    for role in _each(record):
        if role.get("fratraadt") is True or role.get("avregistrert") is True:
            continue
        people += isinstance(role.get("person"), dict)
        bodies += isinstance(role.get("enhet"), dict)
        code = fields.code(role.get("type"))
        if code in _posts():
            codes[code] = None
        elif code not in _ignored():
            reading.warn(where, "brreg_unknown_role", code=code or "?")
    return Roles(where, number, list(codes), people, bodies)


def facts(said: Roles, unit_id: str, document: Document) -> Iterator[Fact]:
    """The posts, each in its unit."""
    for code in said.codes:
        post = _posts()[code]
        post_id = ids.post_id(unit_id, post["role"], post["title"]["nb"])
        yield Node(post_id, "post", {"title": post["title"], "role": post["role"]}, document)
        yield Relation(post_id, "post_in", unit_id, {}, document)


def _each(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    groups = record.get("rollegrupper")
    for group in groups if isinstance(groups, list) else []:
        found = group.get("roller") if isinstance(group, dict) else None
        yield from (role for role in found or [] if isinstance(role, dict)) if isinstance(found, list) else ()


def _number_in_links(links: Any) -> str:
    for name in ("enhet", "self"):
        link = links.get(name) if isinstance(links, dict) else None
        match = _NUMBER_IN_LINK.search(fields.text(link.get("href"))) if isinstance(link, dict) else None
        if match:
            return match[1]
    return ""


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))


def _posts() -> dict[str, Any]:
    posts: dict[str, Any] = _said()["posts"]
    return posts


@cache
def _ignored() -> frozenset[str]:
    return frozenset(_said()["ignored"]["codes"])
