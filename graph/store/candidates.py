"""Which entries a search reads and which it hands out. Every store decides with this, so all decide alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from sys import intern
from typing import NamedTuple

from graph.store.base import FREQUENCY_CAP, POSTING_BUDGET, Hit
from graph.store.entries import UNDATED_ONLY

#: A size that no graph has: what a token weighs depends on its own frequency alone.
SCALE = 50 * FREQUENCY_CAP
#: Sums of weights this near are equal: they are added in different orders.
EQUAL = 1e-9
#: Counts all tokens of an entry beside the tokens asked for; no token is empty.
LENGTH = ""


class Tally(NamedTuple):
    """How many words a text has, and how often each of them stands there."""

    length: int
    times: Mapping[str, int]


class Entry(NamedTuple):
    """An entry of the text index: the node it stands for, the day it counts from (`graph.store.entries`), and its words,
    counted or not.
    """

    id: str
    kind: str
    day: int
    words: str | Tally


def budget() -> int:
    """How many postings a search reads."""
    return POSTING_BUDGET


def rarest_first(frequencies: Mapping[str, int]) -> list[str]:
    """The tokens that stand anywhere, rarest first, ties by spelling."""
    return sorted(
        (token for token, count in frequencies.items() if count), key=lambda token: (frequencies[token], token)
    )


def taken(frequencies: Mapping[str, int]) -> list[str]:
    """The tokens whose postings are read whole: rarest first while their sum stays within POSTING_BUDGET."""
    found: list[str] = []
    read = 0
    for token in rarest_first(frequencies):
        read += frequencies[token]
        if read > budget():
            break
        found.append(token)
    return found


def weights(frequencies: Mapping[str, int]) -> dict[str, float]:
    """What each token that stands anywhere weighs where it is found, the rarer the more."""
    return {token: log(SCALE / count) for token, count in sorted(frequencies.items()) if count}


def best(hits: Iterable[Hit], frequencies: Mapping[str, int], limit: int) -> Sequence[Hit]:
    """At most `limit` hits, those whose tokens weigh most together (ties by id), in order of id."""
    weighed = weights(frequencies)
    found = list(hits)
    if len(found) > limit:
        found.sort(key=lambda hit: (-sum(weight for token, weight in weighed.items() if token in hit.counts), hit.id))
        del found[limit:]
    return sorted(found, key=lambda hit: hit.id)


#: An entry: its node, that one's kind, the day, and how often each token stands in it, all of them together as LENGTH.
Counted = tuple[str, str, int, dict[str, int]]


def hits(entries: Iterable[Entry], asked: Mapping[str, str]) -> list[Hit]:
    """The nodes in whose entries, all that are known of each, any of the tokens asked for stands.

    asked: the tokens by how the index holds them.
    """
    return _merged((id_, kind, day, _counted(words, asked)) for id_, kind, day, words in entries)


def _merged(entries: Iterable[Counted]) -> list[Hit]:
    """As `hits`, of entries whose words are counted. What lasts and what does not in one undated claim are two entries: they
    add up; else the fullest entry counts.
    """
    words_of: dict[tuple[str, str], dict[bool, dict[str, int]]] = {}
    for name, kind, day, here in entries:
        parts = words_of.setdefault((name, kind), {})
        part = day == UNDATED_ONLY
        parts[part] = _fullest(parts[part], here) if part in parts else here
    found = []
    for (name, kind), parts in words_of.items():
        counts = _sum(parts)
        length = counts.pop(LENGTH)
        if counts:
            found.append(Hit(name, kind, dict(sorted(counts.items())), length))
    return found


def tally(words: str) -> Tally:
    """Counts all words of an entry; worth it where the same entry is found again and again."""
    held = words.split(" ")
    return Tally(len(held), Counter(map(intern, held)))


def _counted(words: str | Tally, asked: Mapping[str, str]) -> dict[str, int]:
    """How often each token asked for stands in an entry's words, and how many words those are."""
    if isinstance(words, Tally):
        times = words.times
        return {LENGTH: words.length, **{token: times[word] for word, token in asked.items() if word in times}}
    held = words.split(" ")
    counts = {LENGTH: len(held)}
    for word in asked.keys() & held:
        counts[asked[word]] = held.count(word)
    return counts


def _fullest(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {token: max(one.get(token, 0), other.get(token, 0)) for token in one.keys() | other.keys()}


def _sum(parts: Mapping[bool, dict[str, int]]) -> dict[str, int]:
    first, *others = parts.values()
    return (
        {token: first.get(token, 0) + others[0].get(token, 0) for token in first.keys() | others[0].keys()}
        if others
        else first
    )
