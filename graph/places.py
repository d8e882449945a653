"""The places of the graph, by name: municipalities, counties, boroughs and police districts, and what lies in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import AmbiguousName, UnknownThing
from graph.lookup import find_one, names, normal
from graph.match.keep import kept
from graph.model import Node
from graph.schema import caption
from graph.store.base import View
from graph.when import On

#: Unit types that are places, those first that a bare name ("Oslo") means.
PLACE_TYPES = ("municipality", "county", "borough", "police_district")
#: What stands beside the name of a place in the name of its unit, in either language.
_BESIDE = re.compile(
    r"\b(fylkeskommune|kommune|bydel|politidistrikt|city of|municipality|county|borough|police district)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a limit. code: the municipality's own number ("0301"), "" where the graph does not know one."""

    id: str
    code: str

    def holds(self, unit: str, above: Sequence[str], municipality: str) -> bool:
        """Whether a unit lies in it: the place itself, part of it, or registered in the municipality.

        above: the ids of what the unit is part of; municipality: the number its register entry gives, or "".
        """
        return unit == self.id or self.id in above or bool(self.code and municipality == self.code)


def places(view: View, on: On) -> Sequence[Node]:
    """Every place that has not ended, by type and name; read once for a state of the graph."""
    return kept(view, on, "places", lambda: _read(view, on))


def place(view: View, unit: str, on: On) -> Place | None:
    """The place that the unit `unit` is, None where there is no such unit on that day."""
    node = view.get([unit], on).get(unit)
    if node is None or node.kind != "unit":
        return None
    own = node.props.get("municipality_code") if node.props.get("type") == "municipality" else None
    return Place(node.id, str(own or ""))


def place_of(view: View, text: str, on: On) -> Node:
    """The place that `text` means: an id, a number, a whole name, or the name alone ("Alna", "Oslo").

    A bare name means the municipality before the county, the borough and the police district of that name.
    Raises UnknownThing, AmbiguousName and BadInput as `graph.lookup.find_one` does.
    """
    try:
        return find_one(view, text, on, kinds=("unit",))
    except (UnknownThing, AmbiguousName):
        bare = _bare(text)
        named = [node for node in places(view, on) if bare and any(_bare(name) == bare for name in names(node))]
        if not named:
            raise
        return named[0]


def _read(view: View, on: On) -> list[Node]:
    found = [node for kind in PLACE_TYPES for node in view.scan("unit", on, type=kind) if node.current is not False]
    return sorted(found, key=lambda node: (PLACE_TYPES.index(str(node.props["type"])), caption(node, "nb"), node.id))


def _bare(name: str) -> str:
    """The name of a place without the word for what kind of place it is."""
    return " ".join(_BESIDE.sub(" ", normal(name)).split())
