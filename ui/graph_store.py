"""The open store, shared by all visitors, and the building of the bundled graph where none stands yet."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import streamlit as st

from graph.store.address import open_store
from graph.store.base import Store, View
from loaders.embed import embed
from loaders.run import run_load
from ui.here import Here

#: The graph that is asked unless INNGANG_STORE names another.
DEFAULT_STORE = f"sqlite:///{Path(__file__).resolve().parent.parent / 'store' / 'inngang.db'}"
BUNDLED = "oslo"
#: Where the bar stands when a step of the build begins and ends.
_STEPS = {"read": (0.0, 0.2), "write": (0.2, 0.6), "embed": (0.6, 1.0)}


def store_url() -> str:
    """The address of the graph this app asks."""
    return os.environ.get("INNGANG_STORE") or DEFAULT_STORE


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url)


def view(here: Here) -> View:
    """The graph to ask. Raises StoreMissing, StoreForeign or StoreBusy where it cannot be asked."""
    return _opened(here.store_url).view()


def build(here: Here) -> None:
    """Loads the bundled data of Oslo and the police into the store, with a bar that says how far it is."""
    bar = st.progress(0.0, text=here.word("building"))
    _opened.clear()
    with closing(open_store(here.store_url)) as store:

        def tell(step: str, done: int, total: int | None) -> None:
            bar.progress(_share(step, done, total), text=here.word("building"))

        run_load(store, BUNDLED, progress=tell)
        embed(store, progress=tell)
    bar.empty()


def _share(step: str, done: int, total: int | None) -> float:
    """How far a build is: the steps in their order, each as far as it is known."""
    first, last = _STEPS[step]
    return first + (last - first) * (done / total if total else 0.5)
