"""What binds a unit: its duties by statute or mandate, and the agreements it must or may buy from."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import AgreementRef, DutyOf
from graph.cite import joined, refs
from graph.model import Node, Relation
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.when import On
from graph.wording import pick

#: Agreements and duties of one unit that are read.
CAP = 300


def duties(view: View, node: Node, on: On, lang: str) -> tuple[frozenset[str], list[DutyOf]]:
    """The duties of a unit, its own and those of all of its type: their ids, and each with statute and sources."""
    relations = view.neighbours([node.id], kinds=["obliged_to"], direction="out", on=on, cap=CAP).relations
    own = {relation.to_id: relation.id for relation in relations}
    found = view.get(own, on)
    unit_type = node.props.get("type")
    for duty in view.scan("duty", on):
        if unit_type and unit_type in duty.props.get("applies_to", ()):
            found.setdefault(duty.id, duty)
    cited = refs(view, [*found, *own.values()], on)
    listed = [
        DutyOf(
            id=duty.id,
            name=caption(duty, lang),
            rule=" ".join(str(duty.props[part]) for part in ("law", "section") if duty.props.get(part)),
            sources=joined(cited[key], cited.get(own.get(key, ""), [])),
        )
        for key, duty in found.items()
    ]
    return frozenset(found), sorted(listed, key=lambda duty: (duty.rule, duty.name, duty.id))


def agreements(view: View, ids: Sequence[str], on: On, lang: str) -> list[AgreementRef]:
    """The agreements of the first of `ids`, and the joint ones of the units above it and of whoever buys for them.

    What holds or may hold comes first, then what has ended.
    """
    buying = view.neighbours(ids, kinds=["buys_for"], direction="in", on=on, cap=CAP).relations
    parties = list(dict.fromkeys([*ids, *(relation.from_id for relation in buying if relation.current is not False)]))
    relations = view.neighbours(parties, kinds=["party_to"], direction="out", on=on, cap=CAP).relations
    nodes = view.get({relation.to_id for relation in relations}, on)
    binding: dict[str, Relation] = {}
    for relation in relations:
        node = nodes.get(relation.to_id)
        if node and relation.props.get("role") != "supplier" and (relation.from_id == ids[0] or _joint(node)):
            binding.setdefault(node.id, relation)
    owners = view.get({relation.from_id for relation in binding.values()}, on)
    cited = refs(view, binding, on)
    listed = [
        AgreementRef(
            id=id_,
            name=caption(nodes[id_], lang),
            subject=pick(nodes[id_].props.get("subject"), lang),
            owner=_owner(nodes[id_], owners.get(relation.from_id), lang),
            state=str(nodes[id_].props.get("state") or ""),
            valid_from=nodes[id_].props.get("valid_from"),
            valid_to=nodes[id_].props.get("valid_to"),
            current=nodes[id_].current,
            sources=cited[id_],
            lang=caption_language(nodes[id_], lang),
        )
        for id_, relation in binding.items()
    ]
    return sorted(listed, key=lambda agreement: (agreement.current is False, agreement.name, agreement.id))


def _joint(agreement: Node) -> bool:
    return bool(agreement.props.get("joint") or agreement.props.get("binding_for"))


def _owner(agreement: Node, party: Node | None, lang: str) -> str:
    """Who keeps the agreement, as its source says; failing that the party it was reached through."""
    return str(agreement.props.get("owner_text") or (caption(party, lang) if party else ""))
