"""The question the product stands on: who needs this, why, and how to get in."""

from __future__ import annotations

from collections.abc import Sequence

from graph.amounts import number
from graph.answers import CategoryRef, DutyRef, FindAnswer, RouteRef
from graph.collector import paused
from graph.match.candidate import Candidate
from graph.match.candidates import candidates
from graph.match.catalogue import catalogue, class_id
from graph.match.finding import Ground
from graph.match.limits import within
from graph.match.meaning import installed
from graph.match.needs import Needs, needs_of
from graph.match.question import Question
from graph.match.results import boroughs, limited, results, shown
from graph.match.score import Equals, ranked
from graph.match.settings import settings
from graph.match.ways import Ways, ways
from graph.schema import caption
from graph.store.base import View
from graph.wording import say


@paused()
def find(view: View, question: Question, *, lang: str, store: str, needs: Needs | None = None) -> FindAnswer:
    """The units to begin with for an offering, best first, with reasons, posts, the way in, and what was understood.

    lang: "nb" or "en". store: its address, for the answer. needs: what `needs_of` found, for callers
    that have it. Only what was known on `question.on` counts. Where nothing
    is found, `reason` says why and `hints` what to try. Raises UnknownThing for an id in `near` that nobody knows.
    """
    needs = needs or needs_of(view, question)
    ground = ground_of(view, needs, question, lang)
    found = candidates(view, needs, question) if needs.offering.tokens or needs.classes else []
    inside = within(view, found, question)
    equals = ranked(inside.units, ground, question.weighed())
    first = limited(equals, question.limit)
    most = settings()["bounds"]["shown_of_group"] if question.limit else None
    listed = shown(view, first, ground, question.weighed(), most=most, lang=lang)
    beyond = not equals and bool(ranked(found, ground, question.weighed()))
    reason, hints = _nothing(view, question, needs, beyond=beyond, lang=lang) if not equals else (None, [])
    return FindAnswer(
        offering=question.offering,
        on=question.on.day,
        store=store,
        categories=_categories(view, needs, question, lang),
        duties=_duties(needs, lang),
        results=results(view, listed, question.on, lang),
        weights=question.weighed(),
        total=sum(one.size for one in equals),
        boroughs=boroughs(view, equals, question.on, lang),
        value=question.value,
        notes=_notes(view, question, first, inside.unsized, most, lang),
        reason=reason,
        hints=hints,
    )


def ground_of(view: View, needs: Needs, question: Question, lang: str) -> Ground:
    """What the features need beside the unit. The rules are read when the first way in is asked for."""
    known: dict[tuple[str, float | None, str], RouteRef | None] = {}
    bought_as: dict[tuple[str, ...], str] = {}
    rules: list[Ways] = []
    on = question.on

    def route_for(unit: Candidate, amount: float | None) -> RouteRef | None:
        duties = tuple(duty.found.node.id for duty in unit.duties)
        if duties not in bought_as:
            bought_as[duties] = "".join(one.padded for one in needs.contract(duties)[:1])
        case = unit.type, amount, bought_as[duties]
        if case not in known:
            if not rules:
                rules.append(ways(view, on, lang))
            known[case] = rules[0].first(*case)
        return known[case]

    return Ground(on, question.value, route_for, len(needs.offering.tokens))


def _categories(view: View, needs: Needs, question: Question, lang: str) -> list[CategoryRef]:
    nodes = catalogue(view, question.on).classes(view, [class_id(found.code) for found in needs.classes])
    return [
        CategoryRef(
            code=found.padded,
            label=caption(node, lang) if (node := nodes.get(class_id(found.code))) else found.padded,
            score=found.fit,
            codes=list(found.codes),
        )
        for found in needs.classes
    ]


def _duties(needs: Needs, lang: str) -> list[DutyRef]:
    return [
        DutyRef(
            id=duty.node.id,
            name=caption(duty.node, lang),
            law=str(duty.node.props.get("law", "")),
            section=str(duty.node.props.get("section", "")),
            score=duty.fit,
        )
        for duty in needs.duties
    ]


def _notes(
    view: View, question: Question, listed: Sequence[Equals], unsized: int, most: int | None, lang: str
) -> list[str]:
    """What the reader should know of how the answer came about. listed: the groups shown, `most` units of each."""
    cap = settings()["bounds"]["offering"]
    notes = [say(lang, "match_note_long", count=cap)] if len(question.offering.strip()) > cap else []
    more = sum(max(0, one.size - most) for one in listed) if most else 0
    notes += [say(lang, "match_note_more", count=number(more, lang), most=most)] if more else []
    if question.places:
        there = view.get(question.places, question.on)
        named = [caption(there[id_], lang) if id_ in there else id_ for id_ in question.places]
        notes.append(say(lang, "match_note_places", places=", ".join(named)))
    notes += [say(lang, "match_note_unsized", count=number(unsized, lang))] if unsized else []
    return notes if installed() else [*notes, say(lang, "match_note_words")]


def _nothing(view: View, question: Question, needs: Needs, *, beyond: bool, lang: str) -> tuple[str, list[str]]:
    """Why there is no result, and what to try. beyond: there are units with evidence outside the limits."""
    if beyond:
        return say(lang, "match_reason_limits"), [say(lang, "match_hint_limits")]
    if not question.offering.strip():
        return say(lang, "match_reason_empty"), []
    if not view.counts(question.on).nodes.get("unit"):
        return say(lang, "match_reason_store"), [say(lang, "match_hint_load"), say(lang, "match_hint_day")]
    hints = [say(lang, f"match_hint_{hint}") for hint in ("words", "category")]
    if needs.classes or needs.duties:
        later = [] if question.on.undated else [say(lang, "match_hint_day")]
        return say(lang, "match_reason_nobody"), [*hints, *later]
    return say(lang, "match_reason_unknown"), hints
