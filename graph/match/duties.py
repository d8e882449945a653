"""Offering → duties: what units must do by statute or mandate that the offering helps with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.match.keep import kept
from graph.match.meaning import Nearness, telling
from graph.match.offering import Offering, phrase_fit, rarity
from graph.match.settings import settings
from graph.model import Node, Relation
from graph.store.base import Neighbours, View
from graph.text.bm25 import score
from graph.text.entry import texts
from graph.text.tokens import tokens
from graph.when import On

#: Duties whose phrases are compared with the offering: the best by BM25.
READ = 60
HITS = 400
#: Codes read that one duty is classified as.
CODES = 20


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
    nodes = due(view, on).nodes
    for node, fit in _by_words(view, offering, nodes, on):
        fits[node.id] = fit
    for other in (_by_class(codes, classified), _by_meaning(near)):
        for id_, fit in other.items():
            if id_ in nodes:
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


@dataclass(frozen=True, slots=True)
class Due:
    """nodes: the duties by id; bought_as: the classes (four digits) that each is classified as, by id."""

    nodes: Mapping[str, Node]
    bought_as: Mapping[str, frozenset[str]]


def due(view: View, on: On) -> Due:
    """All duties that are known on the day; read once for a state of the graph, as statutes are few."""
    return kept(view, on, "duties", lambda: _read(view, on))


def _read(view: View, on: On) -> Due:
    nodes = {node.id: node for node in view.scan("duty", on)}
    found = (
        view.neighbours(nodes, kinds=["classified_as"], direction="out", on=on, cap=CODES) if nodes else Neighbours()
    )
    bought_as: dict[str, set[str]] = {id_: set() for id_ in nodes}
    for relation in found.relations:
        bought_as[relation.from_id].add(relation.to_id.removeprefix("cpv-")[:4])
    return Due(nodes, {id_: frozenset(codes) for id_, codes in bought_as.items()})


def _by_words(view: View, offering: Offering, nodes: Mapping[str, Node], on: On) -> Iterator[tuple[Node, float]]:
    if not offering.tokens:
        return
    found = view.search(offering.tokens, kinds=["duty"], on=on, limit=HITS)
    rare = rarity(offering, found, "duty")
    scores = score(found)
    best = sorted(scores, key=lambda id_: (-scores[id_], id_))[:READ]
    for node in (nodes[id_] for id_ in best if id_ in nodes):
        phrases = [_words(text, lang) for name in ("name", "keywords") for lang, text in texts(node.props.get(name))]
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
