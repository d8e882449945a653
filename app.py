"""The web door: which pages there are, in which language, and the frame around them. Run by `inngang app`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import find, unit
from ui.frame import foot, head, keep_address
from ui.graph_store import store_url
from ui.here import Here, language
from ui.states import guarded
from ui.words import word

ICON = str(Path(__file__).with_name("ui") / "icon.svg")


def main() -> None:
    """Draws the page that the address names."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    lang = language(query, st.context.locale)
    st.set_page_config(page_title="Inngang", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")
    pages = {
        "find": st.Page(lambda: find.page(here), title=word(lang, "page_find"), url_path="find", default=True),
        "unit": st.Page(lambda: unit.page(here), title=word(lang, "page_unit"), url_path="unit"),
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    keep_address(query, chosen)
    here = Here(lang, query, pages, store_url())
    head(here, chosen)
    with guarded(here):
        chosen.run()
    foot(here)


main()
