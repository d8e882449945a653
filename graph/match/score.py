"""Findings → scores and ranks: contribution = weight × value, and the contributions of a unit sum to its score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from graph.match.candidate import Alike, Candidate
from graph.match.features import FEATURES
from graph.match.finding import Finding, Ground
from graph.match.roll import Member
from graph.match.settings import settings

#: Decimals of values and contributions: enough to sum exactly, few enough to read.
DECIMALS = 4


class Weighed(Struct, frozen=True):
    """A finding with its feature's weight."""

    feature: str
    weight: float
    value: float
    finding: Finding

    @property
    def contribution(self) -> float:
        """What it adds to the score."""
        return round(self.weight * self.value, DECIMALS)


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its findings. score: the sum of the contributions."""

    unit: Candidate
    findings: Sequence[Weighed]
    score: float


@dataclass(frozen=True, slots=True)
class Equals:
    """All units of equal evidence. sample: one of them; parts: those that were looked at together."""

    rank: int
    sample: Scored
    parts: Sequence[Alike]

    @property
    def type(self) -> str:
        """Their type."""
        return self.sample.unit.type

    @property
    def size(self) -> int:
        """How many they are."""
        return sum(len(part.members) for part in self.parts)

    def first(self, most: int | None) -> list[tuple[Alike, Member]]:
        """The first `most`, or all: those that have tried something new before, then in their order."""
        pairs = ((part, member) for part in self.parts for member in part.members[:most])
        return sorted(pairs, key=lambda pair: (not pair[0].tried, pair[1].place))[:most]


def scored(unit: Candidate, ground: Ground, weights: Mapping[str, float]) -> Scored | None:
    """The unit with its findings, best evidence first; None where there is no evidence, however small the unit."""
    findings: list[Weighed] = []
    for feature, look in FEATURES.items():
        if told := look(unit, ground):
            findings += [Weighed(feature, weights[feature], round(one.value, DECIMALS), one) for one in told]
    said = settings()["evidence"]
    telling = said["features"]
    evidence = sum([one.value for one in findings if one.feature in telling and _counts(unit, one)])
    if evidence < said["least"]:
        return None
    return Scored(unit, findings, round(sum([one.contribution for one in findings]), DECIMALS))


def ranked(units: Iterable[Alike], ground: Ground, weights: Mapping[str, float]) -> list[Equals]:
    """By score, then the unit nearer the need (deeper in the hierarchy), then id; equal evidence shares a rank."""
    near: dict[tuple[str, float], list[tuple[Scored, Alike]]] = defaultdict(list)
    for part in units:
        one = scored(part.sample, ground, weights)
        if one is not None:
            near[one.unit.type, one.score].append((one, part))
    equals = [parts for some in near.values() for parts in _told_apart(some)]
    order = sorted(equals, key=lambda parts: _place(parts[0][0], [part for _, part in parts]))
    return [Equals(rank, parts[0][0], [part for _, part in parts]) for rank, parts in enumerate(order, 1)]


def _told_apart(near: Sequence[tuple[Scored, Alike]]) -> Iterable[Sequence[tuple[Scored, Alike]]]:
    """Units of one type and score, those together whose evidence is equal."""
    if len(near) == 1:
        return [near]
    equals: dict[tuple[object, ...], list[tuple[Scored, Alike]]] = defaultdict(list)
    for one, part in near:
        equals[_evidence(one)].append((one, part))
    return equals.values()


def _place(one: Scored, parts: Sequence[Alike]) -> tuple[float, tuple[int, str]]:
    return -one.score, min(part.members[0].place for part in parts)


def _counts(unit: Candidate, found: Weighed) -> bool:
    """Whether a finding is evidence for this offering: appetite for new things is so only where the kind fits, and what a unit is
    there for only where it is near.
    """
    if found.feature == "remit":
        return bool(found.value >= settings()["remit"]["least"])
    return found.feature != "innovation" or any(seen.fit > 0 for seen in unit.pilots)


def _evidence(one: Scored) -> tuple[object, ...]:
    """What two units of one type and score must have in common to be told apart by nothing: every finding."""
    return tuple((w.feature, w.value, w.finding.key, _shown(w.finding)) for w in one.findings)


def _shown(finding: Finding) -> tuple[str, ...]:
    return tuple(str(getattr(value, "id", value)) for value in finding.values.values())
