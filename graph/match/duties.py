"""Offering → duties: what units must do by statute or mandate that the offering helps with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.match.meaning import Nearness, telling
from graph.match.offering import Offering, phrase_fit, rarity
from graph.match.settings import settings
from graph.model import Node, Relation
from graph.store.base import View
from graph.text.bm25 import score
from graph.text.entry import texts
from graph.text.tokens import tokens
from graph.when import On

#: Duties whose phrases are compared with the offering: the best by BM25.
READ = 60
HITS = 400


@dataclass(frozen=True, slots=True)
class DutyFit:
    """A duty the offering helps with. fit in (0, 1]."""

    node: Node
    fit: float


def duties_for(
    view: View,
    offering: Offering,
    *,
    near: Nearness,
    codes: Mapping[str, float],
    classified: Sequence[Relation],
    on: On,
    added: Sequence[str] = (),
    left_out: Collection[str] = (),
) -> list[DutyFit]:
    """The duties whose name or keywords the offering meets, or that are classified as what it is; best first.

    codes: the fit of category ids; classified: what is `classified_as` one of them. added: ids of duties that the user
    means, before all others; left_out: of those the user does not mean.
    """
    said = settings()["duties"]
    fits: dict[str, float] = defaultdict(float)
    nodes: dict[str, Node] = {}
    for node, fit in _by_words(view, offering, on):
        fits[node.id], nodes[node.id] = fit, node
    for other in (_by_class(codes, classified), _by_meaning(near)):
        nodes.update(view.get([id_ for id_ in other if id_ not in nodes], on))
        for id_, fit in other.items():
            if id_ in nodes and nodes[id_].kind == "duty":
                best, less = max(fits[id_], fit), min(fits[id_], fit)
                fits[id_] = best + (1 - best) * less / 2
    own = [node for node in view.get(added, on).values() if node.kind == "duty"] if added else []
    for id_ in (*left_out, *(node.id for node in own)):
        fits.pop(id_, None)
    top = max(fits.values(), default=0.0)
    least = max(said["least"], said["drop"] * top)
    order = sorted((id_ for id_ in fits if fits[id_] >= least), key=lambda id_: (-fits[id_], id_))
    return [
        *(DutyFit(node, 1.0) for node in own),
        *(DutyFit(nodes[id_], round(fits[id_], 4)) for id_ in order[: said["used"]]),
    ]


def _by_words(view: View, offering: Offering, on: On) -> Iterator[tuple[Node, float]]:
    if not offering.tokens:
        return
    found = view.search(offering.tokens, kinds=["duty"], on=on, limit=HITS)
    rare = rarity(offering, found, "duty")
    scores = score(found)
    best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:READ]
    for id_, node in view.get(best, on).items():
        if id_ == node.id:
            phrases = [
                _words(text, lang) for name in ("name", "keywords") for lang, text in texts(node.props.get(name))
            ]
            yield node, phrase_fit(phrases, rare)


@lru_cache(maxsize=20_000)
def _words(text: str, lang: str | None) -> frozenset[str]:
    """The tokens of a duty's phrase: duties are few, and asked about again and again."""
    return frozenset(tokens(text, lang))


def _by_class(codes: Mapping[str, float], classified: Sequence[Relation]) -> dict[str, float]:
    """Duties classified as one of `codes`, by id, with the fit that this alone gives them."""
    share = settings()["duties"]["by_class"]
    fits: dict[str, float] = {}
    for relation in classified:
        if relation.from_id.startswith("duty-"):
            fits[relation.from_id] = max(fits.get(relation.from_id, 0.0), share * codes.get(relation.to_id, 0.0))
    return fits


def _by_meaning(near: Nearness) -> dict[str, float]:
    """The duties nearest in meaning, by id, with the fit that this alone gives them."""
    share = settings()["meaning"]["share"]
    best = sorted(near.duties, key=lambda id_: (-near.duties[id_], id_))[:READ]
    return {id_: share * said for id_ in best if (said := telling(near.duties[id_], "duty"))}
