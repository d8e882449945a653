"""What a reader did to a picture, as a list of steps: what the address holds, and what undo takes back.

A step is a list, its name first:

    ["add", [ids]]                      nodes set into the picture by search
    ["grow", id, {…}]                   the most relevant neighbours of a node, of kinds that are not hidden; what is wanted as
                                        in `graph.around.Wanted`
    ["away", [ids]]                     nodes taken out of the picture: one, or a branch
    ["move", {id: [x, y]}]              nodes a person moved
    ["pin", [ids]] / ["unpin", [ids]]   nodes that keep their place when the layout changes
    ["layout", name]                    everything that is not pinned placed anew
    ["hide", "kind" | "relation", name] / ["show", …]   what the legend toggles
    ["light", mode, who]                mode "all", "dim" or "only"; who: the number of a path, or two ends

States come from links: what is of no known form, too long or too much is dropped, never believed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.around import RELEVANT, Hidden, Wanted
from graph.schema import schema
from ui.layout import LAYOUTS

#: More steps, ids in a step, or characters in an id or a search than these belong to no picture.
MOST_STEPS, MOST_IDS, MOST_TEXT = 600, 1_000, 300
#: Neighbours one step may bring, and how far out a node may stand.
MOST_GROWN, FARTHEST = 300, 200_000.0
MODES = ("all", "dim", "only")
VIEWS = ("picture", "table")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SIDE = re.compile(r"[a-z_]{1,40}:(?:in|out)")

Step = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class State:
    """steps in order; selected: a node or pair of nodes, or ""; view: one of VIEWS; find: what is searched for."""

    steps: tuple[Step, ...] = ()
    selected: str = ""
    view: str = ""
    find: str = ""

    def raw(self) -> dict[str, Any]:
        """As `read` takes it."""
        return {
            "steps": [list(step) for step in self.steps],
            "sel": self.selected,
            "view": self.view,
            "find": self.find,
        }


def read(raw: Any) -> State:
    """The state that somebody wrote, as far as it makes sense; of anything else the empty one."""
    if not isinstance(raw, dict):
        return State()
    steps = raw.get("steps")
    view = raw.get("view")
    return State(
        steps=tuple(filter(None, map(_step, steps[:MOST_STEPS]))) if isinstance(steps, list) else (),
        selected=_text(raw.get("sel"), MOST_TEXT * 2 + 1) or "",
        view=view if isinstance(view, str) and view in VIEWS else "",
        find=_text(raw.get("find"), MOST_TEXT) or "",
    )


def wanted(step: Step, offering: str, hidden: Hidden) -> Wanted:
    """What a "grow" step asks for. hidden: what is not to be seen in the picture when it is taken."""
    said = step[2]
    return Wanted(
        sides=frozenset((kind, way) for kind, _, way in (side.partition(":") for side in said["sides"])),
        hidden=hidden,
        fewest=said["fewest"],
        most_ties=said["most_ties"],
        since=said["since"],
        until=said["until"],
        offering=offering,
        most=said["most"],
    )


def _step(said: Any) -> Step | None:
    if not isinstance(said, list) or not said or not isinstance(said[0], str) or said[0] not in _READERS:
        return None
    try:
        return _READERS[said[0]](*said)
    except TypeError:
        return None


def _with_ids(name: str, ids: Any) -> Step | None:
    known = _ids(ids)
    return (name, known) if known else None


def _grow(name: str, id_: Any, how: Any) -> Step | None:
    text = _text(id_, MOST_TEXT)
    if not text or not isinstance(how, dict):
        return None
    sides = how.get("sides")
    return (
        name,
        text,
        {
            "sides": [side for side in sides if isinstance(side, str) and _SIDE.fullmatch(side)][:80]
            if isinstance(sides, list)
            else [],
            "fewest": _number(how.get("fewest"), 1_000_000) or 0,
            "most_ties": _number(how.get("most_ties"), 1_000_000),
            "since": _day(how.get("since")),
            "until": _day(how.get("until")),
            "most": _number(how.get("most"), MOST_GROWN) or RELEVANT,
        },
    )


def _move(name: str, spots: Any) -> Step | None:
    if not isinstance(spots, dict):
        return None
    known = {id_: spot for id_, at in list(spots.items())[:MOST_IDS] if len(id_) <= MOST_TEXT and (spot := _spot(at))}
    return (name, known) if known else None


def _layout(name: str, layout: Any) -> Step | None:
    return (name, layout) if isinstance(layout, str) and layout in LAYOUTS else None


def _toggle(name: str, what: Any, kind: Any) -> Step | None:
    known: Mapping[str, Any] = (
        {"kind": schema().nodes, "relation": schema().relations}.get(what, {}) if isinstance(what, str) else {}
    )
    return (name, what, kind) if isinstance(kind, str) and kind in known else None


def _light(name: str, mode: Any, who: Any) -> Step | None:
    if mode not in MODES:
        return None
    if isinstance(who, list) and len(who) == 2:  # noqa: PLR2004 — the two ends
        ends = [_text(end, MOST_TEXT) for end in who]
        return (name, mode, ends) if all(ends) else None
    number = _number(who, 99)
    return (name, mode, number) if number is not None or mode == "all" else None


_READERS: Mapping[str, Callable[..., Step | None]] = {
    "add": _with_ids,
    "away": _with_ids,
    "pin": _with_ids,
    "unpin": _with_ids,
    "grow": _grow,
    "move": _move,
    "layout": _layout,
    "hide": _toggle,
    "show": _toggle,
    "light": _light,
}


def _ids(said: Any) -> list[str]:
    texts = (_text(one, MOST_TEXT) for one in said[:MOST_IDS]) if isinstance(said, list) else ()
    return list(dict.fromkeys(text for text in texts if text))


def _text(said: Any, most: int) -> str | None:
    return said if isinstance(said, str) and said and len(said) <= most and said.isprintable() else None


def _number(said: Any, most: int) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= most else None


def _day(said: Any) -> str | None:
    return said if isinstance(said, str) and _DAY.fullmatch(said) else None


def _spot(said: Any) -> list[float] | None:
    if not isinstance(said, list) or len(said) != 2:  # noqa: PLR2004 — x and y
        return None
    if not all(isinstance(one, int | float) and math.isfinite(one) and abs(one) <= FARTHEST for one in said):
        return None
    return [round(float(one), 1) for one in said]
