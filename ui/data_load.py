"""Loading from the Data page: a bundled source or an uploaded file, shown before anything is changed, then done."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.answers import LoadAnswer, PreviewAnswer
from graph.errors import InngangError
from graph.tables import DATA
from graph.wording import pick
from loaders.choices import Choice, choices
from ui.address import one
from ui.data_told import previewed, reported
from ui.graph_store import load, preview
from ui.here import Here
from ui.markup import el
from ui.states import told

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

#: Megabytes of one file, and files, that are taken here; the terminal takes more.
MOST_MB, MOST_FILES = 20, 20
#: Where a visit remembers what a load would do, or did.
_SHOWN = "data_shown"
#: In place of files: what ships.
BUNDLED = "bundled"
Outcome = PreviewAnswer | LoadAnswer | InngangError
#: A source, which files of it, and what came of trying or loading them.
Shown = tuple[str, str, Outcome]


def try_bundled(here: Here, source_id: str, *, again: bool) -> None:
    """A button that shows what loading what ships would change, and then one that does it."""
    if st.button(here.word("data_try_again" if again else "data_try"), key=f"try_{source_id}"):
        _show(here, source_id, BUNDLED, [], None)
        st.rerun()
    if _waits(source_id, BUNDLED) and st.button(here.word("data_load"), type="primary", key=f"load_{source_id}"):
        _do(here, source_id, BUNDLED, [], None)


def add(here: Here) -> None:
    """Files of a known format: what they would change, and then the load."""
    st.html(el("h2", here.word("data_add")) + el("p", here.word("data_add_lead", mb=MOST_MB), class_="muted"))
    formats = {id_: choice for id_, choice in choices().items() if not choice.bundled}
    named = one(here.query, "source")
    source_id = st.selectbox(
        here.word("data_format"),
        list(formats),
        index=list(formats).index(named) if named in formats else 0,
        format_func=lambda id_: pick(dict(formats[id_].source.title), here.lang),
        key="data_format",
        on_change=_to_address,
    )
    files = _files(here, source_id, formats[source_id])
    columns = _map(here) if formats[source_id].takes_map else None
    if not files or (formats[source_id].takes_map and columns is None):
        return
    mark = "|".join([*(file.file_id for file in files), str(columns)])
    with st.container(key="acts_upload", horizontal=True, gap="small"):
        if st.button(here.word("data_try"), key="try_upload"):
            _show(here, source_id, mark, files, columns)
            st.rerun()
        if _waits(source_id, mark) and st.button(here.word("data_load"), type="primary", key="load_upload"):
            _do(here, source_id, mark, files, columns)
    outcome(here, source_id, mark)


def _to_address() -> None:
    """The format chosen stands in the address."""
    st.query_params["source"] = st.session_state["data_format"]


def outcome(here: Here, source_id: str, mark: str) -> None:
    """What the load asked for with these files would do, or did."""
    shown: Shown | None = st.session_state.get(_SHOWN)
    if shown is None or shown[:2] != (source_id, mark):
        return
    found = shown[2]
    with st.container(key=f"outcome_{source_id}"):
        if isinstance(found, InngangError):
            told(here, found)
        elif isinstance(found, PreviewAnswer):
            st.html(previewed(here, found))
        else:
            st.html(reported(here, found))


def forget() -> None:
    """Shows no outcome any more: the graph has become another."""
    st.session_state.pop(_SHOWN, None)


def _files(here: Here, source_id: str, choice: Choice) -> list[UploadedFile]:
    endings = ", ".join(choice.suffixes)
    found = st.file_uploader(
        here.word("data_files", endings=endings),
        type=[suffix.lstrip(".").rsplit(".", 1)[-1] for suffix in choice.suffixes],
        accept_multiple_files=True,
        max_upload_size=MOST_MB,
        key=f"files_{source_id}",
    )
    if len(found) > MOST_FILES:
        st.html(el("p", here.word("data_too_many", most=MOST_FILES), class_="field-error", role="alert"))
        return []
    return found


def _map(here: Here) -> str | bytes | None:
    """What the columns of a table are: the name of a map that ships, or a map of one's own; None where none is given."""
    ships = sorted(path.stem for path in (DATA / "maps").glob("*.toml"))
    own = here.word("data_map_own")
    chosen = st.selectbox(here.word("data_map"), [*ships, own], key="data_map")
    if chosen != own:
        return str(chosen)
    file = st.file_uploader(here.word("data_map_file"), type="toml", max_upload_size=1, key="data_map_file")
    return file.getvalue() if file else None


def _show(here: Here, source_id: str, mark: str, files: Sequence[UploadedFile], columns: str | bytes | None) -> None:
    try:
        with _on_disk(files, columns) as (paths, map_path):
            found: Outcome = preview(here, source_id, paths, map_path=map_path)
    except InngangError as error:
        found = error
    st.session_state[_SHOWN] = source_id, mark, found


def _do(here: Here, source_id: str, mark: str, files: Sequence[UploadedFile], columns: str | bytes | None) -> None:
    try:
        with _on_disk(files, columns) as (paths, map_path):
            found: Outcome = load(here, source_id, paths, map_path=map_path).answer(here.lang)
    except InngangError as error:
        found = error
    st.session_state[_SHOWN] = source_id, mark, found
    st.rerun()


def _waits(source_id: str, mark: str) -> bool:
    """Whether the load asked about is the one whose preview is shown, and may be done."""
    shown: Shown | None = st.session_state.get(_SHOWN)
    return shown is not None and shown[:2] == (source_id, mark) and isinstance(shown[2], PreviewAnswer)


@contextmanager
def _on_disk(files: Sequence[UploadedFile], columns: str | bytes | None) -> Iterator[tuple[list[Path], Path | None]]:
    """Uploaded files as files of a folder that goes away, by names that hold no path; and the map, if any."""
    with tempfile.TemporaryDirectory(prefix="inngang-") as folder:
        paths = []
        for place, file in enumerate(files, 1):
            inside = Path(folder, str(place))
            inside.mkdir()
            paths.append(inside / _name(file.name))
            paths[-1].write_bytes(file.getbuffer())
        map_path = DATA / "maps" / f"{columns}.toml" if isinstance(columns, str) else None
        if isinstance(columns, bytes):
            map_path = Path(folder, "map.toml")
            map_path.write_bytes(columns)
        yield paths, map_path


def _name(text: str) -> str:
    """A file's own name, without folders and signs that no name needs, its ending kept."""
    bare = "".join(
        char for char in text.replace("\\", "/").rsplit("/", 1)[-1] if char.isprintable() and char not in ':*?"<>|'
    )
    return bare.lstrip(".")[-80:] or "file"
