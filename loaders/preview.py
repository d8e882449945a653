"""What a load would do, shown before it is done: nothing is written."""

from __future__ import annotations

import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Unpack

from graph.answers import ChangesRef, FactRef, PreviewAnswer, WouldAdd
from graph.copy import copy
from graph.model import Changes, Node, Relation
from graph.schema import caption
from graph.store.address import open_store
from graph.store.base import Store, View
from graph.when import On
from loaders.report import left_out_of, said_of
from loaders.run import written
from loaders.taking import Asked, Progress, Taken, silent, taken

#: Facts that are shown as they would be stored.
FIRST = 12
_ALWAYS = On("9999-12-31", undated=True)
_BATCH = 500


def preview_load(
    store: Store,
    source_id: str,
    paths: Sequence[Path | str] = (),
    *,
    lang: str,
    first: int = FIRST,
    progress: Progress = silent,
    **asked: Unpack[Asked],
) -> PreviewAnswer:
    """What loading these files would do: what it holds, what changes, the first facts, what would be skipped, in `lang`.

    Raises as `run_load`: what would stop the load stops its preview.
    """
    with taken(store, source_id, paths, asked, progress) as read:
        seen = _Seen(first)
        changes = _tried(store, read, seen.noting(read.intake.sound_facts(read.before)), progress)
        reading = read.reading
        return PreviewAnswer(
            source=source_id,
            nodes=_counts(seen.nodes, _known(seen.nodes, read.before)),
            relations=_counts(seen.relations, set()),
            changes=[ChangesRef(**asdict(part)) for part in changes],
            facts=[_shown(fact, lang) for fact in seen.first],
            not_mapped=dict(sorted(reading.unmapped.items())),
            skipped=[said_of(remark, lang) for remark in reading.skipped],
            skipped_count=reading.skipped_count,
            warnings=[said_of(remark, lang) for remark in reading.warnings if remark.key != "load_unmapped"],
            left_out=left_out_of(reading.left_out, source_id, lang),
        )


class _Seen:
    """What passes by on its way into a store: kinds by id, and the first facts."""

    def __init__(self, first: int) -> None:
        self.nodes: dict[str, str] = {}
        self.relations: dict[str, str] = {}
        self.first: list[Node | Relation] = []
        self._most = first

    def noting(self, facts: Iterable[Node | Relation]) -> Iterator[Node | Relation]:
        """The same facts, noted."""
        for fact in facts:
            (self.nodes if isinstance(fact, Node) else self.relations)[fact.id] = fact.kind
            if len(self.first) < self._most:
                self.first.append(fact)
            yield fact


def _tried(
    store: Store, read: Taken, facts: Iterable[Node | Relation], progress: Progress
) -> tuple[Changes, Changes] | tuple[()]:
    """The load run and undone: the changes of nodes and of relations it would make; none where a load is unfinished.

    A store that cannot undo is copied to a file that goes away, and tried there; likewise where nothing was ever loaded, so
    that no file is left behind.
    """
    if store.atomic and read.before is not None:
        return written(store, read, facts, progress, keep=False)
    with (
        tempfile.TemporaryDirectory(prefix="inngang-") as folder,
        closing(open_store(f"sqlite:///{folder}/preview.db")) as beside,
    ):
        if read.before is not None:
            if any(said.state != "loaded" for said in read.before.sources(On.today())):
                deque(facts, maxlen=0)
                return ()
            copy(store, beside, progress=progress)
        return written(beside, read, facts, progress, keep=False)


def _counts(kinds: dict[str, str], known: set[str]) -> list[WouldAdd]:
    alls, olds = Counter(kinds.values()), Counter(kinds[id_] for id_ in known)
    return [WouldAdd(kind=kind, count=count, known=olds[kind]) for kind, count in sorted(alls.items())]


def _known(ids: Iterable[str], before: View | None) -> set[str]:
    """Those of the ids that the graph holds already."""
    wanted = sorted(ids) if before is not None else []
    found: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        found |= before.get(wanted[start : start + _BATCH], _ALWAYS).keys() if before is not None else set()
    return found


def _shown(fact: Node | Relation, lang: str) -> FactRef:
    document = fact.document
    return FactRef(
        id=fact.id,
        kind=fact.kind,
        name=caption(fact, lang) if isinstance(fact, Node) else f"{fact.from_id} → {fact.to_id}",
        props=dict(fact.props),
        document=document.title if document else "",
        published=document.published if document else None,
    )
