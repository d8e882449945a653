"""What a load did, as data and as a person is told it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from graph.answers import ChangesRef, EmbedAnswer, LoadAnswer, Said
from graph.model import Changes
from graph.wording import say, sentences
from loaders.source import Reading, Remark


@dataclass(frozen=True, slots=True)
class LoadReport:
    """A load's outcome. skipped and warnings: the first ones spelled out; left_out: how many by sentence."""

    source: str
    nodes: Changes
    relations: Changes
    skipped: tuple[Remark, ...] = ()
    skipped_count: int = 0
    warnings: tuple[Remark, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @classmethod
    def of(cls, reading: Reading, nodes: Changes, relations: Changes, seconds: float) -> Self:
        """The report of a load that has read `reading` and made these changes."""
        return cls(
            reading.source.id,
            nodes,
            relations,
            tuple(reading.skipped),
            reading.skipped_count,
            tuple(reading.warnings),
            dict(reading.left_out),
            seconds,
        )

    def answer(self, lang: str, vectors: EmbedAnswer | None = None) -> LoadAnswer:
        """The report in a reader's language. vectors: what was computed after the load, if anything."""
        return LoadAnswer(
            source=self.source,
            nodes=ChangesRef(**asdict(self.nodes)),
            relations=ChangesRef(**asdict(self.relations)),
            skipped=[said_of(remark, lang) for remark in self.skipped],
            skipped_count=self.skipped_count,
            warnings=[said_of(remark, lang) for remark in self.warnings],
            left_out=left_out_of(self.left_out, self.source, lang),
            seconds=round(self.seconds, 2),
            vectors=vectors,
        )


def stored(reading: Reading) -> dict[str, Any]:
    """What a store keeps of a load: JSON with skipped, skipped_count, warnings, left_out."""
    return {
        "skipped": [_plain(remark) for remark in reading.skipped],
        "skipped_count": reading.skipped_count,
        "warnings": [_plain(remark) for remark in reading.warnings],
        "left_out": dict(sorted(reading.left_out.items())),
    }


def recalled(report: Mapping[str, Any], source: str, lang: str) -> dict[str, list[Said]]:
    """What `stored` kept, in a reader's language: skipped, warnings, left_out. What an older version kept is told by its key."""
    told = {
        part: [_again(remark, lang) for remark in report.get(part, ()) if isinstance(remark, Mapping)]
        for part in ("skipped", "warnings")
    }
    known = {key: count for key, count in dict(report.get("left_out", {})).items() if key in sentences()}
    return {**told, "left_out": left_out_of(known, source, lang)}


def _again(remark: Mapping[str, Any], lang: str) -> Said:
    key = str(remark.get("key", ""))
    try:
        why = say(lang, key, **dict(remark.get("values", {})))
    except KeyError:
        why = key
    return Said(where=str(remark.get("where", "")), why=why)


def _plain(remark: Remark) -> dict[str, Any]:
    said = _in("en", remark)
    values = {name: value if isinstance(value, int | float) else str(value) for name, value in said.items()}
    return {"where": remark.where, "key": remark.key, "values": values}


def said_of(remark: Remark, lang: str) -> Said:
    """A remark in a reader's language."""
    return Said(where=remark.where, why=say(lang, remark.key, **_in(lang, remark)))


def left_out_of(left_out: Mapping[str, int], source: str, lang: str) -> list[Said]:
    """What a source holds but a load does not take, by reason, in a reader's language."""
    return [Said(where=source, why=say(lang, key, count=count)) for key, count in sorted(left_out.items())]


def _in(lang: str, remark: Remark) -> dict[str, Any]:
    """The values of a remark; one that depends on the language is asked for its words."""
    return {name: value(lang) if callable(value) else value for name, value in remark.values.items()}
