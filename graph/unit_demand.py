"""What a unit has asked the market for: its notices, and what they were for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from graph.answers import Bought, NoticeRef
from graph.cite import joined, refs
from graph.model import Node
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.when import On

#: Notices shown in full, and notices read for what was bought.
NOTICES_SHOWN, NOTICES_READ = 50, 2_000
#: Classes shown, and the newest notices of each that are cited.
BOUGHT_SHOWN, NOTICES_CITED = 50, 5
#: Winners and categories of one notice.
OF_ONE_NOTICE = 30
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
    """How many procedures were for each CPV class, most first, and those classes. A procedure's notices count once.

    notices_: the newest first. What is shown of a class cites its NOTICES_CITED newest notices.
    """
    codes = _codes(view, notices_, on)
    procedures: dict[str, set[str]] = defaultdict(set)
    said_by: dict[str, list[str]] = defaultdict(list)
    newest: dict[str, str] = {}
    for node in notices_:
        for class_ in {class_of(code) for code in codes[node.id]}:
            procedures[class_].add(str(node.props.get("procedure_folder") or node.id))
            said_by[class_].append(node.id)
            day = str(node.props.get("published") or node.published or "")
            newest[class_] = max(day, newest.get(class_, ""))
    counts = Counter({class_: len(folders) for class_, folders in procedures.items()})
    ranked = sorted(counts, key=lambda class_: (-counts[class_], class_))
    shown = ranked[:BOUGHT_SHOWN]
    labels = view.get([f"cpv-{class_}" for class_ in shown], on)
    cited = refs(view, [notice for class_ in shown for notice in said_by[class_][:NOTICES_CITED]], on)
    listed = [
        Bought(
            code=class_,
            label=caption(labels[f"cpv-{class_}"], lang) if f"cpv-{class_}" in labels else class_,
            count=counts[class_],
            newest=newest[class_] or None,
            sources=joined(*(cited[notice] for notice in said_by[class_][:NOTICES_CITED])),
        )
        for class_ in shown
    ]
    return listed, ranked


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


def class_of(code: str) -> str:
    """The four-digit class of a CPV code, padded to eight digits."""
    return code[:CLASS_DIGITS].ljust(8, "0")
