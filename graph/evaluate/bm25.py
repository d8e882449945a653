"""The baseline: Okapi BM25 over what each unit has published, and over each purchase category's own words.

No duties, no hierarchy, no meaning: what any search engine does with the same graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log

from graph.answers.evaluate import Baseline
from graph.evaluate.measures import Ranking
from graph.store.base import View
from graph.text.entry import entry_tokens, searchable
from graph.text.tokens import tokens
from graph.when import On

#: The usual values (Manning, Raghavan and Schütze 2008, 11.4.3).
K1, B = 1.2, 0.75
FORMULA = (
    "sum over words: idf · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / mean)); idf = ln(1 + (N − n + ½) / (n + ½))"
)
_DECIMALS = 9


class Bm25:
    """Documents that words are ranked over. Statistics are the collection's own."""

    def __init__(self, documents: Mapping[str, Sequence[str]]) -> None:
        self.size = len(documents)
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        mean = sum(map(len, documents.values())) / max(self.size, 1) or 1.0
        for key, words in documents.items():
            held_back = K1 * (1 - B + B * len(words) / mean)
            for word, times in Counter(words).items():
                self._postings[word].append((key, times * (K1 + 1) / (times + held_back)))

    def scores(self, asked: Iterable[str]) -> dict[str, float]:
        """The score (> 0) of every document that holds one of the words."""
        found: dict[str, float] = defaultdict(float)
        for word, times in Counter(asked).items():
            held = self._postings.get(word, ())
            rarity = log(1 + (self.size - len(held) + 0.5) / (len(held) + 0.5))
            for key, share in held:
                found[key] += times * rarity * share
        return found


class Bm25Baseline:
    """Ranks units and purchase classes for an offering, as known on a day."""

    name = "bm25"

    def __init__(self, view: View, on: On, told: Callable[[int, int | None], None]) -> None:
        """Reads every notice and category once. told: how many notices are read, of how many."""
        self._units = Bm25(_published(view, on, told))
        self._categories = Bm25({node.id: entry_tokens("category", node.props) for node in view.scan("category", on)})

    def units(self, offering: str) -> Ranking:
        """The units whose notices hold words of the offering, ties together."""
        return tied(self._units.scores(tokens(offering)))

    def classes(self, offering: str) -> Ranking:
        """The classes (four digits), each by its best category, ties together."""
        best: dict[str, float] = defaultdict(float)
        for id_, score in self._categories.scores(tokens(offering)).items():
            code = id_.removeprefix("cpv-")[:4]
            best[code] = max(best[code], score)
        return tied(best)

    def said(self) -> Baseline:
        """What it is made of."""
        return Baseline(
            name=self.name,
            formula=FORMULA,
            k1=K1,
            b=B,
            tokeniser="graph/text/tokens.py: stems of Norwegian and English, compounds with their parts, no stop words",
            fields=[f"notice.{name}" for name in searchable("notice")]
            + [f"category.{name}" for name in searchable("category")],
            documents={"units": self._units.size, "categories": self._categories.size},
        )


def tied(scores: Mapping[str, float]) -> list[list[str]]:
    """Items by score, best first, those of one score together."""
    ties: dict[float, list[str]] = defaultdict(list)
    for key in sorted(scores):
        ties[round(scores[key], _DECIMALS)].append(key)
    return [ties[score] for score in sorted(ties, reverse=True)]


def _published(view: View, on: On, told: Callable[[int, int | None], None]) -> dict[str, list[str]]:
    """The words of all that each unit published, one document a unit."""
    publishers: dict[str, list[str]] = defaultdict(list)
    for publisher, published in view.scan_ends("published", on):
        publishers[published].append(publisher)
    documents: dict[str, list[str]] = defaultdict(list)
    total = view.counts(on).nodes.get("notice")
    for number, notice in enumerate(view.scan("notice", on), 1):
        words = entry_tokens("notice", notice.props)
        for unit in publishers.get(notice.id, ()):
            documents[unit] += words
        told(number, total)
    return documents
