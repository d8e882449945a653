"""Splitting Norwegian compounds: "tolketjeneste" is "tolk" and "tjeneste".

By a committed list of words (`data/text/parts.txt`, made by `tools/make_word_parts.py`), never by what a store
happens to hold, so that the same word has the same parts everywhere and always.
"""

from __future__ import annotations

from functools import cache, lru_cache

from graph.tables import DATA

#: A word shorter than this has no parts worth having.
SHORTEST_COMPOUND = 7
SHORTEST_HEAD = 3
SHORTEST_TAIL = 4
#: Letters that may join two parts: "barn-e-hage", "arbeid-s-plan".
LINKS = ("", "s", "e")
#: Endings a last part may carry; longest first.
ENDINGS = ("enes", "ene", "ane", "ens", "ets", "ers", "er", "en", "et", "ar", "s", "a", "e", "r", "n", "t")


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound in lower case, and theirs in turn; empty where it is none that we know.

    Of several ways to split, the one with the longest last part wins: "barnehagelærer" is "barnehage" and "lærer".
    """
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return ()
    for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        tail = base(word[cut:])
        head = _head(word[:cut]) if tail else None
        if head and tail:
            return (head, tail, *parts(head), *parts(tail))
    return ()


def base(word: str) -> str | None:
    """The word of the list that `word` is, or is an inflection of; None if there is none."""
    known = words()
    if word in known:
        return word
    for ending in ENDINGS:
        if word.endswith(ending):
            short = word[: -len(ending)]
            for whole in (short, f"{short}e"):
                if len(whole) >= SHORTEST_TAIL and whole in known:
                    return whole
    return None


def _head(word: str) -> str | None:
    known = words()
    for link in LINKS:
        bare = word.removesuffix(link) if link else word
        if len(bare) >= SHORTEST_HEAD and bare in known and (not link or bare != word):
            return bare
    return None


@cache
def words() -> frozenset[str]:
    """The words that can be parts of a compound."""
    lines = (DATA / "text" / "parts.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
