"""What an answer was limited to and changed by, in words: for pages that show an answer without the fields of Find."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from graph.amounts import number
from graph.match.catalogue import class_id
from graph.match.settings import settings
from graph.match.sizes import SIZES
from graph.schema import caption
from graph.store.base import View
from graph.unit_types import type_label, unit_types
from ui.address import Asked
from ui.evidence import feature
from ui.here import Here


def unlimited(question: Asked) -> Asked:
    """The question without its limits and changes."""
    return Asked(question.offering, question.value, question.on)


def limits(here: Here, question: Asked, graph: View) -> Iterator[str]:
    """Each limit and change that a question holds, in words."""
    codes, duties = (*question.without, *question.extra), (*question.without_duties, *question.extra_duties)
    names = named(here, graph, codes, (*duties, *question.places))
    types = [type_label(kind, here.lang, count=2) for kind in question.types if kind in unit_types()]
    sizes = [here.word(f"sizes_{size}") for size in question.sizes if size in SIZES]
    weights = [
        f"{feature(here, name).lower()} {number(weight, here.lang)}"
        for name, weight in question.weights.items()
        if name in settings()["weights"]
    ]
    told = {
        "types": types,
        "sizes": sizes,
        "places": [names[id_] for id_ in question.places],
        "without": [names[one] for one in (*question.without, *question.without_duties)],
        "extra": [names[one] for one in (*question.extra, *question.extra_duties)],
        "weights": weights,
    }
    for kind, some in told.items():
        if some:
            yield here.word(f"limit_{kind}", what=", ".join(dict.fromkeys(some)))


def named(here: Here, graph: View, codes: Collection[str], ids: Collection[str]) -> Mapping[str, str]:
    """The names of categories by the codes that were said, and of things by id; what the graph does not hold is its own name."""
    known = {**{code: class_id(code) for code in codes}, **{id_: id_ for id_ in ids}}
    nodes = graph.get(list(dict.fromkeys(known.values())), here.on) if known else {}
    return {said: caption(nodes[id_], here.lang) if id_ in nodes else said for said, id_ in known.items()}
