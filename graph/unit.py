"""A unit's profile: where it belongs, who buys for it, who decides, what it bought, what binds it, who is like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.answers import Ally, Property, SourceRef, UnitAnswer
from graph.cite import joined, ref
from graph.errors import UnknownThing
from graph.model import Claim, Node
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.unit_bonds import agreements, duties
from graph.unit_demand import bought, notices
from graph.unit_place import breadcrumb, buyers, children, replacements
from graph.unit_posts import posts
from graph.unit_similar import similar
from graph.unit_types import type_label
from graph.when import On
from graph.wording import pick, say

#: Pilots and statements of one unit that a profile holds.
SIDE_CAP = 100


def unit(view: View, id_: str, on: On, *, lang: str) -> UnitAnswer:
    """The profile of the unit `id_` (a former id too) as known on a day, its words in `lang`.

    Raises UnknownThing where no such unit is there on that day.
    """
    node = view.get([id_], on).get(id_)
    if node is None or node.kind != "unit":
        raise UnknownThing("unit_unknown", text=id_, day=on.day)
    cut: list[str] = []
    above = breadcrumb(view, node.id, on, lang)
    bonds_of = [node.id, *(parent.id for parent in above if parent.current is not False)]
    duty_ids, duty_refs = duties(view, node, on, lang)
    shown, all_notices = notices(view, node.id, on, lang, cut)
    purchases, classes = bought(view, all_notices, on, lang)
    return UnitAnswer(
        id=node.id,
        name=caption(node, lang),
        type=str(node.props.get("type", "")),
        type_label=type_label(node.props.get("type"), lang),
        orgnr=node.props.get("orgnr"),
        current=node.current,
        properties=_properties(node, view.claims([node.id], on).get(node.id, []), lang),
        part_of=above,
        children=children(view, node.id, on, lang, cut),
        buyers=buyers(view, bonds_of, on, lang),
        replaced_by=replacements(view, node.id, on, lang, direction="out"),
        replaces=replacements(view, node.id, on, lang, direction="in"),
        posts=posts(view, node.id, on, lang, cut),
        notices=shown,
        bought=purchases,
        similar=similar(view, node, duty_ids, classes, on, lang=lang),
        agreements=agreements(view, bonds_of, on, lang),
        duties=duty_refs,
        pilots=_pilots(view, node.id, on, lang),
        statements=_statements(view, node.id, on, lang),
        truncated=cut,
        lang=caption_language(node, lang),
    )


def _properties(node: Node, claims: Sequence[Claim], lang: str) -> dict[str, Property]:
    """Each property with the claims that name it; a claim that says the value shown comes before one that differs."""
    return {
        name: Property(
            name=name,
            label=say(lang, f"unit_prop_{name}", missing=name.replace("_", " ")),
            value=_for_reader(value, lang),
            sources=_said_by(name, value, claims),
        )
        for name, value in node.props.items()
    }


def _said_by(name: str, value: Any, claims: Sequence[Claim]) -> list[SourceRef]:
    saying = [claim for claim in claims if claim.props.get(name) not in (None, "", [], {})]
    agreeing = [claim for claim in saying if claim.props[name] == value]
    return joined(map(ref, agreeing), map(ref, saying))


def _for_reader(value: Any, lang: str) -> Any:
    """Words become the text that fits the reader; everything else stays what it is."""
    if isinstance(value, Mapping) and value and all(isinstance(words, str) for words in value.values()):
        return pick(dict(value), lang)
    return value


def _pilots(view: View, id_: str, on: On, lang: str) -> list[Ally]:
    """What the unit tried out, newest first, and how it ended."""
    relations = view.neighbours([id_], kinds=["piloted"], direction="out", on=on, cap=SIDE_CAP).relations
    nodes = view.get([relation.to_id for relation in relations], on)
    claims = view.claims([relation.to_id for relation in relations], on)
    found = [
        Ally(
            id=node.id,
            name=caption(node, lang),
            kind="pilot",
            by="pilot",
            why=pick(node.props.get("need"), lang),
            outcome=str(node.props.get("outcome") or ""),
            year=str(node.props.get("year") or ""),
            sources=joined(map(ref, claims.get(key, ()))),
            lang=caption_language(node, lang),
        )
        for key, node in nodes.items()
    ]
    return sorted(found, key=lambda pilot: (pilot.year, pilot.id), reverse=True)


def _statements(view: View, id_: str, on: On, lang: str) -> list[Property]:
    """What a dated source said about the unit, word for word: the text is the label, the figure (if any) the value."""
    relations = view.neighbours([id_], kinds=["about"], direction="in", on=on, cap=SIDE_CAP).relations
    nodes = view.get([relation.from_id for relation in relations], on)
    claims = view.claims([relation.from_id for relation in relations], on)
    return [
        Property(
            name=str(node.props.get("measure") or node.id),
            label=pick(node.props.get("text"), lang),
            value=node.props.get("value"),
            sources=joined(map(ref, claims.get(key, ()))),
        )
        for key, node in sorted(nodes.items())
    ]
