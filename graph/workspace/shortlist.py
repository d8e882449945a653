"""The shortlist beside the graph of today: present names, and what has left."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import ListedRef
from graph.schema import caption
from graph.store.base import View
from graph.when import On
from graph.workspace.records import Listed


def beside(view: View, shortlist: Sequence[Listed], on: On, lang: str) -> list[ListedRef]:
    """Each thing on the list with its present id and name; `now` is None for what the graph does not hold on the day."""
    nodes = view.get([one.id for one in shortlist], on) if shortlist else {}
    return [
        ListedRef(
            id=one.id,
            now=nodes[one.id].id if one.id in nodes else None,
            kind=one.kind,
            name=caption(nodes[one.id], lang) if one.id in nodes else one.name or one.id,
            status=one.status,
            since=one.since,
            note=one.note,
            steps=one.steps,
        )
        for one in shortlist
    ]
