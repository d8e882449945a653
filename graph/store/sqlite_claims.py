"""Claims read back from an embedded store, in the form that `merge` takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from graph.model import Claim, Document
from graph.store.merge import Said, node_rules, ranked, relation_rules, said
from graph.store.sqlite_schema import node_codes, relation_codes

decode = msgspec.json.decode
_encode = msgspec.json.Encoder(order="deterministic").encode

_READ = """
SELECT c.entity, c.kind, c.props, s.name, s.trust, d.name, d.title, d.url, d.published, d.retrieved_at, d.verified
FROM {which} JOIN {table} c ON c.entity = w.entity JOIN document d ON d.id = c.document JOIN source s ON s.id = d.source
ORDER BY c.entity
"""
#: A claim as a row: entity, kind, props, source, trust, and the document's fields in order.
Row = tuple[Any, ...]


def encoded(value: Any) -> str:
    """Canonical JSON: equal content, equal text."""
    return _encode(value).decode()


@cache
def node_kinds() -> tuple[str, ...]:
    """Node kinds by code."""
    return tuple(node_codes())


@cache
def relation_kinds() -> tuple[str, ...]:
    """Relation kinds by code."""
    return tuple(relation_codes())


def claims_of(
    db: sqlite3.Connection, table: str, entities: Iterable[int], names: Mapping[int, str]
) -> dict[int, list[Said]]:
    """The ranked claims of entities (numbers) in `node_claim` or `relation_claim`; names: their ids for people."""
    which = "(SELECT value AS entity FROM json_each(?)) w"
    rows = db.execute(_READ.format(table=table, which=which), (encoded(list(entities)),))
    return {entity: as_said(table, names.get(entity, ""), group) for entity, group in groupby(rows, key=itemgetter(0))}


def claims_in(db: sqlite3.Connection, table: str, which: str) -> Iterator[tuple[int, list[Said]]]:
    """The ranked claims of the entities that the table `which` lists in its column `entity`, in order of number."""
    rows = db.execute(_READ.format(table=table, which=f"{which} w"))
    for entity, group in groupby(rows, key=itemgetter(0)):
        yield entity, as_said(table, "", group)


def as_said(table: str, name: str, rows: Iterable[Row]) -> list[Said]:
    """The claims in `rows` of one entity, the one that wins first."""
    kinds, rules = (node_kinds(), node_rules) if table == "node_claim" else (relation_kinds(), relation_rules)
    kind_of: dict[int, str] = {}
    claims = []
    for _, kind, props, source, trust, *document in rows:
        doc_id, title, url, published, retrieved_at, verified = document
        read_from = Document(doc_id, title, url, published, retrieved_at, bool(verified))
        claim = Claim(name, source, read_from, decode(props), trust)
        kind_of[id(claim)] = kinds[kind]
        claims.append(claim)
    return [said(claim, kind_of[id(claim)], rules(kind_of[id(claim)])) for claim in ranked(claims)]
