"""What the Paths page is asked, from its address and back: a copied link opens the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.schema import schema
from ui.address import Params, many, one

#: Paths shown and the longest path looked for, unless asked otherwise; and the most that may be asked for here.
USUAL_PATHS, MOST_PATHS = 3, 10
USUAL_HOPS, MOST_HOPS = 6, 10


@dataclass(frozen=True, slots=True)
class PathsAsked:
    """start, end: ids, numbers or names; via, avoid: the same, several; kinds: relation kinds to keep to, none for all."""

    start: str = ""
    end: str = ""
    k: int = USUAL_PATHS
    most: int = USUAL_HOPS
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    on: str = ""

    def params(self) -> Params:
        """The query of the address that asks this; only what differs from asking nothing."""
        said: Params = {
            "from": self.start,
            "to": self.end,
            "k": str(self.k) if self.k != USUAL_PATHS else "",
            "max": str(self.most) if self.most != USUAL_HOPS else "",
            "via": list(self.via),
            "avoid": list(self.avoid),
            "rel": list(self.kinds),
            "on": self.on,
        }
        return {name: value for name, value in said.items() if value}

    def with_end(self, part: str, old: str, new: str) -> PathsAsked:
        """The same question with `new` for `old` in one of its parts: start, end, via or avoid. No new: left out."""
        if part == "start":
            return replace(self, start=new)
        if part == "end":
            return replace(self, end=new)
        kept = tuple(filter(None, dict.fromkeys(new if text == old else text for text in getattr(self, part))))
        return replace(self, via=kept) if part == "via" else replace(self, avoid=kept)


def paths_asked(query: Mapping[str, Sequence[str]]) -> PathsAsked:
    """The Paths page's question from its address; what is no number or kind is as if it were not there."""
    return PathsAsked(
        start=one(query, "from"),
        end=one(query, "to"),
        k=_number(one(query, "k"), USUAL_PATHS, MOST_PATHS),
        most=_number(one(query, "max"), USUAL_HOPS, MOST_HOPS),
        via=tuple(dict.fromkeys(many(query, "via"))),
        avoid=tuple(dict.fromkeys(many(query, "avoid"))),
        kinds=tuple(kind for kind in dict.fromkeys(many(query, "rel")) if kind in schema().relations),
        on=one(query, "on")[:40],
    )


def _number(text: str, usual: int, most: int) -> int:
    return min(max(int(text), 1), most) if text.isascii() and text.isdecimal() and len(text) < most else usual
