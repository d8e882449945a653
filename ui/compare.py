"""Up to four units side by side: the same rows for each, so that the eye runs across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from graph.answers import FindAnswer, Result
from graph.schema import caption
from graph.store.base import View
from ui.address import MOST_COMPARED
from ui.cards import POSTS_ON_CARD, size
from ui.cited import day, spaced
from ui.deck import Deck
from ui.evidence import bar, feature, points
from ui.links import go, go_unit
from ui.markup import Safe, el
from ui.tongue import sentence


def comparison(deck: Deck, answer: FindAnswer, graph: View) -> Safe:
    """The units that the address puts side by side, as a table; on a narrow page a block a row."""
    ids = deck.question.compared
    if not ids:
        return Safe("")
    here = deck.here
    found = {one.id: one for one in answer.results}
    nodes = graph.get([id_ for id_ in ids if id_ not in found], here.on)
    names = {
        id_: found[id_].name if id_ in found else caption(nodes[id_], here.lang) if id_ in nodes else id_ for id_ in ids
    }
    clear = go(here, "find", replace(deck.question, compared=()).params(), here.word("compare_clear"), class_="act")
    columns = [(id_, names[id_], found.get(id_)) for id_ in ids]
    title = el("h2", here.word("compare", count=len(ids), most=MOST_COMPARED))
    shown = [_alone(deck, columns[0])] if len(ids) == 1 else [el("p", clear), _table(deck, columns, answer)]
    return el("section", title, *shown, class_="comparison", aria_label=here.word("compare_region"))


Column = tuple[str, str, Result | None]


def _alone(deck: Deck, column: Column) -> Safe:
    """One unit has nothing beside it yet: its name, and what to do."""
    id_, name, _ = column
    hint = el("p", deck.here.word("compare_hint"), class_="muted")
    return el("div", go_unit(deck.here, id_, name, class_="unit-name"), " ", deck.compare_link(id_, name), hint)


def _table(deck: Deck, columns: Sequence[Column], answer: FindAnswer) -> Safe:
    here = deck.here
    head = [
        el("th", go_unit(here, id_, name, class_="unit-name"), deck.compare_link(id_, name), scope="col")
        for id_, name, _ in columns
    ]
    parts = [
        name
        for name in answer.weights
        if any(piece.feature == name and piece.contribution for _, _, one in columns if one for piece in one.evidence)
    ]
    shares = [
        (here.word("compare_part", name=feature(here, name).lower()), partial(_part, deck, name)) for name in parts
    ]
    (score, *others) = [(here.word(f"compare_{name}"), partial(told, deck)) for name, told in _ROWS]
    first = _row(*score, columns, absent=here.word("compare_absent"))
    rows = [first, *(_row(name, told, columns) for name, told in (*shares, *others))]
    table = el(
        "table",
        el("caption", here.word("compare_region")),
        el("thead", el("tr", el("td"), *head)),
        el("tbody", *rows),
        class_="compare",
    )
    return el("div", table, class_="wide", tabindex="0", role="region", aria_label=here.word("compare_region"))


def _row(name: str, told: Callable[[Result], str], columns: Sequence[Column], absent: str = "–") -> Safe:
    cells = [el("td", told(one) if one else absent, data_of=unit) for _, unit, one in columns]
    return el("tr", el("th", name, scope="row"), *cells)


def _part(deck: Deck, name: str, one: Result) -> str:
    pieces = [piece.contribution for piece in one.evidence if piece.feature == name]
    return points(deck.here, sum(pieces)) if pieces else "–"


def _score(deck: Deck, one: Result) -> str:
    return el("div", el("b", points(deck.here, one.score)), bar(deck.here, one.evidence, one.score, deck.widest))


def _kind(deck: Deck, one: Result) -> str:
    number = deck.here.word("orgnr", number=spaced(one.orgnr)) if one.orgnr else ""
    return " · ".join(filter(None, [one.type_label, number]))


def _size(deck: Deck, one: Result) -> str:
    return size(deck, one) or deck.here.word("size_unknown")


def _why(deck: Deck, one: Result) -> str:
    return sentence(deck.here, one.why, one.evidence)


def _decides(deck: Deck, one: Result) -> str:
    titles = list(dict.fromkeys(post.title for post in one.posts))[:POSTS_ON_CARD]
    return ", ".join(titles) or deck.here.word("no_posts")


def _way(deck: Deck, one: Result) -> str:
    if one.route is None:
        return "–"
    state = {True: "open", False: "closed", None: "unknown"}[one.route.open]
    return el("span", one.route.name, el("span", deck.here.word(f"route_{state}"), class_=f"state {state}"))


def _newest(deck: Deck, one: Result) -> str:
    return day(one.newest, deck.here.lang) or "–"


_ROWS: Sequence[tuple[str, Callable[[Deck, Result], str]]] = (
    ("score", _score),
    ("kind", _kind),
    ("size", _size),
    ("why", _why),
    ("decides", _decides),
    ("way", _way),
    ("newest", _newest),
)
