"""Every read of a view, so that two graphs, or two stores, can be compared by all that they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.schema import schema
from graph.store.base import View
from graph.when import On


def every_read(
    view: View, on: On, *, ids: Sequence[str], relations: Sequence[str], words: Sequence[str]
) -> Iterator[Any]:
    """What the view answers of these ids, relations and words (what is loaded is told whatever the day)."""
    kinds = sorted(schema().nodes)
    for direction in ("out", "in", "both"):
        for cap in (1, 100):
            found = view.neighbours(ids, direction=direction, on=on, cap=cap)
            yield found.relations, sorted(found.truncated)
    for some in (["part_of"], ["holds", "post_in", "party_to"], []):
        found = view.neighbours(ids, kinds=some, on=on, cap=2)
        yield found.relations, sorted(found.truncated)
        ties = view.ties(ids, kinds=some, on=on, cap=2)
        yield {id_: sorted(near, key=repr) for id_, near in ties.at.items()}, sorted(ties.truncated)
        drawn = view.subgraph(ids[:2], depth=2, cap=3, on=on, kinds=some)
        yield drawn.nodes, drawn.relations, sorted(drawn.truncated)
    yield view.get(ids, on)
    yield view.claims([*ids, *relations], on)
    yield view.search(words, kinds=kinds, on=on, limit=100)
    yield view.search(words[:1], kinds=kinds, on=on, limit=3)
    for kind in kinds:
        yield view.search(words, kinds=[kind], on=on, limit=2)
    yield view.degrees(ids, on)
    for cap in (1, 100):
        ties = view.ties(ids, on=on, cap=cap)
        yield {id_: sorted(some, key=repr) for id_, some in ties.at.items()}, sorted(ties.truncated)
    yield {id_: sorted(kinds_) for id_, kinds_ in view.kinds_at(ids, on).items()}
    drawn = view.subgraph(ids[:1], depth=2, cap=100, on=on)
    yield drawn.nodes, drawn.relations, sorted(drawn.truncated)
    yield [list(view.scan(kind, on)) for kind in kinds]
    yield [list(view.scan("unit", on, type=text)) for text in ("skog", "hund", "borough")]
    yield [list(view.scan_relations(kind, on)) for kind in schema().relations]
    yield [list(view.scan_ends(kind, on)) for kind in schema().relations]
    yield view.counts(on)
    yield view.nearest([1.0], model="none", kinds=kinds, k=3, on=on)
