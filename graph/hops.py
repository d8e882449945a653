"""A relation told in words, in the direction it is walked: "Bydel Alna is part of Oslo kommune (since 2020-01-01)"."""

from __future__ import annotations

from typing import Any

from graph.amounts import money
from graph.model import Node, Relation
from graph.schema import caption, relation_kind
from graph.wording import say

#: Kinds that happened once: their date is a day, not a term.
EVENTS = frozenset(
    ("published", "awarded_to", "led_to", "paid", "joined", "piloted", "delivered", "ran_under", "replaced_by", "about")
)
#: Kinds that a date would tell nobody anything of.
TIMELESS = frozenset(("classified_as", "broader", "serves", "same_procedure", "post_in", "obliged_to", "knows"))


def hop(relation: Relation, start: Node, end: Node, lang: str) -> str:
    """`relation` as a sentence from `start` to `end`, its ends in either order, with when it held or was last seen."""
    time = when(relation, lang)
    key = "hops_sentence_time" if time else "hops_sentence"
    words = verb(relation, lang, forward=relation.from_id == start.id)
    named = inside(end, lang) if relation.kind == "obliged_to" and end.kind == "duty" else _end(end, lang)
    return say(lang, key, start=_end(start, lang), verb=words, end=named, time=time)


def inside(node: Node, lang: str) -> str:
    """The name of a node as it stands inside a sentence: a duty is named by a phrase, which has no capital there."""
    text = caption(node, lang)
    return text[:1].lower() + text[1:] if node.kind == "duty" and text[1:2].islower() else text


def _end(node: Node, lang: str) -> str:
    """The name of a node at an end of a sentence: a duty's phrase is quoted, for it is no name."""
    text = caption(node, lang)
    return say(lang, "hops_duty", duty=text) if node.kind == "duty" else text


def verb(relation: Relation, lang: str, *, forward: bool) -> str:
    """What the relation says between its ends; in the past tense where it has ended or was only last seen."""
    kind = relation_kind(relation.kind)
    plain = (kind.title if forward else kind.inverse)[lang]
    tense = "past" if relation.current is False or _only_seen(relation) else "now"
    key = f"hops_{tense}_{relation.kind}" + ("" if forward else "_inverse")
    return say(lang, key, missing=plain)


def when(relation: Relation, lang: str) -> str:
    """When it held, happened or was last seen, in words; empty for kinds whose date says nothing."""
    if relation.kind in EVENTS:
        return _event(relation, lang)
    start, end = relation.props.get("valid_from"), relation.props.get("valid_to")
    if end:
        return _until(start, end, lang, past=relation.current is False)
    if _only_seen(relation):
        return _last_seen(start, relation.published, lang)
    if start:
        return say(lang, "hops_time_since", start=start)
    return "" if relation.kind in TIMELESS else _last_seen(None, relation.published, lang)


def _until(start: str | None, end: str, lang: str, *, past: bool) -> str:
    if not start:
        return say(lang, "hops_time_until", end=end)
    return say(lang, "hops_time_from_until" if past else "hops_time_since_until", start=start, end=end)


def _only_seen(relation: Relation) -> bool:
    """Someone held a post when a source looked, and no source says until when: nobody knows that they still do."""
    return relation.kind == "holds" and relation.current is None


def _last_seen(start: str | None, seen: str | None, lang: str) -> str:
    if start and seen and seen > start:
        return say(lang, "hops_time_seen_later", start=start, seen=seen)
    if start or seen:
        return say(lang, "hops_time_seen", seen=start or seen)
    return say(lang, "hops_time_undated")


def _event(relation: Relation, lang: str) -> str:
    props = relation.props
    day = next((str(props[name]) for name in ("date", "valid_from", "year") if props.get(name)), relation.published)
    return ": ".join(part for part in (day or "", _sum(props, lang)) if part)


def _sum(props: Any, lang: str) -> str:
    amount = props.get("amount", props.get("value"))
    return "" if amount is None else money(amount, lang, props.get("currency"))
