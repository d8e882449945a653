"""The offering's words, and how much of them a text covers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from graph.match.settings import settings
from graph.store.base import FREQUENCY_CAP, Found
from graph.text.bm25 import idf
from graph.text.tokens import tokens

#: A word that no entry holds counts as if this many did: a typing mistake must not outweigh the words that are known.
UNKNOWN_WORD = 50
#: Roughly how many entries of a kind there are. Fixed, so that what is added later changes no score.
ENTRIES = {"category": 10_000, "duty": 500, "unit": 10_000, "statement": 500, "pilot": 500, "agreement": 2_000}


@dataclass(frozen=True, slots=True)
class Offering:
    """text: as much of it as is read. tokens: its words, each once, in their order."""

    text: str
    tokens: tuple[str, ...]


def read(text: str) -> Offering:
    """The words of an offering in any language; at most `bounds.offering` characters are read."""
    text = text[: settings()["bounds"]["offering"]].encode("utf-8", "replace").decode("utf-8").strip()
    return Offering(text, tuple(dict.fromkeys(tokens(text))))


def rarity(offering: Offering, found: Found, kind: str) -> dict[str, float]:
    """How much each word of the offering says among entries of `kind` (idf)."""
    entries = ENTRIES.get(kind, 4 * FREQUENCY_CAP)
    said = settings()["words"]
    thin = thin_words()
    rare = {}
    for token in offering.tokens:
        known = min(found.frequencies.get(token, 0) or UNKNOWN_WORD, entries)
        rare[token] = idf(known, entries) ** said["rarity_power"] * (said["thin"] if token in thin else 1.0)
    return rare


@cache
def thin_words() -> frozenset[str]:
    """The tokens of words that any offering to the public may hold."""
    return frozenset(tokens(settings()["words"]["thin_words"]))


def covers(held: Iterable[Collection[str]], rare: Mapping[str, float]) -> list[float]:
    """The share of the offering that the words of each of `held` cover, by rarity; in [0, 1]."""
    total, words = sum(rare.values()), list(rare.items())
    if not total:
        return [0.0 for _ in held]
    return [sum([weight for token, weight in words if token in some]) / total for some in held]


def phrase_fit(phrases: Iterable[Collection[str]], rare: Mapping[str, float]) -> float:
    """How well the best of some short phrases (token sets) meets the offering; in [0, 1].

    A phrase fits by how much of it the offering says, times how much of the offering that is (square root: a founder
    writes a sentence, a phrase is two words).
    """
    total = sum(rare.values())
    usual = total / len(rare) if rare else 0.0
    best = 0.0
    for phrase in phrases:
        words = set(phrase)
        known = [weight for token, weight in rare.items() if token in words] if not words.isdisjoint(rare) else []
        if known and total:
            met = sum(known)
            whole = met + usual * (len(words) - len(known))
            best = max(best, met / whole * (met / total) ** 0.5)
    return best
