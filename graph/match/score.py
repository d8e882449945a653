"""Findings → scores and ranks: contribution = weight × value, and the contributions of a unit sum to its score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.match.candidates import Candidate
from graph.match.features import FEATURES
from graph.match.finding import Finding, Ground
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
    """A unit with its findings. rank: shared by units of equal evidence; group: the units it shares it with, by id."""

    unit: Candidate
    findings: Sequence[Weighed]
    rank: int = 0
    group: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The sum of the contributions."""
        return round(sum(found.contribution for found in self.findings), DECIMALS)


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


def ranked(units: Iterable[Scored]) -> list[Scored]:
    """By score, then the unit nearer the need (deeper in the hierarchy), then id; equal evidence shares a rank."""
    order = sorted(units, key=lambda one: (-one.score, -len(one.unit.above), one.unit.unit.id))
    groups: dict[tuple[object, ...], list[Scored]] = {}
    for one in order:
        groups.setdefault(_evidence(one), []).append(one)
    return [
        Scored(one.unit, one.findings, rank, tuple(sorted(other.unit.unit.id for other in group)))
        for rank, group in enumerate(groups.values(), 1)
        for one in group
    ]


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
