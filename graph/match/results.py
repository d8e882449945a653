"""Ranked units → the rows of an answer: names, sentences, posts that decide, the way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.answers import BoroughRef, Group, PostRef, Result, RouteRef
from graph.cite import refs
from graph.match.candidates import each
from graph.match.explain import evidence, why
from graph.match.finding import Ground
from graph.match.roll import employees, population
from graph.match.score import Equals, Scored, Weighed, scored
from graph.match.sizes import size_of
from graph.schema import caption, caption_language
from graph.store.base import View
from graph.unit_posts import posts_of
from graph.unit_types import type_label
from graph.when import On
from graph.wording import say

#: Who decides, in the order a founder should know of them.
ROLES = (
    "chief_executive",
    "budget_owner",
    "need_owner",
    "procurement_lead",
    "service_manager",
    "digital_lead",
    "privacy_officer",
    "politician_in_charge",
    "political_staff",
)
#: Results whose posts are looked up; and posts shown of one unit.
WITH_POSTS, POSTS_SHOWN = 60, 8


@dataclass(frozen=True, slots=True)
class Shown:
    """Units of equal evidence as an answer shows them: the first ones. group: what they are, None for a unit by itself."""

    rank: int
    units: Sequence[Scored]
    group: Group | None


def limited(equals: Sequence[Equals], limit: int) -> list[Equals]:
    """The first `limit` groups, all if it is 0."""
    return [one for one in equals if not limit or one.rank <= limit]


def shown(
    view: View, equals: Sequence[Equals], ground: Ground, weights: Mapping[str, float], *, most: int | None, lang: str
) -> list[Shown]:
    """The first `most` units of each group, or all, one by one."""
    firsts = [one.first(most) for one in equals]
    units = iter(each(view, [pair for first in firsts for pair in first], ground.on))
    found = []
    for one, first in zip(equals, firsts, strict=True):
        there = [unit for unit in islice(units, len(first)) if unit is not None]
        own = [one.sample if unit is one.sample.unit else scored(unit, ground, weights) for unit in there]
        found.append(Shown(one.rank, [unit for unit in own if unit is not None], _group(one, lang)))
    return found


def results(view: View, listed: Sequence[Shown], on: On, lang: str) -> list[Result]:
    """A row for each unit, in their order."""
    units = [(shown, one) for shown in listed for one in shown.units]
    sources = refs(view, {id_ for _, one in units for found in one.findings for id_ in found.finding.cites}, on)
    posts = posts_of(view, [one.unit.unit.id for _, one in units[:WITH_POSTS]], on, lang)
    rows = []
    for shown, one in units:
        unit = one.unit.unit
        days = [found.finding.day for found in one.findings if found.finding.day]
        rows.append(
            Result(
                rank=shown.rank,
                id=unit.id,
                name=caption(unit, lang),
                type=one.unit.type,
                type_label=type_label(one.unit.type, lang),
                orgnr=unit.props.get("orgnr"),
                score=one.score,
                why=why(one, lang),
                evidence=[evidence(found, lang, sources) for found in one.findings if _tells(found)],
                route=_route(one),
                posts=_deciding(posts.get(unit.id, [])),
                group=shown.group,
                newest=max(days, default=None),
                employees=employees(unit)[0],
                population=population(unit),
                size=size_of(unit),
                lang=caption_language(unit, lang),
            )
        )
    return rows


def boroughs(view: View, equals: Sequence[Equals], on: On, lang: str) -> list[BoroughRef]:
    """Every borough among the ranked units, best first, those of equal evidence in the order of `Equals.first`."""
    there = [(member.id, one) for one in equals if one.type == "borough" for _, member in one.first(None)]
    units = view.get([id_ for id_, _ in there], on) if there else {}
    return [
        BoroughRef(
            id=id_,
            name=caption(units[id_], lang),
            orgnr=units[id_].props.get("orgnr"),
            score=one.sample.score,
            rank=one.rank,
        )
        for id_, one in there
        if id_ in units
    ]


def _tells(found: Weighed) -> bool:
    """Whether a finding is worth a line: one that adds nothing is so only where the reader would look for it."""
    return found.value != 0 or found.feature == "demand"


def _route(one: Scored) -> RouteRef | None:
    return next((found.finding.route for found in one.findings if found.finding.route), None)


def _deciding(found: Sequence[PostRef]) -> list[PostRef]:
    """The posts that decide in a unit, those first that a founder should know of; of equal titles the first alone."""
    order = {role: place for place, role in enumerate(ROLES)}
    ranked = sorted(found, key=lambda post: (order.get(post.role, len(ROLES)), post.title, post.id))
    titled: dict[str, PostRef] = {}
    for post in ranked:
        known = titled.setdefault(post.title.casefold(), post)
        if not known.holders and post.holders:
            titled[post.title.casefold()] = post
    return list(titled.values())[:POSTS_SHOWN]


def _group(equals: Equals, lang: str) -> Group | None:
    """The group of units with equal evidence, with what could tell them apart; None for a unit by itself."""
    if equals.size < 2:  # noqa: PLR2004
        return None
    label = say(lang, "match_group", count=equals.size, type=type_label(equals.type, lang, count=equals.size))
    return Group(
        id=f"group-{equals.rank}-{equals.type}",
        label=label,
        size=equals.size,
        told_apart_by=list(_apart(equals, lang)),
    )


def _apart(equals: Equals, lang: str) -> Iterable[str]:
    if len({one.population for part in equals.parts for one in part.members} - {None}) > 1:
        yield say(lang, "match_apart_population")
    if not any(part.sample.purchases for part in equals.parts):
        yield say(lang, "match_apart_purchases")
    tried = sum(len(part.members) for part in equals.parts if part.tried)
    if 0 < tried < equals.size:
        yield say(lang, "match_apart_tried", tried=tried, count=equals.size)
    if not any(part.sample.reached for part in equals.parts):
        yield say(lang, "match_apart_known")
