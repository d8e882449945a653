"""The question the product stands on: who needs this, why, and how to get in."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import CategoryRef, DutyRef, FindAnswer, RouteRef
from graph.match.candidates import Candidate, candidates
from graph.match.finding import Ground
from graph.match.meaning import installed
from graph.match.needs import Needs, needs_of
from graph.match.question import Question
from graph.match.results import limited, results
from graph.match.score import Scored, ranked, scored
from graph.match.settings import settings
from graph.routes import routes
from graph.rulebook import Rulebook
from graph.schema import caption
from graph.store.base import View
from graph.wording import say


def find(view: View, question: Question, *, lang: str, store: str, needs: Needs | None = None) -> FindAnswer:
    """The units to begin with for an offering, best first, with reasons, posts, the way in, and what was understood.

    lang: "nb" or "en". store: its address, for the answer. needs: what `needs_of` found, for callers
    that have it. Only what was known on `question.on` counts. Where nothing
    is found, `reason` says why and `hints` what to try. Raises UnknownThing for an id in `near` that nobody knows.
    """
    needs = needs or needs_of(view, question)
    units = _ranked(view, needs, question, lang)
    kept = [one for one in units if not question.types or one.unit.type in question.types]
    shown = limited(kept, question.limit)
    reason, hints = _nothing(view, question, needs, units, lang) if not shown else (None, [])
    return FindAnswer(
        offering=question.offering,
        on=question.on.day,
        store=store,
        categories=_categories(view, needs, question, lang),
        duties=_duties(needs, lang),
        results=results(view, shown, question.on, lang),
        weights=question.weighed(),
        total=len(kept),
        value=question.value,
        notes=_notes(question, lang),
        reason=reason,
        hints=hints,
    )


def _ranked(view: View, needs: Needs, question: Question, lang: str) -> list[Scored]:
    """Every unit with evidence, ranked."""
    found = candidates(view, needs, question) if needs.offering.tokens or needs.classes else []
    if not found:
        return []
    rulebook = Rulebook.read(view, question.on)
    known: dict[tuple[str, float | None, str], RouteRef | None] = {}

    def route_for(unit: Candidate, amount: float | None) -> RouteRef | None:
        codes = [one.padded for one in needs.contract([duty.found.node.id for duty in unit.duties])[:1]]
        case = unit.type, amount, "".join(codes)
        if case not in known:
            all_ = routes(
                view, unit_type=unit.type, value=amount, cpv=codes, on=question.on, lang=lang, rulebook=rulebook
            )
            known[case] = _way_in(all_)
        return known[case]

    ground = Ground(question.on, question.value, route_for)
    weights = question.weighed()
    return ranked(one for unit in found if (one := scored(unit, ground, weights)))


def _way_in(all_: Sequence[RouteRef]) -> RouteRef | None:
    """Of the ways in that are not closed, the one with least procedure (`data/match.toml`, `[procedure.routes]`)."""
    open_ = {route.route: route for route in reversed(all_) if route.open is not False}
    return next((open_[name] for name in settings()["procedure"]["routes"] if name in open_), None)


def _categories(view: View, needs: Needs, question: Question, lang: str) -> list[CategoryRef]:
    nodes = view.get([f"cpv-{found.padded}" for found in needs.classes], question.on)
    return [
        CategoryRef(
            code=found.padded,
            label=caption(node, lang) if (node := nodes.get(f"cpv-{found.padded}")) else found.padded,
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


def _notes(question: Question, lang: str) -> list[str]:
    """What the reader should know of how the answer came about."""
    cap = settings()["bounds"]["offering"]
    notes = [say(lang, "match_note_long", count=cap)] if len(question.offering.strip()) > cap else []
    return notes if installed() else [*notes, say(lang, "match_note_words")]


def _nothing(view: View, question: Question, needs: Needs, units: list[Scored], lang: str) -> tuple[str, list[str]]:
    """Why there is no result, and what to try."""
    if units:
        return say(lang, "match_reason_types"), [say(lang, "match_hint_types")]
    if not question.offering.strip():
        return say(lang, "match_reason_empty"), []
    if not view.counts(question.on).nodes.get("unit"):
        return say(lang, "match_reason_store"), [say(lang, "match_hint_load"), say(lang, "match_hint_day")]
    hints = [say(lang, f"match_hint_{hint}") for hint in ("words", "category")]
    if needs.classes or needs.duties:
        later = [] if question.on.undated else [say(lang, "match_hint_day")]
        return say(lang, "match_reason_nobody"), [*hints, *later]
    return say(lang, "match_reason_unknown"), hints
