"""Who wants the same: units by a duty, a theme or a purchase; pilots and how they ended; programmes that are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.answers import Ally
from graph.cite import joined, refs
from graph.hops import inside
from graph.match.duties import DutyFit
from graph.match.needs import Needs
from graph.match.roll import may_be_offered
from graph.match.sightings import Sighting
from graph.model import Node
from graph.plan_next import bought
from graph.routes import rule_text
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.when import On
from graph.wording import pick, say

#: Units read for one duty or type, units of one type and by one reason named, pilots named, duties looked at.
READ, OF_A_TYPE, PILOTS, DUTIES = 200, 4, 8, 4


@dataclass(frozen=True, slots=True)
class _Tie:
    """A unit's reason to want the same. cites: ids whose sources stand behind it."""

    unit: str
    by: str
    why: str
    cites: tuple[str, ...]


def allies(
    view: View,
    needs: Needs,
    seen: Mapping[str, Sequence[Sighting]],
    on: On,
    lang: str,
    *,
    without: Collection[str] = (),
) -> list[Ally]:
    """Units that share a duty, a theme or a purchase with the offering's needs, then pilots, then open programmes.

    Each unit once, by its strongest reason, and a few of each type; `without`, ended units and auditors are left out.
    """
    duties = needs.duties[:DUTIES]
    ties = [*_by_duty(view, duties, on, lang), *_by_theme(view, duties, on, lang)]
    ties += [_Tie(unit, "category", why, cites) for unit, _, why, cites in bought(seen, lang)]
    return [
        *_units(view, ties, on, lang, without),
        *_pilots(view, needs, seen, on, lang),
        *_programmes(view, on, lang),
    ]


def _units(view: View, ties: Sequence[_Tie], on: On, lang: str, without: Collection[str]) -> list[Ally]:
    nodes = view.get({tie.unit for tie in ties}, on)
    counts: Counter[tuple[str, str]] = Counter()
    chosen: dict[str, tuple[Node, _Tie]] = {}
    for tie in ties:
        node = nodes.get(tie.unit)
        if node is None or not may_be_offered(node) or node.id in without or node.id in chosen:
            continue
        kind = (tie.by, str(node.props.get("type") or ""))
        counts[kind] += 1
        if counts[kind] <= OF_A_TYPE:
            chosen[node.id] = node, tie
    cited = refs(view, {id_ for _, tie in chosen.values() for id_ in tie.cites}, on)
    return [
        Ally(
            id=node.id,
            name=caption(node, lang),
            kind="unit",
            by=tie.by,
            why=tie.why,
            sources=joined(*(cited[id_] for id_ in tie.cites)),
        )
        for node, tie in chosen.values()
    ]


def _by_duty(view: View, duties: Sequence[DutyFit], on: On, lang: str) -> Iterator[_Tie]:
    for fit in duties:
        why = say(lang, "plan_ally_duty", duty=inside(fit.node, lang), rule=_rule(fit.node))
        for unit, cites in _obliged(view, fit.node, on):
            yield _Tie(unit, "duty", why, cites)


def _by_theme(view: View, duties: Sequence[DutyFit], on: On, lang: str) -> Iterator[_Tie]:
    """Units whose other duties belong to the same themes."""
    own = [fit.node.id for fit in duties]
    up = view.neighbours(own, kinds=["serves"], direction="out", on=on, cap=READ).relations if own else ()
    themes = list(dict.fromkeys(relation.to_id for relation in up))
    down = view.neighbours(themes, kinds=["serves"], direction="in", on=on, cap=READ).relations if themes else ()
    nodes = view.get({*themes, *(relation.from_id for relation in down)}, on)
    for relation in sorted(down, key=lambda one: (themes.index(one.to_id), one.from_id)):
        duty, theme = nodes.get(relation.from_id), nodes.get(relation.to_id)
        if duty is None or theme is None or duty.id in own:
            continue
        why = say(lang, "plan_ally_theme", theme=caption(theme, lang), duty=inside(duty, lang), rule=_rule(duty))
        for unit, cites in _obliged(view, duty, on):
            yield _Tie(unit, "theme", why, (*cites, relation.id))


def _obliged(view: View, duty: Node, on: On) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The units that have a duty, named one by one or because all of their type have it, and what to cite for it."""
    named = view.neighbours([duty.id], kinds=["obliged_to"], direction="in", on=on, cap=READ).relations
    for relation in sorted(named, key=lambda one: one.from_id):
        if relation.current is not False:
            yield relation.from_id, (duty.id, relation.id)
    for unit_type in duty.props.get("applies_to", ()):
        for unit in islice(view.scan("unit", on, type=unit_type), READ):
            yield unit.id, (duty.id,)


def _pilots(view: View, needs: Needs, seen: Mapping[str, Sequence[Sighting]], on: On, lang: str) -> list[Ally]:
    """Pilots of something like it, best fit first, with who ran them and how they ended."""
    fits = dict(needs.pilots)
    for things in seen.values():
        for one in things:
            if one.thing.kind == "pilot":
                fits[one.thing.id] = max(fits.get(one.thing.id, 0.0), one.fit)
    best = sorted(fits, key=lambda id_: (-fits[id_], id_))[:PILOTS]
    nodes = view.get(best, on)
    ran = view.neighbours(best, kinds=["piloted"], direction="in", on=on, cap=READ).relations if best else ()
    names = {id_: caption(node, lang) for id_, node in view.get({one.from_id for one in ran}, on).items()}
    cited = refs(view, best, on)
    return [
        Ally(
            id=nodes[id_].id,
            name=caption(nodes[id_], lang),
            kind="pilot",
            by="pilot",
            why=say(
                lang,
                "plan_ally_pilot",
                who=", ".join(dict.fromkeys(names[one.from_id] for one in ran if one.to_id == id_)),
            ),
            outcome=str(nodes[id_].props.get("outcome") or ""),
            year=str(nodes[id_].props.get("year") or ""),
            sources=cited[id_],
            lang=caption_language(nodes[id_], lang),
        )
        for id_ in best
        if id_ in nodes
    ]


def _programmes(view: View, on: On, lang: str) -> list[Ally]:
    """Programmes that a source says are open; what is unknown or historic is left out."""
    there = [
        node for node in view.scan("programme", on) if node.props.get("status") == "open" and node.current is not False
    ]
    cited = refs(view, [node.id for node in there], on)
    return [
        Ally(
            id=node.id,
            name=caption(node, lang),
            kind="programme",
            by="programme",
            why=say(lang, "plan_ally_programme", offers=pick(node.props.get("offers"), lang)),
            sources=cited[node.id],
        )
        for node in there
    ]


def _rule(duty: Node) -> str:
    return rule_text(str(duty.props.get("law") or ""), str(duty.props.get("section") or ""))
