"""What a load would do, shown before it is done: nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Unpack

from graph.answers import FactRef, PreviewAnswer, WouldAdd
from graph.model import Node, Relation
from graph.schema import caption
from graph.store.base import Store, View
from graph.when import On
from loaders.report import left_out_of, said_of
from loaders.taking import Asked, Progress, silent, taken

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
    """What loading these files would add, the first facts, and what would be skipped, in `lang`. Raises as `run_load`."""
    with taken(store, source_id, paths, asked, progress) as read:
        nodes: dict[str, str] = {}
        relations: dict[str, str] = {}
        facts = read.intake.sound_facts(read.before)
        shown = list(islice(facts, first))
        for part in (shown, facts):
            for fact in part:
                (nodes if isinstance(fact, Node) else relations)[fact.id] = fact.kind
        reading = read.reading
        return PreviewAnswer(
            source=source_id,
            nodes=_counts(nodes, _known(nodes, read.before)),
            relations=_counts(relations, set()),
            facts=[_shown(fact, lang) for fact in shown],
            not_mapped=dict(sorted(reading.unmapped.items())),
            skipped=[said_of(remark, lang) for remark in reading.skipped],
            skipped_count=reading.skipped_count,
            warnings=[said_of(remark, lang) for remark in reading.warnings if remark.key != "load_unmapped"],
            left_out=left_out_of(reading.left_out, source_id, lang),
        )


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
