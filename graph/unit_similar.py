"""The units that are like a unit: of its type, with the same duties or purchases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice

from graph.answers import UnitRef
from graph.cite import joined, refs
from graph.model import Node
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.unit_demand import class_of
from graph.when import On
from graph.wording import say

#: Similar units shown, compared, and relations read for each thing they may share.
SIMILAR_SHOWN, SIMILAR_COMPARED, SHARED_READ = 10, 200, 300
#: Classes used to look for them, most bought first; shared classes that are named.
CLASSES_COMPARED, CLASSES_NAMED = 20, 3
#: Shared duties, and the other unit's notices of a class that is named, that are cited.
DUTIES_CITED, NOTICES_CITED = 5, 2

#: The classes that a unit shares, with its notices that were for each.
Shared = dict[str, list[str]]


def similar(
    view: View, node: Node, duties: Collection[str], classes: Sequence[str], on: On, *, lang: str
) -> list[UnitRef]:
    """Units of the same type that share most: score = share of the duties + share of the classes, 0 to 2.

    Each cites the duties that it shares, and the notices that show it bought the same.
    """
    shared_duties = _sharing_duties(view, node, duties, on)
    shared_classes = _sharing_classes(view, classes[:CLASSES_COMPARED], on)
    candidates = (set(shared_duties) | set(shared_classes)) - {node.id}
    others = view.get(sorted(candidates), on)
    alike = {
        key: other
        for key, other in others.items()
        if other.props.get("type") == node.props.get("type") and other.current is not False
    }
    scores = {
        key: _share(shared_duties.get(key, ()), duties)
        + _share(shared_classes.get(key, {}), classes[:CLASSES_COMPARED])
        for key in alike
    }
    best = sorted((key for key in scores if scores[key]), key=lambda key: (-scores[key], key))[:SIMILAR_SHOWN]
    wanted = sorted({class_ for key in best for class_ in shared_classes.get(key, {})})
    behind = {key: _behind(shared_duties.get(key, set()), shared_classes.get(key, {})) for key in best}
    cited = refs(view, [id_ for ids in behind.values() for id_ in ids], on)
    labels = {key: caption(label, lang) for key, label in view.get([f"cpv-{class_}" for class_ in wanted], on).items()}
    return [
        UnitRef(
            id=alike[key].id,
            name=caption(alike[key], lang),
            type=str(alike[key].props.get("type", "")),
            current=alike[key].current,
            why=_why(len(shared_duties.get(key, ())), sorted(shared_classes.get(key, {})), labels, lang),
            score=round(scores[key], 3),
            lang=caption_language(alike[key], lang),
            sources=joined(*(cited[id_] for id_ in behind[key])),
        )
        for key in best
    ]


def _sharing_duties(view: View, node: Node, duties: Collection[str], on: On) -> dict[str, set[str]]:
    """Units by the duties they share with `node`: named one by one, or because all of its type have them."""
    shared: dict[str, set[str]] = defaultdict(set)
    relations = view.neighbours(sorted(duties), kinds=["obliged_to"], direction="in", on=on, cap=SHARED_READ).relations
    for relation in relations:
        shared[relation.from_id].add(relation.to_id)
    unit_type = node.props.get("type")
    if unit_type:
        of_type = {
            key for key, duty in view.get(sorted(duties), on).items() if unit_type in duty.props.get("applies_to", ())
        }
        for other in islice(view.scan("unit", on, type=unit_type), SIMILAR_COMPARED) if of_type else ():
            shared[other.id] |= of_type
    return shared


def _sharing_classes(view: View, classes: Sequence[str], on: On) -> dict[str, Shared]:
    """Units by the classes, among `classes`, that their newest notices were for."""
    below = [f"cpv-{class_}" for class_ in classes]
    narrower = view.neighbours(below, kinds=["broader"], direction="in", on=on, cap=SHARED_READ).relations
    above = {**dict(zip(below, classes, strict=True)), **{r.from_id: class_of(r.from_id[4:]) for r in narrower}}
    marked = view.neighbours(above, kinds=["classified_as"], direction="in", on=on, cap=SHARED_READ).relations
    of_notice: dict[str, set[str]] = defaultdict(set)
    for relation in marked:
        of_notice[relation.from_id].add(above[relation.to_id])
    shared: dict[str, Shared] = defaultdict(dict)
    for relation in view.neighbours(sorted(of_notice), kinds=["published"], direction="in", on=on, cap=5).relations:
        for class_ in of_notice[relation.to_id] & set(classes):
            shared[relation.from_id].setdefault(class_, []).append(relation.to_id)
    return shared


def _behind(duties: Collection[str], classes: Shared) -> list[str]:
    """What shows that a unit shares these: some of the duties, and some notices of each class that is named."""
    notices = [id_ for class_ in sorted(classes)[:CLASSES_NAMED] for id_ in sorted(classes[class_])[:NOTICES_CITED]]
    return [*sorted(duties)[:DUTIES_CITED], *notices]


def _why(duties: int, classes: Sequence[str], labels: dict[str, str], lang: str) -> str:
    parts = []
    if duties:
        parts.append(say(lang, "unit_shares_duty" if duties == 1 else "unit_shares_duties", count=duties))
    if classes:
        named = ", ".join(labels.get(f"cpv-{class_}", class_) for class_ in classes[:CLASSES_NAMED])
        rest = len(classes) - CLASSES_NAMED
        more = say(lang, "unit_and_more", count=rest) if rest > 0 else ""
        parts.append(say(lang, "unit_also_bought", what=f"{named}{more}"))
    return " · ".join(parts)


def _share(part: Collection[str], whole: Collection[str]) -> float:
    return len(part) / len(whole) if whole else 0.0
