"""Short names that organisations go by: the first letters of their words ("Norges forskningsråd" → nf, nfr)."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.text.compounds import parts
from graph.text.tokens import plain

#: Fewest letters of a short name: two say too little.
LEAST = 3
#: Legal forms, which short names leave out; and small words, which some leave out and some do not.
_FORMS = frozenset(["as", "asa", "hf", "iks", "kf", "sf", "rhf", "ks", "da", "ba"])
_SMALL = frozenset(["og", "i", "av", "for", "på", "om", "ved", "til", "the", "of", "and"])
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")
_WORD = re.compile(r"[^\W\d_]+")
_WRITTEN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def short_names(name: str) -> frozenset[str]:
    """The short names of an organisation in lower case: first letters of its words, with and without small ones, and of
    the parts of its compounds; and what stands in brackets as a short name of its own. Each has LEAST letters or more.
    """
    written = {plain(word) for inside in _IN_BRACKETS.findall(name) for word in spoken(inside)}
    words = [word for word in _WORD.findall(plain(_IN_BRACKETS.sub(" ", name))) if word not in _FORMS]
    large = [word for word in words if word not in _SMALL]
    made = {
        "".join(word[0] for word in words),
        "".join(word[0] for word in large),
        "".join(part[0] for word in large for part in _halves(word)),
    }
    return frozenset(short for short in written | made if len(short) >= LEAST)


def spoken(text: str) -> list[str]:
    """The words of a text that are written as short names are: two capitals or more."""
    return [word for word in _WRITTEN.findall(text) if len(word) >= LEAST and sum(map(str.isupper, word)) > 1]


def _halves(word: str) -> tuple[str, ...]:
    """A compound as its two parts ("helsenett" → helse, nett), another word as it stands."""
    known = parts(word)
    for first in known:
        for last in known:
            if word.startswith(first) and word.endswith(last) and 0 <= len(word) - len(first) - len(last) <= 1:
                return first, last
    return (word,)
