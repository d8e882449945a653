"""A plan for an offering: the unit to begin with, the ways in, where a reference leads next, and who wants the same."""

from __future__ import annotations

from msgspec.structs import replace

from graph.answers import Equal, Equals, FindAnswer, Next, PlanAnswer, Result
from graph.match.find import find
from graph.match.needs import Needs, needs_of
from graph.match.question import Question
from graph.match.sightings import sightings
from graph.plan_allies import allies
from graph.plan_next import next_units
from graph.routes import routes
from graph.store.base import View
from graph.unit_types import type_label
from graph.when import On
from graph.wording import say

#: Units read that have one duty.
OBLIGED = 400


def plan(
    view: View,
    question: Question,
    *,
    lang: str = "nb",
    store: str = "",
    needs: Needs | None = None,
    answer: FindAnswer | None = None,
    begin: str = "",
) -> PlanAnswer:
    """What to do with an offering, as known on the day of the question; amounts in NOK without VAT.

    needs, answer: what `needs_of` and `find` found, for callers that have it. first: the result whose id is `begin`, the
    best where none is. No evidence gives `reason` and nothing else: no unit, way in or ally is made up. Raises what
    `find` raises.
    """
    needs = needs or needs_of(view, question)
    answer = answer or find(view, question, lang=lang, store=store, needs=needs)
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
    first = next((one for one in answer.results if one.id == begin), answer.results[0])
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
        equals=_equals(first, answer, lang),
        notes=_notes(answer, question, lang),
        reason=None,
    )


def without_contacts(answer: PlanAnswer) -> PlanAnswer:
    """The plan as it may be handed on: its reasons without those that name whom the reader knows."""
    if answer.first is None:
        return answer
    reasons = [piece for piece in answer.first.evidence if piece.feature != "reach"]
    return replace(answer, first=replace(answer.first, evidence=reasons))


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
    return [*answer.notes, *told, say(lang, "plan_closed_left_out")]


def _equals(first: Result, answer: FindAnswer, lang: str) -> Equals | None:
    """The others that would do as well to begin with, where the graph cannot tell them from the first."""
    if first.group is None:
        return None
    others = [one for one in answer.results if one.group == first.group and one.id != first.id]
    count = first.group.size - 1
    if count == 1 and others:
        told = say(lang, "plan_equal", first=first.name, other=others[0].name)
    else:
        told = say(lang, "plan_equals", first=first.name, count=count, types=type_label(first.type, lang, count=count))
    by = ", ".join(first.group.told_apart_by)
    apart = [say(lang, "plan_equals_apart", by=by)] if by else []
    units = [Equal(id=one.id, name=one.name, type=one.type, lang=one.lang) for one in others]
    return Equals(count=count, told=" ".join([told, *apart]), units=units)
