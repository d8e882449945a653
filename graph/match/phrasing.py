"""How alike two texts are phrased: BM25 over pairs of neighbouring words as they stand, small words and inflections included.

Whoever writes many notices writes them alike: turns of phrase come back that no subject explains.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from sys import intern

from graph.match.settings import settings
from graph.model import Node
from graph.text.bm25 import idf, weigh
from graph.text.entry import entry_texts
from graph.text.tokens import TEXT_CAP

_WORD = re.compile(r"[^\W_]+")

Pair = tuple[str, str]


def phrased(text: str, things: Mapping[str, Node]) -> dict[str, float]:
    """How alike `text` each of the notices is phrased, by id, in [0, 1].

    The most alike is 1 as far as it holds enough of the pairs of `text`, by rarity among these notices: two words that
    meet by chance are no turn of phrase (`data/match.toml`, `[wording]`).
    """
    asked = frozenset(pairwise(_written(text)))
    words = {id_: _written(_said(node)) for id_, node in things.items()}
    held = {id_: Counter(_shared(listed, asked)) for id_, listed in words.items()}
    among = Counter(pair for pairs in held.values() for pair in pairs)
    rare = {" ".join(pair): idf(times, len(held)) for pair, times in among.items()}
    total = sum(rare.get(" ".join(pair), idf(0, len(held))) for pair in asked)
    average = sum(map(len, words.values())) / max(len(words), 1)
    scores, covered = {}, 0.0
    for id_, pairs in held.items():
        if not pairs:
            continue
        counts = {" ".join(pair): times for pair, times in pairs.items()}
        scores[id_] = weigh(counts, len(words[id_]), rare, average)
        covered = max(covered, sum(rare[pair] for pair in sorted(counts)) / total if total else 0.0)
    best = max(scores.values(), default=0.0)
    sure = min(1.0, covered / settings()["wording"]["sure"])
    return {id_: sure * score / best for id_, score in scores.items()} if best else {}


def _shared(words: tuple[str, ...], asked: frozenset[Pair]) -> Iterable[Pair]:
    """The pairs that are asked for; most notices hold none, which is told faster."""
    return () if asked.isdisjoint(pairwise(words)) else (pair for pair in pairwise(words) if pair in asked)


def _said(node: Node) -> str:
    return " ".join(said for _, said in entry_texts("notice", node.props))


@lru_cache(maxsize=12_000)
def _written(text: str) -> tuple[str, ...]:
    """The words of a text in lower case. Those of the last notices read are remembered: the same ones come back."""
    return tuple(map(intern, _WORD.findall(text[:TEXT_CAP].casefold())))
