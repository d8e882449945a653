"""The open store, shared by all visitors; and loading into it, where this app may."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Unpack

import streamlit as st

from graph.answers import PreviewAnswer
from graph.store.address import SQLITE, open_store
from graph.store.base import Store, View
from graph.workspace.places import is_loopback
from loaders.embed import embed
from loaders.preview import preview_load
from loaders.report import LoadReport
from loaders.run import run_load
from loaders.taking import Asked, Progress
from ui.ahead import read_ahead
from ui.here import Here

#: The graph that is asked unless INNGANG_STORE names another.
DEFAULT_STORE = f"sqlite:///{Path(__file__).resolve().parent.parent / 'store' / 'inngang.db'}"
BUNDLED = "oslo"
#: Steps of a load that come when all is written.
_LAST = ("settle", "look")


def store_url() -> str:
    """The address of the graph this app asks."""
    return os.environ.get("INNGANG_STORE") or DEFAULT_STORE


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url)


def store(here: Here) -> Store:
    """The graph's store. Raises StoreForeign or StoreError where it cannot be used."""
    return _opened(here.store_url)


def view(here: Here) -> View:
    """The graph to ask. Raises StoreMissing, StoreForeign or StoreBusy where it cannot be asked."""
    graph = store(here).view()
    read_ahead(graph)
    return graph


def why_read_only(here: Here) -> str | None:
    """The text that says why this app changes nothing, None where it may: it must not be open to others, the file not closed."""
    if not reached_from_here_alone():
        return "read_only_others"
    path = Path(here.store_url.removeprefix(SQLITE))
    if here.store_url.startswith(SQLITE) and not os.access(path if path.exists() else _there(path), os.W_OK):
        return "read_only_file"
    return None


def reached_from_here_alone() -> bool:
    """Whether the app listens on this machine alone, and was asked for by that name: a proxy before it lets others in."""
    asked = (st.context.headers.get("Host") or "").strip()
    host = asked.rsplit(":", 1)[0] if not asked.endswith("]") else asked
    return is_loopback(str(st.get_option("server.address") or "")) and is_loopback(host.strip("[]"))


def load(here: Here, source_id: str, paths: Sequence[Path] = (), **asked: Unpack[Asked]) -> LoadReport:
    """Loads a source into the store, with a bar that says how far it is. Raises as `loaders.run.run_load`."""
    with _bar(here, "loading") as tell, closing(open_store(here.store_url)) as target:
        report = run_load(target, source_id, paths, progress=tell, **asked)
        embed(target, progress=tell)
        return report


def preview(here: Here, source_id: str, paths: Sequence[Path] = (), **asked: Unpack[Asked]) -> PreviewAnswer:
    """What that load would do, likewise. Raises as `loaders.preview.preview_load`."""
    with _bar(here, "previewing") as tell, closing(open_store(here.store_url)) as target:
        return preview_load(target, source_id, paths, lang=here.lang, progress=tell, **asked)


@contextmanager
def _bar(here: Here, key: str) -> Iterator[Progress]:
    bar = st.progress(0.0, text=here.word(key))

    def tell(step: str, done: int, total: int | None) -> None:
        bar.progress(_share(step, done, total), text=here.word("embedding" if step == "embed" else key))

    try:
        yield tell
    finally:
        bar.empty()


def _there(path: Path) -> Path:
    """The nearest folder of `path` that is there."""
    return next((folder for folder in path.absolute().parents if folder.exists()), Path("/"))


def _share(step: str, done: int, total: int | None) -> float:
    """How far a load is: reading is the first fifth, writing the rest; what texts mean is worked out after that."""
    if step in _LAST:
        return 1.0
    if step == "embed" and total:
        return min(1.0, done / total)
    return min(1.0, 0.2 + 0.8 * done / total) if step == "write" and total else 0.1
