"""How much each kind of evidence counts: sliders that the ranking follows at once, with a way back to the usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from graph.match.settings import settings
from ui.address import Asked
from ui.evidence import feature
from ui.here import Here
from ui.links import go
from ui.markup import el

#: Sliders go from "does not count" to more than the heaviest weight of the table.
HEAVIEST, STEP = 10.0, 0.1
#: The folding of the sliders, by its key, which a link that weighs finds open.
_FOLD = "weights"
#: Where a visit remembers that a slider was turned: the answer is not the sliders' own to draw.
_TURNED = "weights_turned"


@st.fragment
def weights(here: Here, question: Asked, now: Mapping[str, float]) -> None:
    """The sliders, drawn once they are unfolded: the browser needs as long for them as for the cards.

    now: the weight of every feature in the answer that stands.
    """
    # Told apart from what it was by more than its key, the fold would be another, and the keyboard fall out of it.
    st.session_state.setdefault(_FOLD, bool(question.weights))
    with st.expander(here.word("weights"), key=_FOLD, on_change="rerun") as unfolded:
        if unfolded.open:
            _sliders(here, question, now)
    if st.session_state.pop(_TURNED, False):
        st.rerun()


def _sliders(here: Here, question: Asked, now: Mapping[str, float]) -> None:
    st.html(el("p", here.word("weights_lead"), class_="muted"))
    if question.weights:
        reset = replace(question, weights={}).params()
        st.html(el("p", go(here, "find", reset, here.word("weights_reset"), key="weights-reset", class_="act")))
    for name, weight in now.items():
        _slider(here, question, name, weight)


def _slider(here: Here, question: Asked, name: str, weight: float) -> None:
    key = f"weight_{name}"
    st.session_state[key] = float(weight)
    st.slider(
        feature(here, name),
        0.0,
        max(HEAVIEST, weight),
        step=STEP,
        format="localized",
        key=key,
        on_change=_turned,
        args=(here, question, name, key),
        help=here.word(f"weight_{name}"),
    )


def _turned(here: Here, question: Asked, name: str, key: str) -> None:
    """Puts the new weight into the address; a weight that is the usual one needs no saying."""
    value, usual = round(float(st.session_state[key]), 2), float(settings()["weights"][name])
    others = {other: said for other, said in question.weights.items() if other != name}
    turned = replace(question, weights=others if value == usual else {**others, name: value})
    st.query_params.from_dict(here.with_lang(turned.params()))
    st.session_state[_TURNED] = True
