"""A plan for an offering: the unit to begin with, the ways in, where a reference leads next, and who wants the same."""

from __future__ import annotations

from graph.answers import FindAnswer, Next, PlanAnswer, Result
from graph.match.find import find
from graph.match.needs import Needs, needs_of
from graph.match.question import Question
from graph.match.sightings import sightings
from graph.plan_allies import allies
from graph.plan_next import next_units
from graph.routes import routes
from graph.store.base import View
from graph.when import On
from graph.wording import say

#: Units read that have one duty.
OBLIGED = 400


def plan(
    view: View, question: Question, *, lang: str = "nb", store: str = "", needs: Needs | None = None
) -> PlanAnswer:
    """What to do with an offering, as known on the day of the question; amounts in NOK without VAT.

    needs: what `needs_of` found, for callers that have it. first: the best result of `find`. No evidence gives `reason`
    and nothing else: no unit, way in or ally is made up. Raises what `find` raises.
    """
    needs = needs or needs_of(view, question)
    answer = find(view, question, lang=lang, store=store, needs=needs)
    if not answer.results:
        return PlanAnswer(
            offering=answer.offering,
            on=answer.on,
            value=question.value,
            routes=[],
            first=None,
            then=[],
            allies=[],
            notes=answer.notes,
            reason=answer.reason,
        )
    first = answer.results[0]
    seen = sightings(view, needs, question.on)
    then = next_units(view, first, seen, question.on, lang)
    return PlanAnswer(
        offering=answer.offering,
        on=answer.on,
        value=question.value,
        routes=routes(
            view,
            unit_type=first.type or None,
            value=question.value,
            cpv=codes(view, needs, first, question.on),
            on=question.on,
            lang=lang,
        ),
        first=first,
        then=then,
        allies=allies(view, needs, seen, question.on, lang, without=_kin(first, then)),
        notes=_notes(answer, question, lang),
        reason=None,
    )


def codes(view: View, needs: Needs, first: Result, on: On) -> list[str]:
    """The best code of each class the offering fits, to ask the rules with.

    The classes come first that a duty of the unit `first` is classified as: what it would buy is for that duty.
    """
    ids = [duty.node.id for duty in needs.duties]
    ties = view.neighbours(ids, kinds=["obliged_to"], direction="in", on=on, cap=OBLIGED).relations if ids else ()
    named = {tie.to_id for tie in ties if tie.from_id == first.id}
    own = [
        duty.node.id
        for duty in needs.duties
        if duty.node.id in named or first.type in duty.node.props.get("applies_to", ())
    ]
    return [found.codes[0] if found.codes else found.padded for found in needs.contract(own)]


def _kin(first: Result, then: list[Next]) -> frozenset[str]:
    """The first unit and its siblings: a reference reaches them anyway."""
    return frozenset([first.id, *(unit.id for unit in then if unit.kind == "sibling")])


def _notes(answer: FindAnswer, question: Question, lang: str) -> list[str]:
    keys = ["plan_not_legal_advice"]
    keys += ["plan_no_amount"] if question.value is None else []
    told = [say(lang, key) for key in keys]
    return [*_equals(answer.results[0], lang), *answer.notes, *told, say(lang, "plan_closed_left_out")]


def _equals(first: Result, lang: str) -> list[str]:
    """That others would do as well to begin with, where the graph cannot tell them from the first."""
    if first.group is None:
        return []
    by = "; ".join(first.group.told_apart_by)
    return [say(lang, "plan_first_of_equals", first=first.name, group=first.group.label, by=by)]
