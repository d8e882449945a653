"""What someone may mean while they are still typing: things any of whose names begins with each word typed so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from graph.answers import SearchAnswer, SearchResult
from graph.ids import clean_number
from graph.lookup import FINDABLE, names, normal, numbers, search
from graph.match.keep import kept
from graph.model import Node
from graph.schema import caption
from graph.store.base import View
from graph.when import On

#: Kinds whose names are kept at hand: not the thousands of categories, which are found by whole words and codes.
AT_HAND = tuple(kind for kind in FINDABLE if kind != "category")
#: Things whose names are kept at hand, kind by kind; what is beyond is found by whole words.
MOST_NAMED = 20_000
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Names:
    """names: (kind's place in AT_HAND, id, name as compared) of every name; words: each word of a name with the name's number, sorted."""

    names: list[tuple[int, str, str]]
    words: list[tuple[str, int]]


def suggest(
    view: View, text: str, *, on: On, kinds: Collection[str] | None = None, limit: int = 8, lang: str = "nb"
) -> SearchAnswer:
    """Things that `text` may be the beginning of, at most `limit`: names that begin with it first, units before others.

    Words may come in any order and in any language the graph names things in; an organisation number may be typed in
    part and spaced. Where too few names begin so, then what `lookup.search` finds by whole words and by likeness.
    """
    asked = normal(text).split()
    if not asked:
        return SearchAnswer(query=text, results=[])
    wanted = kinds or FINDABLE
    begun = _beginning(kept(view, on, "names", lambda: _gathered(view, on)), asked, wanted)[:limit]
    nodes = view.get(begun, on)
    found = {id_: _result(nodes[id_], lang) for id_ in begun if id_ in nodes}
    if len(found) < limit:
        whole = search(view, text, kinds=wanted, on=on, limit=limit, lang=lang).results
        found |= {result.id: result for result in whole if result.id not in found}
    return SearchAnswer(query=text, results=list(found.values())[:limit])


def _beginning(at_hand: _Names, asked: list[str], kinds: Collection[str]) -> list[str]:
    """The ids of things with a name that holds, for each word asked, one that begins with it; best first."""
    number = clean_number("".join(asked)) or "".join(asked)
    if len(asked) > 1 and number.isdecimal():
        asked = [number]
    numbers: set[int] | None = None
    for word in sorted(asked, key=len, reverse=True):
        first, last = bisect_left(at_hand.words, (word,)), bisect_left(at_hand.words, (word + _LAST,))
        same = {place for _, place in at_hand.words[first:last]}
        numbers = same if numbers is None else numbers & same
    wanted = {AT_HAND.index(kind) for kind in kinds if kind in AT_HAND}
    begun = " ".join(asked)
    best: dict[str, tuple[bool, int, int, str]] = {}
    for place in numbers or ():
        kind, id_, name = at_hand.names[place]
        if kind in wanted:
            worth = (not name.startswith(begun), kind, len(name), id_)
            best[id_] = min(worth, best.get(id_, worth))
    return sorted(best, key=best.__getitem__)


def _gathered(view: View, on: On) -> _Names:
    all_names: list[tuple[int, str, str]] = []
    things = ((place, node) for place, kind in enumerate(AT_HAND) for node in view.scan(kind, on))
    for place, node in islice(things, MOST_NAMED):
        told = dict.fromkeys([*map(normal, names(node)), *numbers(node)])
        all_names += [(place, node.id, name) for name in told if name]
    words = sorted(
        (word, number) for number, (_, _, name) in enumerate(all_names) for word in dict.fromkeys(name.split())
    )
    return _Names(all_names, words)


def _result(node: Node, lang: str) -> SearchResult:
    return SearchResult(id=node.id, kind=node.kind, name=caption(node, lang), type=node.props.get("type"), score=1.0)
