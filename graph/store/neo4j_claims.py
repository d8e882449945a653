"""Claims as strings: what a node or relation in Neo4j carries of each document that speaks of it.

A claim is a line of two parts with a tab between: JSON of who says it (source, document, kind, trust, and what is known of
the document), and JSON of what it says. So a person can read it, and a query find it by how it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from graph.model import Claim, Document, Props, Source
from graph.store.days import known_from
from graph.store.merge import Rules, Said, merge, node_rules, ranked, relation_rules

decode = msgspec.json.decode
_encode = msgspec.json.Encoder(order="deterministic").encode
#: Claims of one entity by what names them: source and document.
Spoken = dict[tuple[str, str], str]


def encoded(value: Any) -> str:
    """Canonical JSON: equal content, equal text."""
    return _encode(value).decode()


def head_of(source: Source, document: Document, kind: str) -> str:
    """The first part of a claim of this kind, with the tab after it."""
    told = (document.title, document.url, document.published, document.retrieved_at, document.verified)
    return encoded([source.id, document.id, kind, source.trust, *told]) + "\t"


def begins_with(source_id: str) -> str:
    """How every claim of a source begins, and no other."""
    return encoded([source_id])[:-1] + ","


def name_of(claim: str) -> tuple[str, str]:
    """The source and document of a claim."""
    source, document, *_ = decode(claim.partition("\t")[0])
    return source, document


def kind_of(claim: str) -> str:
    """The kind that a claim takes its entity for."""
    return str(decode(claim.partition("\t")[0])[2])


def props_of(claim: str) -> Any:
    """What a claim says."""
    return decode(claim.partition("\t")[2])


def lone_claim(claim: str) -> tuple[str, int, str]:
    """The kind that a claim takes its entity for, the day from which it is known, and what it says, as JSON in the order of `merge`."""
    head, _, props = claim.partition("\t")
    said = decode(head)
    return said[2], known_from(said[6]), props


def trusting(claim: str, trust: int) -> str:
    """The claim with another trust."""
    head, _, props = claim.partition("\t")
    said = decode(head)
    said[3] = trust
    return f"{encoded(said)}\t{props}"


def by_name(claims: Iterable[str] | None) -> Spoken:
    """Claims by source and document."""
    return {name_of(claim): claim for claim in claims or ()}


def node_claims(id_: str, claims: Sequence[str]) -> list[Said]:
    """The claims of a node in the form that `merge` takes, the one that wins first."""
    return _ranked([_said(id_, claim, node_rules) for claim in claims])


def relation_claims(id_: str, claims: Sequence[str]) -> list[Said]:
    """The claims of a relation in the form that `merge` takes, the one that wins first."""
    return _ranked([_said(id_, claim, relation_rules) for claim in claims])


def _ranked(claims: list[Said]) -> list[Said]:
    if len(claims) <= 1:
        return claims
    whole: Mapping[int, Said] = {id(one.claim): one for one in claims}
    return [whole[id(claim)] for claim in ranked(one.claim for one in claims)]


def _said(id_: str, text: str, rules: Any) -> Said:
    head, _, props = text.partition("\t")
    source, document, kind, trust, day = _head(head)
    return Said(Claim(id_, source, document, decode(props), trust), kind, _rules(rules, kind), day)


@lru_cache(maxsize=20_000)
def _head(text: str) -> tuple[str, Document, str, int, int]:
    source, name, kind, trust, title, url, published, retrieved_at, verified = decode(text)
    return source, Document(name, title, url, published, retrieved_at, verified), kind, trust, known_from(published)


def _rules(rules: Any, kind: str) -> Rules:
    found: Rules = rules(kind)
    return found


def merged_once(rules: Rules, first: str, second: Props) -> dict[str, Any]:
    """What two facts of one document say together; first: as JSON."""
    return merge(rules.props, [decode(first), second])
