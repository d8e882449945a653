"""Offering → classes of purchases: the first four digits of a CPV code, each with its best codes.

With a model, a class's score is a sum of parts: nearness in meaning of its phrases, pitches and labels, the words of its
labels and of its group, how often it is bought, what the nearest notices were classified as. Weights were learned
(`benchmarks/learn_classes.py`) and stand in `data/match.toml`, `[classes]`. Words alone are mixed by `[classes.words]`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from graph.match.catalogue import catalogue, class_id
from graph.match.meaning import Nearness
from graph.match.offering import Offering, covers, rarity
from graph.match.settings import settings
from graph.model import Relation
from graph.store.base import Found, View
from graph.tables import table
from graph.text.bm25 import weigh
from graph.when import On

#: Category entries that are scored; the store chooses them, rarest word first.
HITS = 600
#: Length in tokens of a label, and of a class with its phrases, on average.
LABEL_LENGTH, CLASS_LENGTH = 8.0, 330.0
BEST_CODES = 3


@dataclass(frozen=True, slots=True)
class ClassFit:
    """A class. fit in (0, 1], the best class of an offering that is well understood being 1; codes: best first."""

    code: str
    fit: float
    codes: tuple[str, ...]

    @property
    def padded(self) -> str:
        """The class as a full code: "79540000"."""
        return self.code.ljust(8, "0")


Scores = Mapping[str, float]


def by_words(offering: Offering, found: Found) -> tuple[dict[str, Scores], dict[str, list[str]]]:
    """The scores by words, and the codes of each class that the words lead to, best first."""
    rare = rarity(offering, found, "category")
    entry: dict[str, float] = {}
    held: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for hit in found.hits:
        code = hit.id.removeprefix("cpv-")
        held[code[:4]].update(hit.counts)
        if code.endswith("0000"):
            entry[code[:4]] = weigh(hit.counts, hit.length, rare, CLASS_LENGTH)
        labels[code[:4]].append((weigh(hit.counts, hit.length, rare, LABEL_LENGTH), code))
    ranked = {name: sorted(codes, key=lambda pair: (-pair[0], pair[1])) for name, codes in labels.items()}
    return (
        {
            "entry": entry,
            "coverage": dict(zip(held, covers(held.values(), rare), strict=True)),
            "label": {name: codes[0][0] for name, codes in ranked.items()},
            "labels": {name: _mean([score for score, _ in codes[:BEST_CODES]]) for name, codes in ranked.items()},
        },
        {name: [code for _, code in codes[:BEST_CODES]] for name, codes in ranked.items()},
    )


def by_near_notices(near: Scores, relations: Sequence[Relation]) -> Scores:
    """For each class the cosine of the nearest notice classified as it. near: cosine by id of notice."""
    best: dict[str, float] = {}
    for relation in relations:
        if relation.from_id in near:
            code = relation.to_id.removeprefix("cpv-")[:4]
            best[code] = max(best.get(code, 0.0), near[relation.from_id])
    return best


def by_notices(notices: Scores, relations: Sequence[Relation]) -> Scores:
    """What notices that fit (fit by id) were classified as: the sum of their fits by class."""
    votes: dict[str, float] = defaultdict(float)
    for relation in relations:
        if relation.from_id in notices:
            votes[relation.to_id.removeprefix("cpv-")[:4]] += notices[relation.from_id]
    return votes


def parts_of(words: Mapping[str, Scores], near: Nearness, notices: Mapping[str, Scores], on: On) -> dict[str, Scores]:
    """Every part of the score of classes by its name in `[classes.parts]`, unscaled; what a class lacks is 0.

    words: as `by_words` gives them; notices: by class, how near in meaning the nearest notice of the class is ("near"),
    and how well notices of the class fit by words ("words").
    """
    group: dict[str, float] = defaultdict(float)
    for code, score in words.get("entry", {}).items():
        group[code[:3]] = max(group[code[:3]], score)
    return {
        "phrases": near.phrases,
        "pitches": near.pitches,
        "label": near.labels,
        "label_words": words.get("label", {}),
        "group_words": {code: group[code[:3]] for code in near.phrases if code[:3] in group},
        "bought": _often(known=bool(bought(on))),
        "division": {code: 1.0 for code in near.phrases if code.endswith("00")},
        "notices_near": notices.get("near", {}),
        "notices_words": notices.get("words", {}),
    }


def weighed(parts: Mapping[str, Scores]) -> dict[str, float]:
    """The sum of all parts, weighed, as a share of the best: the odds of being meant beside the best class's, flattened."""
    said = settings()["classes"]
    total = dict.fromkeys(parts["phrases"], 0.0)
    for name, weight in said["parts"].items():
        for code, score in parts[name].items():
            if code in total:
                total[code] += weight * score
    best = max(total.values())
    return {code: exp((score - best) / said["flat"]) for code, score in total.items()}


def bought(on: On) -> Mapping[str, int]:
    """How many public notices were of each class, as far as counted; empty on days before that was known."""
    counted = table("bought")
    return counted["classes"] if on.day >= counted["known_on"] else {}


@cache
def _often(*, known: bool) -> Scores:
    """How often each class was bought, as it counts; empty where that is not known."""
    return {code: log(1 + count) for code, count in table("bought")["classes"].items()} if known else {}


def mixed(parts: Mapping[str, Scores]) -> dict[str, float]:
    """Words alone: the scores of all parts, each scaled to its best and weighed; the best class is 1."""
    total: dict[str, float] = defaultdict(float)
    for name, weight in settings()["classes"]["words"].items():
        scores = parts.get(name, {})
        top = max(scores.values(), default=0.0)
        if top > 0:
            for code, score in scores.items():
                total[code] += weight * score / top
    top = max(total.values(), default=1.0)
    return {code: score / top for code, score in total.items()}


def ranked(scores: Scores, codes: Mapping[str, Sequence[str]], confidence: float) -> list[ClassFit]:
    """The classes in order of score, then code, at most `classes.shown`; confidence in [0, 1] scales their fit."""
    order = sorted(scores, key=lambda code: (-scores[code], code))[: settings()["classes"]["shown"]]
    return [
        ClassFit(code, round(scores[code] * confidence, 4), tuple(codes.get(code, ())) or (code.ljust(8, "0"),))
        for code in order
        if scores[code] > 0
    ]


def codes_below(view: View, classes: Sequence[ClassFit], on: On) -> dict[str, float]:
    """The node ids of every code in the classes with the class's fit, and of the group above each at a lower one."""
    share = settings()["demand"]["parent_class"]
    fits = {class_id(found.code): found.fit for found in classes}
    below = dict(fits)
    for id_, codes in catalogue(view, on).below(view, fits).items():
        below.update(dict.fromkeys(codes, fits[id_]))
    for found in classes:
        group = f"cpv-{found.code[:3].ljust(8, '0')}"
        below.setdefault(group, found.fit * share)
    return below


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
