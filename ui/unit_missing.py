"""What the graph does not know of a unit, and why: one list, so that a gap is never read as a no."""

from __future__ import annotations

from graph.answers import UnitAnswer
from ui.here import Here
from ui.markup import Safe, el

#: Parts of a profile that may be empty, in the order of the page; each has a text `no_<part>`.
_PARTS = (
    "buyers",
    "posts",
    "notices",
    "bought",
    "similar",
    "children",
    "duties",
    "agreements",
    "pilots",
    "statements",
)


def missing(here: Here, answer: UnitAnswer) -> Safe:
    """The parts without anything, each with what would fill it."""
    empty = [part for part in _PARTS if not getattr(answer, part)]
    nameless = bool(answer.posts) and not any(post.holders for post in answer.posts)
    items = [el("li", el("b", here.word(part)), " ", here.word(f"no_{part}")) for part in empty]
    items += [el("li", el("b", here.word("holders")), " ", here.word("no_holders"))] if nameless else []
    if not items:
        return Safe("")
    return el("section", el("h2", here.word("unit_missing")), el("ul", *items, class_="missing"))
