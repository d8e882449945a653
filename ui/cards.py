"""The ranked cards of an answer: one a unit, or one for all units whose evidence is equal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from graph.amounts import number
from graph.answers import FindAnswer, Result
from ui.cited import day, spaced
from ui.deck import Deck
from ui.evidence import bar, lines, points
from ui.links import go_unit
from ui.markup import Safe, el
from ui.members import members
from ui.posts import posts
from ui.routes import route
from ui.tongue import said_in, sentence

#: Posts a card names before it says how many more there are.
POSTS_ON_CARD = 3
#: Cards that show who decides and the way in at once; those below keep them folded.
FULL_CARDS = 3
#: Units of a group named beside its title.
NAMED = 3


def grouped(answer: FindAnswer) -> Iterator[list[Result]]:
    """The results, best first, those of one group together."""
    for _, found in groupby(answer.results, key=lambda found: found.group.id if found.group else found.id):
        yield list(found)


def card(deck: Deck, place: int, group: Sequence[Result]) -> Safe:
    """One card. place: its place on the page, from 1; group: one unit, or all that stand equal."""
    first, here = group[0], deck.here
    many = len(group) > 1
    head = el(
        "header",
        el("span", str(first.rank), class_="rank"),
        el("h3", *_title(deck, group)),
        el("span", points(here, first.score), class_="score", title=here.word("score_title")),
        class_="card-head",
    )
    both = el("div", _decide(deck, first), _way_in(deck, first), class_="two")
    way = el("details", el("summary", here.word("way_in_open")), both, class_="more", data_key=f"way-{first.id}")
    return el(
        "article",
        head,
        el("p", _told(deck, first, many=many), class_="muted"),
        el("p", sentence(here, first.why, first.evidence), class_="why"),
        bar(here, first.evidence, first.score, deck.widest),
        members(deck, group) if many else None,
        _evidence(deck, first),
        both if place <= FULL_CARDS else way,
        deck.acquaintances(group),
        _actions(deck, first, many=many),
        class_="card",
        data_units=" ".join(found.id for found in group),
    )


def size(deck: Deck, found: Result) -> str:
    """How large a unit is, as far as somebody counted."""
    here = deck.here
    told = [
        here.word("about_employees", count=number(found.employees, here.lang)) if found.employees is not None else "",
        here.word("about_population", count=number(found.population, here.lang))
        if found.population is not None
        else "",
    ]
    return " · ".join(filter(None, told))


def _title(deck: Deck, group: Sequence[Result]) -> list[Safe]:
    first = group[0]
    if len(group) == 1 or first.group is None:
        return [go_unit(deck.here, first.id, said_in(deck.here, first.name, first.lang), class_="unit-name")]
    named = [go_unit(deck.here, found.id, said_in(deck.here, found.name, found.lang)) for found in group[:NAMED]]
    rest = first.group.size - len(named)
    more = [deck.here.word("and_more", count=number(rest, deck.here.lang))] if rest > 0 else []
    beside = el("span", *_parted([*named, *more]), class_="group-names")
    return [el("span", first.group.label, class_="unit-name"), beside]


def _parted(items: Sequence[str]) -> Iterator[str]:
    for place, item in enumerate(items):
        if place:
            yield ", "
        yield item


def _told(deck: Deck, found: Result, *, many: bool) -> str:
    here = deck.here
    newest = here.word("newest_evidence", day=day(found.newest, here.lang)) if found.newest else ""
    own = (
        ["", ""] if many else [here.word("orgnr", number=spaced(found.orgnr)) if found.orgnr else "", size(deck, found)]
    )
    return " · ".join(filter(None, [found.type_label, *own, newest]))


def _evidence(deck: Deck, found: Result) -> Safe:
    here = deck.here
    summary = el("summary", here.word("evidence_open", count=len(found.evidence)))
    return el("details", summary, lines(here, found.evidence), class_="more", data_key=f"evidence-{found.id}")


def _decide(deck: Deck, found: Result) -> Safe:
    here = deck.here
    told = (
        posts(here, found.posts, most=POSTS_ON_CARD) if found.posts else el("p", here.word("no_posts"), class_="muted")
    )
    return el("section", el("h4", here.word("who_decides")), told)


def _way_in(deck: Deck, found: Result) -> Safe | None:
    if found.route is None:
        return None
    return el("section", el("h4", deck.here.word("way_in")), route(deck.here, found.route))


def _actions(deck: Deck, found: Result, *, many: bool) -> Safe:
    """What can be done with a unit. Of a group each row has its own, and the card plans for and shows the first."""
    asked = found.id, found.name
    own = [deck.compare_link(*asked), deck.save(*asked)]
    links = [deck.plan(*asked, "plan_group")] if many else [deck.plan(*asked), *own]
    return el("p", *filter(None, (*links, deck.show(found.id))), class_="actions")
