"""What a unit has asked the market for: its notices, what they were for, and the units that are like it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from graph.answers import Bought, NoticeRef, UnitRef
from graph.cite import refs
from graph.model import Node
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.when import On
from graph.wording import say

#: Notices shown in full, and notices read for what was bought.
NOTICES_SHOWN, NOTICES_READ = 50, 2_000
#: Classes shown; classes used to look for similar units, most bought first.
BOUGHT_SHOWN, CLASSES_COMPARED = 50, 20
#: Winners and categories of one notice.
OF_ONE_NOTICE = 30
#: Similar units shown, compared, and relations read for each thing they may share.
SIMILAR_SHOWN, SIMILAR_COMPARED, SHARED_READ = 10, 200, 300
#: Digits of a CPV code that name its class.
CLASS_DIGITS = 4


def notices(view: View, id_: str, on: On, lang: str, cut: list[str]) -> tuple[list[NoticeRef], list[Node]]:
    """The unit's notices newest first, NOTICES_SHOWN of them in full; and the nodes of all that were read."""
    found = view.neighbours([id_], kinds=["published"], direction="out", on=on, cap=NOTICES_READ)
    nodes = list(view.get([relation.to_id for relation in found.relations], on).values())
    nodes.sort(key=lambda node: (str(node.props.get("published") or node.published or ""), node.id), reverse=True)
    shown = nodes[:NOTICES_SHOWN]
    if len(nodes) > NOTICES_SHOWN or found.truncated:
        cut.append("notices")
    if found.truncated:
        cut.append("bought")
    codes = _codes(view, shown, on)
    winners = _winners(view, shown, on, lang)
    cited = refs(view, [node.id for node in shown], on)
    return [
        NoticeRef(
            id=node.id,
            title=caption(node, lang),
            published=node.props.get("published") or node.published,
            type=str(node.props.get("type") or ""),
            deadline=node.props.get("deadline"),
            value=_amount(node),
            currency=node.props.get("currency") if _amount(node) is not None else None,
            winners=winners[node.id],
            categories=sorted(codes[node.id]),
            url=node.props.get("url"),
            lang=caption_language(node, lang),
            sources=cited[node.id],
        )
        for node in shown
    ], nodes


def bought(view: View, notices_: Sequence[Node], on: On, lang: str) -> tuple[list[Bought], list[str]]:
    """How many procedures were for each CPV class, most first, and those classes. A procedure's notices count once."""
    codes = _codes(view, notices_, on)
    procedures: dict[str, set[str]] = defaultdict(set)
    newest: dict[str, str] = {}
    for node in notices_:
        for class_ in {_class(code) for code in codes[node.id]}:
            procedures[class_].add(str(node.props.get("procedure_folder") or node.id))
            day = str(node.props.get("published") or node.published or "")
            newest[class_] = max(day, newest.get(class_, ""))
    counts = Counter({class_: len(folders) for class_, folders in procedures.items()})
    ranked = sorted(counts, key=lambda class_: (-counts[class_], class_))
    labels = view.get([f"cpv-{class_}" for class_ in ranked], on)
    listed = [
        Bought(
            code=class_,
            label=caption(labels[f"cpv-{class_}"], lang) if f"cpv-{class_}" in labels else class_,
            count=counts[class_],
            newest=newest[class_] or None,
        )
        for class_ in ranked
    ]
    return listed[:BOUGHT_SHOWN], ranked


def similar(
    view: View, node: Node, duties: Collection[str], classes: Sequence[str], on: On, *, lang: str
) -> list[UnitRef]:
    """Units of the same type that share most: score = share of the duties + share of the classes, 0 to 2."""
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
        + _share(shared_classes.get(key, ()), classes[:CLASSES_COMPARED])
        for key in alike
    }
    best = sorted((key for key in scores if scores[key]), key=lambda key: (-scores[key], key))[:SIMILAR_SHOWN]
    wanted = sorted({class_ for key in best for class_ in shared_classes.get(key, ())})
    labels = {key: caption(label, lang) for key, label in view.get([f"cpv-{class_}" for class_ in wanted], on).items()}
    return [
        UnitRef(
            id=alike[key].id,
            name=caption(alike[key], lang),
            type=str(alike[key].props.get("type", "")),
            current=alike[key].current,
            why=_why(len(shared_duties.get(key, ())), sorted(shared_classes.get(key, ())), labels, lang),
            score=round(scores[key], 3),
            lang=caption_language(alike[key], lang),
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


def _sharing_classes(view: View, classes: Sequence[str], on: On) -> dict[str, set[str]]:
    """Units by the classes, among `classes`, that their newest notices were for."""
    below = [f"cpv-{class_}" for class_ in classes]
    narrower = view.neighbours(below, kinds=["broader"], direction="in", on=on, cap=SHARED_READ).relations
    class_of = {**dict(zip(below, classes, strict=True)), **{r.from_id: _class(r.from_id[4:]) for r in narrower}}
    marked = view.neighbours(class_of, kinds=["classified_as"], direction="in", on=on, cap=SHARED_READ).relations
    of_notice: dict[str, set[str]] = defaultdict(set)
    for relation in marked:
        of_notice[relation.from_id].add(class_of[relation.to_id])
    shared: dict[str, set[str]] = defaultdict(set)
    for relation in view.neighbours(sorted(of_notice), kinds=["published"], direction="in", on=on, cap=5).relations:
        shared[relation.from_id] |= of_notice[relation.to_id]
    return {unit: found & set(classes) for unit, found in shared.items()}


def _why(duties: int, classes: Sequence[str], labels: dict[str, str], lang: str) -> str:
    parts = []
    if duties:
        parts.append(say(lang, "unit_shares_duty" if duties == 1 else "unit_shares_duties", count=duties))
    if classes:
        named = ", ".join(labels.get(f"cpv-{class_}", class_) for class_ in classes[:3])
        rest = len(classes) - 3
        more = say(lang, "unit_and_more", count=rest) if rest > 0 else ""
        parts.append(say(lang, "unit_also_bought", what=f"{named}{more}"))
    return " · ".join(parts)


def _share(part: Collection[str], whole: Collection[str]) -> float:
    return len(part) / len(whole) if whole else 0.0


def _codes(view: View, notices_: Iterable[Node], on: On) -> dict[str, set[str]]:
    """The CPV codes of each notice."""
    codes: dict[str, set[str]] = {node.id: set() for node in notices_}
    found = view.neighbours(codes, kinds=["classified_as"], direction="out", on=on, cap=OF_ONE_NOTICE).relations
    for relation in found:
        codes[relation.from_id].add(relation.to_id.removeprefix("cpv-"))
    return codes


def _winners(view: View, notices_: Iterable[Node], on: On, lang: str) -> dict[str, list[str]]:
    """The names of the suppliers each notice was awarded to, each once."""
    winners: dict[str, list[str]] = {node.id: [] for node in notices_}
    found = view.neighbours(winners, kinds=["awarded_to"], direction="out", on=on, cap=OF_ONE_NOTICE).relations
    names = {key: caption(node, lang) for key, node in view.get({r.to_id for r in found}, on).items()}
    for relation in found:
        name = names.get(relation.to_id, relation.to_id)
        if name not in winners[relation.from_id]:
            winners[relation.from_id].append(name)
    return winners


def _amount(node: Node) -> float | None:
    """What was awarded; failing that, what was estimated."""
    awarded = node.props.get("awarded_value")
    value = node.props.get("estimated_value") if awarded is None else awarded
    return None if value is None else float(value)


def _class(code: str) -> str:
    """The four-digit class of a CPV code, padded to eight digits."""
    return code[:CLASS_DIGITS].ljust(8, "0")
