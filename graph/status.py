"""What a store holds: counts by kind, the sources it was filled from, and the duties that wait for a unit."""

from __future__ import annotations

from collections import Counter

from graph.answers import SourceState, StatusAnswer
from graph.model import SourceStatus
from graph.store.base import Store, View
from graph.when import On
from graph.wording import pick


def status(store: Store, on: On, *, lang: str = "en") -> StatusAnswer:
    """The state of `store` as known on a day; titles of sources in `lang`."""
    view = store.view()
    counts = view.counts(on)
    return StatusAnswer(
        store=store.url,
        schema=getattr(store, "schema", 1),
        nodes=dict(sorted(counts.nodes.items())),
        relations=dict(sorted(counts.relations.items())),
        sources=[_state(said, lang) for said in view.sources(on)],
        waiting=_waiting(view, on),
    )


def _waiting(view: View, on: On) -> dict[str, int]:
    """Unit types that duties name and no unit has: how many duties wait for each."""
    named = Counter(unit_type for duty in view.scan("duty", on) for unit_type in duty.props.get("applies_to", ()))
    return {
        unit_type: count
        for unit_type, count in sorted(named.items())
        if next(view.scan("unit", on, type=unit_type), None) is None
    }


def _state(said: SourceStatus, lang: str) -> SourceState:
    source = said.source
    return SourceState(
        id=source.id,
        title=pick(dict(source.title), lang),
        publisher=pick(source.publisher, lang),
        licence=source.licence,
        url=source.url,
        loaded_at=said.loaded_at,
        state=said.state,
        nodes=said.nodes,
        relations=said.relations,
        skipped=int(said.report.get("skipped_count", 0)),
    )
