"""Ranked units → the rows of an answer: names, sentences, posts that decide, the way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers import Group, PostRef, Result, RouteRef
from graph.cite import refs
from graph.match.explain import evidence, why
from graph.match.score import Scored, Weighed
from graph.schema import caption
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


def limited(units: Sequence[Scored], limit: int) -> list[Scored]:
    """The units of the first `limit` groups, all if it is 0."""
    return [one for one in units if not limit or one.rank <= limit]


def results(view: View, units: Sequence[Scored], on: On, lang: str) -> list[Result]:
    """A row for each unit, in their order."""
    sources = refs(view, {id_ for one in units for found in one.findings for id_ in found.finding.cites}, on)
    by_id = {one.unit.unit.id: one for one in units}
    posts = posts_of(view, [one.unit.unit.id for one in units[:WITH_POSTS]], on, lang)
    rows = []
    for one in units:
        unit = one.unit.unit
        days = [found.finding.day for found in one.findings if found.finding.day]
        rows.append(
            Result(
                rank=one.rank,
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
                group=_group([by_id[id_] for id_ in one.group if id_ in by_id], lang),
                newest=max(days, default=None),
            )
        )
    return rows


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


def _group(members: Sequence[Scored], lang: str) -> Group | None:
    """The group of units with equal evidence, with what could tell them apart; None for a unit by itself."""
    if len(members) < 2:  # noqa: PLR2004
        return None
    first = members[0].unit
    label = say(lang, "match_group", count=len(members), type=type_label(first.type, lang, count=len(members)))
    return Group(
        id=f"group-{members[0].rank}-{first.type}",
        label=label,
        size=len(members),
        told_apart_by=list(_apart(members, lang)),
    )


def _apart(members: Sequence[Scored], lang: str) -> Iterable[str]:
    populations = {_population(one) for one in members} - {None}
    if len(populations) > 1:
        yield say(lang, "match_apart_population")
    if not any(one.unit.purchases for one in members):
        yield say(lang, "match_apart_purchases")
    if not any(one.unit.reached for one in members):
        yield say(lang, "match_apart_known")


def _population(one: Scored) -> float | None:
    counted = [size for size in one.unit.unit.props.get("sizes", ()) if size.get("measure") == "population"]
    return max(counted, key=lambda size: str(size.get("year", "")))["value"] if counted else None
