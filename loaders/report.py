"""What a load did, as data and as a person is told it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.answers import ChangesRef, LoadAnswer, Said
from graph.model import Changes
from graph.wording import say
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
    left_out: Mapping[str, int] | None = None
    seconds: float = 0.0

    def answer(self, lang: str) -> LoadAnswer:
        """The report in a reader's language."""
        return LoadAnswer(
            source=self.source,
            nodes=ChangesRef(**asdict(self.nodes)),
            relations=ChangesRef(**asdict(self.relations)),
            skipped=[_said(remark, lang) for remark in self.skipped],
            skipped_count=self.skipped_count,
            warnings=[_said(remark, lang) for remark in self.warnings],
            left_out=[
                Said(where=self.source, why=say(lang, key, count=count))
                for key, count in sorted((self.left_out or {}).items())
            ],
            seconds=round(self.seconds, 2),
        )


def stored(reading: Reading) -> dict[str, Any]:
    """What a store keeps of a load: JSON with skipped, skipped_count, warnings, left_out."""
    return {
        "skipped": [_plain(remark) for remark in reading.skipped],
        "skipped_count": reading.skipped_count,
        "warnings": [_plain(remark) for remark in reading.warnings],
        "left_out": dict(sorted(reading.left_out.items())),
    }


def _plain(remark: Remark) -> dict[str, Any]:
    values = {name: value if isinstance(value, int | float) else str(value) for name, value in remark.values.items()}
    return {"where": remark.where, "key": remark.key, "values": values}


def _said(remark: Remark, lang: str) -> Said:
    return Said(where=remark.where, why=say(lang, remark.key, **remark.values))
