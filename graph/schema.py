"""What `schema.toml` says, as frozen records, and the check of a fact against it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import BadInput, UnknownThing
from graph.model import Node, Props, Relation
from graph.when import first_day
from graph.wording import language, pick

_FILE = Path(__file__).with_name("schema.toml")
#: No id may hold what separates the parts of a relation's id, nor what cannot be seen.
_NOT_IN_IDS = frozenset("|\n\r\t\0 ")


@dataclass(frozen=True, slots=True)
class Prop:
    """A property. type: see schema.toml. union: lists of all claims are joined; else the most trusted claim wins."""

    name: str
    type: str
    union: bool = False


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node. title: its name by language; private: of one person alone; for the rest see the head of schema.toml."""

    name: str
    title: Mapping[str, str]
    caption: tuple[str, ...]
    search: tuple[str, ...]
    lasting: frozenset[str]
    colour: str
    shape: str
    props: Mapping[str, Prop]
    private: bool = False


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of relation. title: how it reads from → to; inverse: how it reads the other way, both by language."""

    name: str
    from_: frozenset[str]
    to: frozenset[str]
    title: Mapping[str, str]
    inverse: Mapping[str, str]
    key: tuple[str, ...]
    lasting: bool
    props: Mapping[str, Prop]
    private: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """All kinds by name."""

    nodes: Mapping[str, NodeKind]
    relations: Mapping[str, RelationKind]


@cache
def schema() -> Schema:
    """The graph's schema, read once."""
    said = tomllib.loads(_FILE.read_text("utf-8"))
    relation_props = _props(said["relation_props"])
    return Schema(
        {name: _node_kind(name, kind) for name, kind in said["kind"].items()},
        {name: _relation_kind(name, kind, relation_props) for name, kind in said["relation"].items()},
    )


def node_kind(name: str) -> NodeKind:
    """The kind of node called `name`. Raises UnknownThing for any other."""
    try:
        return schema().nodes[name]
    except KeyError:
        raise UnknownThing("schema_no_kind", kind=name, known=", ".join(schema().nodes)) from None


def relation_kind(name: str) -> RelationKind:
    """The kind of relation called `name`. Raises UnknownThing for any other."""
    try:
        return schema().relations[name]
    except KeyError:
        raise UnknownThing("schema_no_relation", kind=name, known=", ".join(schema().relations)) from None


def relation_key(kind: str, props: Props) -> str:
    """The text that tells apart two relations of `kind` between the same ends: its key properties, joined by commas."""
    names = relation_kind(kind).key
    return ",".join(str(props.get(name, "")) for name in names) if any(props.get(name) for name in names) else ""


def ends_fit(kind: str, from_kind: str, to_kind: str) -> bool:
    """Whether a relation of `kind` may go from a node of `from_kind` to one of `to_kind`."""
    known = relation_kind(kind)
    return from_kind in known.from_ and to_kind in known.to


def caption(node: Node, lang: str) -> str:
    """The name of a node for people, in `lang` as far as it has one; its id where no caption property is set."""
    for name in node_kind(node.kind).caption:
        words = node.props.get(name)
        if words:
            return pick(words, lang)
    return node.id


def caption_language(node: Node, lang: str) -> str:
    """The language of what `caption` gives; "" where nobody says which it is.

    A name without languages of its own is in the `language` of its node, where it has one.
    """
    words = next((said for name in node_kind(node.kind).caption if (said := node.props.get(name))), None)
    return str(node.props.get("language", "")) if isinstance(words, str) else language(words, lang)


def checked(fact: Node | Relation) -> Node | Relation:
    """The fact as a store takes it: empty values left out, a relation's key filled in.

    Raises BadInput that names the entity and the field: an unknown kind or property, a value of another type, a date
    that is none, an id with spaces or `|`, or a relation from a thing to itself.
    """
    if isinstance(fact, Node):
        _check_id(fact.id)
        _check_dates(fact.id, fact)
        return replace(fact, props=_checked_props(fact.id, fact.props, node_kind(fact.kind).props))
    _check_id(fact.from_id)
    _check_id(fact.to_id)
    if fact.from_id == fact.to_id:
        raise BadInput("schema_loop", entity=fact.id)
    _check_dates(fact.id, fact)
    props = _checked_props(fact.id, fact.props, relation_kind(fact.kind).props)
    return replace(fact, props=props, key=relation_key(fact.kind, props))


def _props(said: Mapping[str, Any]) -> dict[str, Prop]:
    return {
        name: Prop(name, form) if isinstance(form, str) else Prop(name, form["type"], form["merge"] == "union")
        for name, form in said.items()
    }


def _node_kind(name: str, said: Mapping[str, Any]) -> NodeKind:
    return NodeKind(
        name=name,
        title=said["name"],
        caption=tuple(said["caption"]),
        search=tuple(said["search"]),
        lasting=frozenset(said["lasting"]),
        colour=said["colour"],
        shape=said["shape"],
        props=_props(said["props"]),
        private=said.get("private", False),
    )


def _relation_kind(name: str, said: Mapping[str, Any], props: Mapping[str, Prop]) -> RelationKind:
    return RelationKind(
        name=name,
        from_=frozenset(said["from"]),
        to=frozenset(said["to"]),
        title=said["name"],
        inverse=said["inverse"],
        key=tuple(said.get("key", ())),
        lasting=said.get("lasting", False),
        props=props,
        private=said.get("private", False),
    )


def _check_id(text: object) -> None:
    if not isinstance(text, str) or not text or not _NOT_IN_IDS.isdisjoint(text):
        raise BadInput("schema_bad_id", id=text)


def _check_dates(entity: str, fact: Node | Relation) -> None:
    if fact.document is None:
        raise BadInput("schema_no_document", entity=entity)
    for field in ("published", "retrieved_at"):
        day = getattr(fact.document, field)
        if day is not None and not _is_date(day):
            raise BadInput("schema_bad_value", entity=entity, field=field, type="date", value=_short(day))


def _checked_props(entity: str, props: Props, known: Mapping[str, Prop]) -> dict[str, Any]:
    kept = {}
    for name, value in props.items():
        prop = known.get(name)
        if prop is None:
            raise BadInput("schema_no_property", entity=entity, field=name, known=", ".join(known))
        if value is None or value in ("", [], {}):
            continue
        if not _FITS[prop.type](value):
            raise BadInput("schema_bad_value", entity=entity, field=name, type=prop.type, value=_short(value))
        kept[name] = value
    return kept


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 — fits one line of a terminal


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        first_day(value)
    except BadInput:
        return False
    return True


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(part, str) for pair in value.items() for part in pair)


def _is_wordlists(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(lang, str) and _is_texts(words) for lang, words in value.items())


def _is_records(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


_FITS: Mapping[str, Callable[[object], bool]] = {
    "text": _is_text,
    "number": _is_number,
    "bool": lambda value: isinstance(value, bool),
    "date": _is_date,
    "texts": _is_texts,
    "words": _is_words,
    "wordlists": _is_wordlists,
    "records": _is_records,
}
