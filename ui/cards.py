"""The ranked cards of an answer: one a unit, or one for all units whose evidence is equal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from graph.answers import FindAnswer, Result
from ui.cited import day
from ui.evidence import bar, lines, points
from ui.here import Here
from ui.markup import Safe, el, plain
from ui.posts import posts
from ui.routes import route

#: Posts a card names before it says how many more there are.
POSTS_ON_CARD = 3
#: Cards that show who decides and the way in at once; those below keep them folded.
FULL_CARDS = 3
#: A Norwegian organisation number has nine digits.
ORGNR_DIGITS = 9


def cards(here: Here, answer: FindAnswer) -> None:
    """Draws every result, best first; units of one group share a card that opens."""
    widest = max((sum(max(piece.contribution, 0) for piece in found.evidence) for found in answer.results), default=1)
    for place, (_, members) in enumerate(groupby(answer.results, key=_card_of), start=1):
        group = list(members)
        with st.container(key=f"card_{place}"):
            _card(here, place, group, widest)


def _card(here: Here, place: int, group: Sequence[Result], widest: float) -> None:
    first = group[0]
    many = first.group is not None and first.group.size > 1
    with st.container(key=f"head_{place}", horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        st.html(el("span", str(first.rank), class_="rank"))
        with st.container(key=f"title_{place}", gap=None):
            if many and first.group:
                st.html(el("h3", first.group.label))
            else:
                here.unit_link(first.id, first.name)
        st.html(el("span", points(here, first.score), class_="score", title=here.word("score_title")))
    st.html(_body(here, first, widest, many=many))
    if many:
        _members(here, place, group)
    both = el("div", _decide(here, first), _way_in(here, first), class_="two")
    if place <= FULL_CARDS:
        st.html(both)
    else:
        st.html(el("details", el("summary", here.word("way_in_open")), both, class_="more"))


def _body(here: Here, found: Result, widest: float, *, many: bool) -> Safe:
    newest = here.word("newest_evidence", day=day(found.newest, here.lang)) if found.newest else ""
    number = "" if many or not found.orgnr else here.word("orgnr", number=spaced(found.orgnr))
    kind = "" if many else found.type_label
    return el(
        "div",
        el("p", " · ".join(filter(None, [kind, number, newest])), class_="muted"),
        el("p", found.why, class_="why"),
        bar(here, found.evidence, found.score, widest),
        el(
            "details",
            el("summary", here.word("evidence_open", count=len(found.evidence))),
            lines(here, found.evidence),
            class_="more",
        ),
        class_="body",
    )


def _members(here: Here, place: int, group: Sequence[Result]) -> None:
    told = group[0].group.told_apart_by if group[0].group else []
    with st.expander(plain(here.word("group_open", count=len(group))), key=f"group_{place}"):
        if told:
            st.html(el("p", here.word("group_told", what=", ".join(told)), class_="muted"))
        with st.container(key=f"members_{place}", horizontal=True, gap="small"):
            for member in group:
                here.unit_link(member.id, member.name)


def _decide(here: Here, found: Result) -> Safe | None:
    if not found.posts:
        return el("section", el("h4", here.word("who_decides")), el("p", here.word("no_posts"), class_="muted"))
    return el("section", el("h4", here.word("who_decides")), posts(here, found.posts, most=POSTS_ON_CARD))


def _way_in(here: Here, found: Result) -> Safe | None:
    if found.route is None:
        return None
    return el("section", el("h4", here.word("way_in")), route(here, found.route))


def _card_of(found: Result) -> str:
    return found.group.id if found.group else found.id


def spaced(number: str) -> str:
    """An organisation number in its usual three parts."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == ORGNR_DIGITS else number
