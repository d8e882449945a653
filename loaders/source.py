"""What every loader shares: the declaration of its source, and what it is handed when it runs.

A loader is a folder with `source.toml` and a `loader.py` that has `load(reading) -> Iterator[Fact]`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.model import Source
from loaders.files import Entry, entries

LOADERS = Path(__file__).resolve().parent

#: How many skips and warnings a report spells out; all are counted.
SPELLED_OUT = 200


@dataclass(frozen=True, slots=True)
class Remark:
    """Something skipped, warned of or left out. key and values: as in `graph.errors.InngangError`."""

    where: str
    key: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class Reading:
    """What a loader is handed: its source, the input, and where it says what it could not take.

    everything: the user asked for --all. map_path: what a table's columns are.
    known: the resolver of identities (loaders.resolve.Resolver).
    on_step: told after every record, for the progress bar: (records done, bytes read so far or None).
    """

    source: Source
    paths: tuple[Path, ...]
    known: Any
    everything: bool = False
    map_path: Path | None = None
    retrieved_at: str | None = None
    on_step: Callable[[int], None] = lambda _done: None
    skipped: list[Remark] = field(default_factory=list)
    skipped_count: int = 0
    warnings: list[Remark] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)

    def entries(self, suffixes: Collection[str]) -> Iterator[Entry]:
        """Each file of the input whose name ends in one of `suffixes`, from folders, zip, tar.gz and gz alike.

        What cannot be read is skipped and said; archives that are unsafe are refused (see loaders.files).
        """
        return entries(self, suffixes)

    def skip(self, where: str, key: str, **values: Any) -> None:
        """One record was not taken: where it stands, and the sentence that says why."""
        self.skipped_count += 1
        if len(self.skipped) < SPELLED_OUT:
            self.skipped.append(Remark(where, key, values))

    def warn(self, where: str, key: str, **values: Any) -> None:
        """Taken, but something about it should be looked at."""
        if len(self.warnings) < SPELLED_OUT:
            self.warnings.append(Remark(where, key, values))

    def leave_out(self, key: str) -> None:
        """One record is sound but not for this load (a private company, say). `key`: the sentence, with {count}."""
        self.left_out[key] += 1

    def audit(self, record: Mapping[str, Any], path: str = "") -> None:
        """Counts the fields that are left in `record` after the loader popped every one it maps or knows it ignores."""
        for name in record:
            self.unmapped[f"{path}{name}"] += 1


def declaration(folder: Path) -> Source:
    """The source that `folder/source.toml` declares."""
    said = tomllib.loads((folder / "source.toml").read_text("utf-8"))
    expected = {
        part: {kind: (low, high) for kind, (low, high) in kinds.items()}
        for part, kinds in said.pop("expected", {}).items()
    }
    return Source(id=folder.name, expected=expected, **said)


def known_sources() -> dict[str, Path]:
    """The loaders there are: {source id: folder}, in order of id."""
    return {path.parent.name: path.parent for path in sorted(LOADERS.glob("*/source.toml"))}
