"""Citing: which documents stand behind a node or a relation."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers import SourceRef
from graph.model import Claim
from graph.store.base import View
from graph.when import On


def refs(view: View, ids: Iterable[str], on: On) -> dict[str, list[SourceRef]]:
    """The sources of these nodes or relations (`Relation.id`), the one that wins first, none twice; one read for all.

    Every id asked is a key; what nothing stands behind on the day has an empty list.
    """
    asked = list(dict.fromkeys(ids))
    claims = view.claims(asked, on) if asked else {}
    return {entity: list(dict.fromkeys(map(ref, claims.get(entity, ())))) for entity in asked}


def ref(claim: Claim) -> SourceRef:
    """The source of one claim, as answers show it."""
    document = claim.document
    return SourceRef(
        source=claim.source,
        title=document.title,
        url=document.url,
        published=document.published,
        retrieved_at=document.retrieved_at,
        verified=document.verified,
    )


def joined(*lists: Iterable[SourceRef]) -> list[SourceRef]:
    """Several lists of sources as one, in their order, none twice."""
    return list(dict.fromkeys(found for refs_of_one in lists for found in refs_of_one))
