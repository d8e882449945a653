"""What is on the page, as a file: made when asked for, from the same subgraph that the picture shows."""

from __future__ import annotations

import tempfile
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import streamlit as st

from graph.export.write import export, files_of
from graph.store.base import Subgraph, View
from graph.when import On
from ui.here import Here
from ui.markup import el

FORMATS = {
    "csv": ("zip", "application/zip"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "graphml": ("graphml", "application/graphml+xml"),
    "json": ("json", "application/json"),
    "html": ("html", "text/html"),
}


def downloads(here: Here, view: View, graph: Subgraph, on: On, *, name: str) -> None:
    """A row of buttons, one a format. `name`: the file's name without its ending."""
    st.html(el("p", here.word("download"), class_="label"))
    with st.container(key=f"downloads_{name}", horizontal=True, gap="small"):
        for form, (ending, mime) in FORMATS.items():
            st.download_button(
                form.upper(),
                data=partial(as_file, view, graph, on, form, here.lang),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"download_{name}_{form}",
                on_click="ignore",
                help=here.word(f"download_{form}"),
            )


def as_file(view: View, graph: Subgraph, on: On, form: str, lang: str) -> bytes:
    """The subgraph in a format, with its sources; the two tables of csv come as one zip."""
    claims = view.claims([*graph.nodes, *(relation.id for relation in graph.relations)], on)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"inngang.{form}"
        export(graph, out, form, lang=lang, claims=claims)
        written = files_of(out, form)
        if len(written) == 1:
            return written[0].read_bytes()
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in written:
                archive.write(path, path.name)
        return packed.getvalue()
