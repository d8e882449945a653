"""Findings → scores and ranks: contribution = weight × value, and the contributions of a unit sum to its score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.match.candidate import Alike, Candidate
from graph.match.features import FEATURES
from graph.match.finding import Finding, Ground
from graph.match.roll import Member
from graph.match.settings import settings

#: Decimals of values and contributions: enough to sum exactly, few enough to read.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Weighed:
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
    """A unit with its findings."""

    unit: Candidate
    findings: Sequence[Weighed]

    @property
    def score(self) -> float:
        """The sum of the contributions."""
        return round(sum(found.contribution for found in self.findings), DECIMALS)


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
        """The first `most` in their order, or all."""
        pairs = ((part, member) for part in self.parts for member in part.members[:most])
        return sorted(pairs, key=lambda pair: pair[1].place)[:most]


def scored(unit: Candidate, ground: Ground, weights: Mapping[str, float]) -> Scored | None:
    """The unit with its findings, best evidence first; None where there is no evidence, however small the unit."""
    findings = [
        Weighed(feature, weights[feature], round(found.value, DECIMALS), found)
        for feature, look in FEATURES.items()
        for found in look(unit, ground)
    ]
    said = settings()["evidence"]
    evidence = sum(found.value for found in findings if found.feature in said["features"] and _counts(unit, found))
    return Scored(unit, findings) if evidence >= said["least"] else None


def ranked(units: Iterable[Alike], ground: Ground, weights: Mapping[str, float]) -> list[Equals]:
    """By score, then the unit nearer the need (deeper in the hierarchy), then id; equal evidence shares a rank."""
    equals: dict[tuple[object, ...], list[tuple[Scored, Alike]]] = {}
    for part in units:
        one = scored(part.sample, ground, weights)
        if one is not None:
            equals.setdefault(_evidence(one), []).append((one, part))
    order = sorted(equals.values(), key=lambda parts: _place(parts[0][0], [part for _, part in parts]))
    return [Equals(rank, parts[0][0], [part for _, part in parts]) for rank, parts in enumerate(order, 1)]


def _place(one: Scored, parts: Sequence[Alike]) -> tuple[float, tuple[int, str]]:
    return -one.score, min(part.members[0].place for part in parts)


def _counts(unit: Candidate, found: Weighed) -> bool:
    """Whether a finding is evidence for this offering: appetite for new things is so only where the kind fits."""
    if found.feature != "innovation":
        return True
    return any(seen.fit > 0 for seen in unit.pilots)


def _evidence(one: Scored) -> tuple[object, ...]:
    """What two units must have in common to be told apart by nothing: their type and every finding."""
    said = tuple((w.feature, w.value, w.finding.key, _shown(w.finding)) for w in one.findings)
    return one.unit.type, one.score, said


def _shown(finding: Finding) -> tuple[str, ...]:
    return tuple(str(getattr(value, "id", value)) for value in finding.values.values())
