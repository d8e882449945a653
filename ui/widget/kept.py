"""The state of a picture between runs of a page: what the widget said last, and what the address says.

The widget writes its state into the address at once, as the browser's present entry, and tells the server; so the server
sets what stands there already, and the reader's way back is not filled with steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ui.packed import ADDRESS_LIMIT, PACKED_LIMIT, unpack
from ui.widget.scene import Made
from ui.widget.state import State, read

#: What the address calls the state of a page's picture.
PARAM = "picture"
#: Texts of this visit that a link drawn earlier may still carry.
_MOST_SEEN = 200


@dataclass(slots=True)
class Kept:
    """about: which picture this is; text: its state, packed; url: what the address said of it last; opening: since when.

    answers: the last to each kind of wish; they go along until there are newer ones, since a run may overtake another.
    made: the last scene, facts: what it holds, by id and as it is sent, leading: where the reader wished to go, with the turn
    of the wish; until the page is run as a whole.
    seen: what the address has said during this visit. A link to the same page in the other language was drawn before the
    last steps, and a request may be older than the answer before it: then what was done since counts.
    """

    about: str
    lang: str
    text: str
    url: str
    opening: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    made: Made | None = None
    facts: tuple[tuple[tuple[str, ...], ...], bytes] | None = None
    leading: tuple[str, str] = ("", "")
    seen: dict[str, None] = field(default_factory=dict)

    def state(self) -> State:
        """The state as far as it makes sense."""
        return read(unpack(self.text)) if self.text else State()

    def said(self, text: Any) -> None:
        """Takes what the widget says."""
        if isinstance(text, str) and len(text) <= PACKED_LIMIT:
            self.text = text

    def found(self, text: str) -> list[str]:
        """The ids of what the graph's search gave for `text`; none where it was asked for something else."""
        seek = self.answers.get("seek", {})
        return [hit["id"] for hit in seek["hits"]] if seek.get("text") == text else []

    def write(self) -> bool:
        """Puts the state into the address. Returns whether it fits there; where it does not, the address tells none."""
        fits = len(self.text) <= ADDRESS_LIMIT
        self.url = self.text if fits else ""
        self.seen[self.url] = None
        if len(self.seen) > _MOST_SEEN:
            self.seen.pop(next(iter(self.seen)))
        if st.query_params.get(PARAM, "") != self.url:
            if self.url:
                st.query_params[PARAM] = self.url
            else:
                del st.query_params[PARAM]
        return fits


def kept(key: str, about: str, lang: str, long: str = "") -> Kept:
    """What is kept for the picture `key` of this visit: anew where it shows something else, or a link says otherwise.

    To be asked in a run of the whole page alone: what the widget says in between is newer than the address.

    long: what a saved view says that the address names, too long for the address itself.
    """
    url = st.query_params.get(PARAM, "")[: ADDRESS_LIMIT + 1]
    place = f"{key}_kept"
    known: Kept | None = st.session_state.get(place)
    if known is None or known.about != about:
        known = Kept(about, lang, url or long[:PACKED_LIMIT], url, opening=known.opening + 1 if known else 0)
    elif url != known.url and url not in known.seen:
        known.text = url
        known.opening += 1
    if lang != known.lang:
        known.lang, known.answers = lang, {}
        known.opening += 1
    known.seen[url] = None
    known.made, known.facts, known.leading = None, None, ("", "")
    st.session_state[place] = known
    return known
