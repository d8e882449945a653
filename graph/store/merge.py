"""From what sources claim to what the graph hands out. Pure: every store merges with this.

The order among claims is total: trust of the source (high first), retrieved_at (late first), source id, document id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from graph.model import Claim, Node, Props, Relation
from graph.schema import Prop, node_kind, relation_kind
from graph.store.days import NEVER, UNDATED, begins, iso, known_from
from graph.when import On, begun, current

_BY_LANGUAGE = frozenset({"words", "wordlists"})


@dataclass(frozen=True, slots=True)
class Rules:
    """What the schema says of one kind. lasting: the properties that an undated claim says of any day; None: all."""

    props: Mapping[str, Prop]
    lasting: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the kind it takes its entity for, the rules of that kind, and the day from which it is known."""

    claim: Claim
    kind: str
    rules: Rules
    day: int


@cache
def node_rules(kind: str) -> Rules:
    """The rules for nodes of `kind`."""
    known = node_kind(kind)
    return Rules(known.props, known.lasting)


@cache
def relation_rules(kind: str) -> Rules:
    """The rules for relations of `kind`: a lasting kind holds whole on any date, the others say nothing undated."""
    known = relation_kind(kind)
    return Rules(known.props, None if known.lasting else frozenset())


def ranked(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, the one that wins first."""
    by_name = sorted(claims, key=lambda claim: (claim.source, claim.document.id))
    return sorted(by_name, key=lambda claim: (claim.trust, claim.document.retrieved_at or ""), reverse=True)


def said(claim: Claim, kind: str, rules: Rules) -> Said:
    """A claim as the functions below take it."""
    return Said(claim, kind, rules, known_from(claim.document.published))


def counts(day: int, props: Props, rules: Rules, *, on_day: int, undated: bool) -> Props | None:
    """What a claim of `day` says on `on_day`: all its properties, the lasting ones of an undated claim, or None."""
    if day != UNDATED:
        return props if day <= on_day else None
    if undated or rules.lasting is None:
        return props
    return {name: value for name, value in props.items() if name in rules.lasting} or None


def known(claims: Sequence[Said], *, on_day: int, undated: bool) -> list[Said]:
    """Of ranked claims those that count on the day, cut to what counts, of the kind that the first of them names."""
    found: list[Said] = []
    for one in claims:
        props = counts(one.day, one.claim.props, one.rules, on_day=on_day, undated=undated)
        if props is None or (found and found[0].kind != one.kind):
            continue
        found.append(one if props is one.claim.props else replace(one, claim=replace(one.claim, props=props)))
    return found


def merge(props: Mapping[str, Prop], claims: Iterable[Props]) -> dict[str, Any]:
    """One set of properties from those of ranked claims: unions joined, texts by language per language, else the first."""
    merged: dict[str, Any] = {}
    for said_props in claims:
        for name, value in said_props.items():
            prop = props.get(name)
            if name not in merged:
                merged[name] = _copied(value)
            elif prop is not None and prop.union:
                merged[name].extend(item for item in value if item not in merged[name])
            elif prop is not None and prop.type in _BY_LANGUAGE:
                merged[name] |= {lang: words for lang, words in value.items() if lang not in merged[name]}
    return {
        name: dict(sorted(value.items())) if isinstance(value, dict) else value
        for name, value in sorted(merged.items())
    }


def node_on(node_id: str, claims: Sequence[Said], on: On) -> Node | None:
    """The node as ranked claims make it on a day; None if it is not there."""
    found = known(claims, on_day=known_from(on.day), undated=on.undated)
    standing = _standing(found, on)
    return Node(node_id, found[0].kind, **standing) if standing else None


def relation_on(relation: Relation, claims: Sequence[Said], on: On) -> Relation | None:
    """The relation (its ends, kind and key) as ranked claims make it on a day; None if it is not there."""
    standing = _standing(known(claims, on_day=known_from(on.day), undated=on.undated), on)
    return replace(relation, **standing) if standing else None


def relation_said(relation: Relation, claims: Iterable[Claim], on: On) -> Relation | None:
    """The relation as `View.claims` tells it on a day: the same that `View.neighbours` hands out."""
    rules = relation_rules(relation.kind)
    return relation_on(relation, [said(claim, relation.kind, rules) for claim in claims], on)


def _standing(found: Sequence[Said], on: On) -> dict[str, Any]:
    """What a view says of a node or relation beside its ends, from the claims that count; empty if it is not there."""
    if not found:
        return {}
    props = merge(found[0].rules.props, (one.claim.props for one in found))
    if not begun(props, on):
        return {}
    return {"props": props, "published": iso(max(one.day for one in found)), "current": current(props, on)}


def spells(claims: Sequence[Said], *, undated: bool) -> tuple[tuple[int, int], ...]:
    """The spans of days (first, last; NEVER: open) on which the entity of ranked claims is there.

    Nearly always one open span. More only where a later claim moves the beginning, or takes the entity for another kind.
    """
    counting = [
        one for one in claims if counts(one.day, one.claim.props, one.rules, on_day=NEVER, undated=undated) is not None
    ]
    if not counting:
        return ()
    start = min(one.day for one in counting)
    one_kind = len({one.kind for one in counting}) == 1
    deciding = [one for one in counting if not one_kind or "valid_from" in one.claim.props]
    days = {day for one in deciding for day in (one.day, begins(one.claim.props.get("valid_from"))) if day > start}
    found: list[tuple[int, int]] = []
    there = False
    for day in [start, *sorted(days)]:
        holding = known(deciding, on_day=day, undated=undated)
        first = next((one.claim.props["valid_from"] for one in holding if "valid_from" in one.claim.props), None)
        if (begins(first) <= day) == there:
            continue
        if there:
            found[-1] = (found[-1][0], day - 1)
        else:
            found.append((day, NEVER))
        there = not there
    return tuple(found)


def alone(day: int, props: Props, rules: Rules) -> tuple[int, int, int, int]:
    """From which days an entity of one claim is there, and from which the claim counts in full: (dated, undated) of each.

    What `spells` and `full_from` say of it, in fewer steps: nearly every entity has one claim.
    """
    low = max(day, begins(props.get("valid_from")))
    if day != UNDATED or rules.lasting is None:
        return low, low, day, day
    kept = [name for name in props if name in rules.lasting]
    if not kept:
        return NEVER, low, NEVER, day
    return low if "valid_from" in kept else UNDATED, low, day if len(kept) == len(props) else NEVER, day


def full_from(claims: Sequence[Said], *, undated: bool) -> int:
    """The day from which every claim counts in full; NEVER where one of them never does."""
    for one in claims:
        if counts(one.day, one.claim.props, one.rules, on_day=NEVER, undated=undated) is not one.claim.props and not (
            one.rules.lasting is not None and one.claim.props and one.rules.lasting.issuperset(one.claim.props)
        ):
            return NEVER
    return max(one.day for one in claims)


def shared_spells(*many: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that all of `many` have in common, in order."""
    common = [(UNDATED, NEVER)]
    for some in many:
        common = [
            (max(first, other_first), min(last, other_last))
            for first, last in common
            for other_first, other_last in some
            if max(first, other_first) <= min(last, other_last)
        ]
    return common


def newest_known(
    claims: Sequence[Said], there: Sequence[tuple[int, int]], *, undated: bool
) -> list[tuple[int, int, int]]:
    """The spans on which an entity is there, cut where a newer claim becomes known: (newest day known, first, last)."""
    days = sorted(
        {
            one.day
            for one in claims
            if counts(one.day, one.claim.props, one.rules, on_day=NEVER, undated=undated) is not None
        }
    )
    known_then = [(day, (day, next_day - 1)) for day, next_day in zip(days, [*days[1:], NEVER + 1], strict=False)]
    return [(day, low, high) for day, span in known_then for low, high in shared_spells([span], there)]


def _copied(value: Any) -> Any:
    return list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value
