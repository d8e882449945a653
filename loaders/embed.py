"""Vectors of what the graph holds: computed after a load, in transactions of their own, so that readers go on.

What was computed is kept: a run that was broken off goes on where it stopped, and only texts that are new or changed are computed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from graph.answers import EmbedAnswer
from graph.errors import StoreBusy
from graph.model import Node
from graph.store.base import Store
from graph.text.embed import default_embedder
from graph.text.embedder import Embedder, mark
from graph.text.meant import KINDS, meant
from graph.text.shipped import shipped
from graph.text.space import in_eight_bits, passage_vectors, space_name
from graph.when import On
from loaders.taking import Progress, silent

_ALWAYS = On("9999-12-31", undated=True)
#: Texts computed and kept in one go: about a second, which is what a broken-off run loses at most.
BATCH = 16
#: Nodes whose vectors are at hand already are kept this many at a time.
_KEPT = 2_000
#: Nodes looked at between two words of how far it is.
_STEP = 500
#: How often, and with what pause in seconds, a store is asked again where another process is writing.
_TRIES, _PAUSE = 60, 1.0

#: Vectors by mark of their text, in eight bits; None: kept already.
Bits = dict[str, bytes | None]


def embed(store: Store, *, progress: Progress = silent) -> EmbedAnswer:
    """Computes the vectors that the store lacks. progress: told ("look", 0, None) until all are known that are lacking, then
    ("embed", texts so far, all); what it raises breaks the work off.

    Without a model nothing is done. Raises StoreBusy where another process goes on writing.
    """
    embedder = default_embedder()
    if embedder is None:
        return EmbedAnswer(model=None, made=0, kept=0)
    space = space_name(embedder)
    held = store.marks(space)
    found: dict[str, Bits] = {}
    todo: list[Node] = []
    kept = 0
    looking = partial(progress, "look", 0, None)
    for seen, node in enumerate(_nodes(store), start=1):
        if seen % _STEP == 0:
            looking()
        marks = {mark(text) for _, text in meant(node)}
        kept += len(marks)
        there = held.pop(node.id, frozenset())
        if there == marks:
            continue
        found[node.id] = dict.fromkeys(there & marks) | shipped(embedder.name, node.id, marks - there)
        if found[node.id].keys() != marks:
            todo.append(node)
    ready: dict[str, Bits] = {id_: {} for id_ in held} | {id_: bits for id_, bits in found.items() if bits}
    for part in _parts(list(ready), _KEPT):
        _keep(store, space, {id_: ready[id_] for id_ in part}, looking)
        looking()
    _keep(store, space, {}, looking)
    made = _compute(store, embedder, space, [(node, found[node.id]) for node in todo], progress)
    return EmbedAnswer(model=embedder.name, made=made, kept=kept)


def _nodes(store: Store) -> Iterator[Node]:
    view = store.view()
    for kind in KINDS:
        yield from (node for node in view.scan(kind, _ALWAYS) if meant(node))


def _compute(
    store: Store, embedder: Embedder, space: str, todo: Sequence[tuple[Node, Bits]], progress: Progress
) -> int:
    """Computes the texts of these nodes that have no vector yet. todo: a node and the vectors it has."""
    missing = [(node.id, bits, _missing(node, bits)) for node, bits in todo]
    total, made = sum(len(texts) for _, _, texts in missing), 0
    for part in _parts(missing, BATCH):
        texts = [said for _, _, some in part for said in some.values()]
        rows = iter(in_eight_bits(passage_vectors(embedder, texts)))
        new = {id_: dict.fromkeys(bits) | {mark: next(rows).tobytes() for mark in some} for id_, bits, some in part}
        _keep(store, space, new, partial(progress, "embed", made, total))
        made += len(texts)
        progress("embed", made, total)
    return made


def _missing(node: Node, bits: Bits) -> dict[str, tuple[str, str]]:
    """(language, text) of each text of a node that has no vector, by its mark."""
    said = {mark(text): (lang, text) for lang, text in meant(node)}
    return {each: text for each, text in said.items() if each not in bits}


def _keep(store: Store, model: str, vectors: Mapping[str, Bits], waiting: Callable[[], None]) -> None:
    """Keeps vectors, and waits while another process writes. waiting: called before each pause."""
    for left in reversed(range(_TRIES)):
        try:
            store.keep_vectors(model, vectors)
        except StoreBusy:
            if not left:
                raise
            waiting()
            time.sleep(_PAUSE)
        else:
            return


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))
