"""Which entries a search reads and which it hands out. Every store decides with this, so all decide alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from graph.store.base import FREQUENCY_CAP, POSTING_BUDGET, Hit

#: A size that no graph has: what a token weighs depends on its own frequency alone.
_SCALE = 50 * FREQUENCY_CAP


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
        if read > POSTING_BUDGET:
            break
        found.append(token)
    return found


def best(hits: Iterable[Hit], frequencies: Mapping[str, int], limit: int) -> Sequence[Hit]:
    """At most `limit` hits, those whose tokens weigh most together (ties by id), in order of id."""
    weights = {token: log(_SCALE / count) for token, count in sorted(frequencies.items()) if count}
    found = list(hits)
    if len(found) > limit:
        found.sort(key=lambda hit: (-sum(weight for token, weight in weights.items() if token in hit.counts), hit.id))
        del found[limit:]
    return sorted(found, key=lambda hit: hit.id)
