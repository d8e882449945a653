"""From claims to what a node or relation in Neo4j carries: plain properties for people, ours for the store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model import Props
from graph.schema import Prop
from graph.store.days import NEVER
from graph.store.entries import words_of
from graph.store.merge import Rules, Said, alone, merge, newest_known, spells
from graph.store.neo4j_claims import encoded
from graph.store.neo4j_layout import kind_label, type_label

#: Languages in the order in which one of them gives a property its plain name; the others get it as a suffix.
_FIRST = ("nb", "no", "nn", "en")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
#: What the database holds as a whole number.
_WHOLE = 1 << 63
_OPEN = 1
#: In place of the first day of what comes and goes.
_SPANS = -1

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as it is written. varying: comes and goes; words: further entries of the text index; former: ids it once had."""

    labels: tuple[str, ...]
    props: Row
    varying: bool = False
    words: Sequence[Row] = ()
    former: Sequence[str] = ()


def lone_node(id_: str, kind: str, props: Props, claim: str, day: int, rules: Rules) -> NodeRow:
    """The row of a node of one claim, in fewer steps than `node_row`."""
    lo_d, lo_u, *_ = alone(day, props, rules)
    row = plain(props, rules.props)
    row |= {"id": id_, "_kind": kind, "_day": day, "_lo_d": lo_d, "_lo_u": lo_u, "_claims": [claim]}
    words = _enter(id_, row, words_of([(kind, day, props, rules)]))
    return NodeRow(labels(kind, props), row, words=words, former=tuple(props.get("former_ids", ())))


def node_row(id_: str, claims: Sequence[Said], texts: Iterable[str]) -> NodeRow:
    """The row of a node of any number of ranked claims. texts: the same as strings."""
    best = claims[0]
    props = merged(claims)
    row = plain(props, best.rules.props)
    day = max(one.day for one in claims if one.kind == best.kind)
    row |= {"id": id_, "_kind": best.kind, "_day": day, "_claims": sorted(texts)}
    if len(claims) > 1:
        row["_many"] = True
    spans = {mode: spells(claims, undated=mode == "u") for mode in "du"}
    simple = len({one.kind for one in claims}) == 1 and all(
        not some or (some[_OPEN:] == () and some[0][1] == NEVER) for some in spans.values()
    )
    for mode, some in spans.items():
        row[f"_lo_{mode}"] = (some[0][0] if some else NEVER) if simple else _SPANS
        if not simple:
            row[f"_spans_{mode}"] = [day for span in some for day in span]
    words = _enter(id_, row, words_of([(one.kind, one.day, one.claim.props, one.rules) for one in claims]))
    former = dict.fromkeys(old for one in claims for old in one.claim.props.get("former_ids", ()))
    return NodeRow(labels(best.kind, props), row, not simple, words, tuple(former))


def lone_relation(props: Props, key: str, claim: str, day: int, rules: Rules) -> Row:
    """What a relation of one claim carries, in fewer steps than `relation_row`."""
    lo_d, lo_u, *_ = alone(day, props, rules)
    row = plain(props, rules.props) if props else {}
    row |= {"_day": day, "_lo_d": lo_d, "_lo_u": lo_u, "_claims": [claim]}
    if key:
        row["_key"] = key
    return row


def relation_row(key: str, claims: Sequence[Said], texts: Iterable[str]) -> Row:
    """What a relation of any number of ranked claims carries. texts: the same as strings."""
    rules = claims[0].rules
    row = plain(merged(claims), rules.props)
    newest = max(one.day for one in claims)
    row |= {"_day": newest, "_claims": sorted(texts)}
    if key:
        row["_key"] = key
    versions = {mode: newest_known(claims, spells(claims, undated=mode == "u"), undated=mode == "u") for mode in "du"}
    simple = all(
        not some or (some[_OPEN:] == [] and some[0][0] == newest and some[0][2] == NEVER) for some in versions.values()
    )
    for mode, some in versions.items():
        row[f"_lo_{mode}"] = (some[0][1] if some else NEVER) if simple else _SPANS
        if not simple:
            row[f"_spans_{mode}"] = [day for known, low, high in some for day in (low, high, known)]
    return row


def print_of(claims: Sequence[Said]) -> str:
    """What every claim together says, whatever the day: another print, a changed entity. Empty where nothing is said."""
    if not claims:
        return ""
    kind = claims[0].kind
    return encoded([kind, merged(claims), max(one.day for one in claims if one.kind == kind)])


def merged(claims: Sequence[Said]) -> dict[str, Any]:
    """The properties of ranked claims, those of the kind that the first of them names."""
    return merge(claims[0].rules.props, (one.claim.props for one in claims if one.kind == claims[0].kind))


def labels(kind: str, props: Props) -> tuple[str, ...]:
    """The labels of a node beside that of the namespace."""
    label = type_label(props.get("type")) if kind == "unit" else ""
    return (kind_label(kind), label) if label else (kind_label(kind),)


def plain(props: Props, known: Mapping[str, Prop]) -> Row:
    """Properties as the database holds them: text by language in one property each, records as JSON."""
    row: Row = {}
    for name, value in props.items():
        form = known[name].type
        if form in ("words", "wordlists"):
            first = next((lang for lang in _FIRST if lang in value), min(value))
            row[name] = value[first]
            row |= {f"{name}_{lang}": value[lang] for lang in value if lang != first and _LANGUAGE.fullmatch(lang)}
        elif form == "records":
            row[name] = [encoded(record) for record in value]
        elif form == "number" and isinstance(value, int) and not -_WHOLE <= value < _WHOLE:
            row[name] = float(value)
        else:
            row[name] = value
    return row


def _enter(id_: str, row: Row, entries: Iterable[tuple[str, int, str]]) -> list[Row]:
    """Puts one entry of the text index into a node's row; the rows of the others."""
    more: list[Row] = []
    for kind, day, words in sorted(entries):
        if kind == row["_kind"] and "_words" not in row:
            row |= {"_words": words, "_words_day": day}
        else:
            more.append({"_of": id_, "_kind": kind, "_words": words, "_words_day": day})
    own = [f"{entry['_words_day']} {entry['_words']}" for entry in more if entry["_kind"] == row["_kind"]]
    if own:
        row["_more"] = own
    return more
