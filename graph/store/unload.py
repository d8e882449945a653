"""What every store does before it withdraws a source."""

from __future__ import annotations

from graph.errors import UnknownThing
from graph.model import SourceStatus
from graph.store.base import View
from graph.when import On


def loaded(view: View, source_id: str) -> SourceStatus:
    """The source as it was loaded. Raises UnknownThing, with those that are, for one that was not."""
    found = {status.source.id: status for status in view.sources(On.today())}
    if source_id not in found:
        known = ", ".join(found)
        raise UnknownThing("store_no_source" if known else "store_no_source_nothing", source=source_id, known=known)
    return found[source_id]
