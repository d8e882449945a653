"""The web door: which pages there are, in which language, and the frame around them. Run by `inngang app`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui import data, explore, find, mylist, paths, plan, unit
from ui.frame import foot, head, is_lost, say_lost
from ui.graph_store import store_url
from ui.here import Here, language
from ui.own import opened
from ui.states import guarded
from ui.words import word

ICON = str(Path(__file__).with_name("ui") / "icon.svg")
#: The pages by name, which is their address too; the menu shows them in this order.
PAGES: dict[str, Callable[[Here], None]] = {
    "find": find.page,
    "paths": paths.page,
    "plan": plan.page,
    "explore": explore.page,
    "mylist": mylist.page,
    "data": data.page,
    "unit": unit.page,
}


def main() -> None:
    """Draws the page that the address names; at the bare address, Find."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    lang = language(query, st.context.locale)

    def drawn(draw: Callable[[Here], None]) -> Callable[[], None]:
        return lambda: draw(here)

    pages = {
        name: st.Page(drawn(draw), title=word(lang, f"page_{name}"), url_path=name) for name, draw in PAGES.items()
    }
    # No link leads to Streamlit's default page: its address is bare, and in a new tab it would be the page linked from.
    bare = st.Page(drawn(find.page), title=word(lang, "page_find"), default=True)
    chosen = st.navigation([bare, *pages.values()], position="hidden")
    name = chosen.url_path or "find"
    title = f"{word(lang, f'page_{name}')} – Inngang"
    st.set_page_config(page_title=title, page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")
    asked, unopened = opened(query, store_url())
    here: Here = Here(lang, asked, pages, store_url(), name)
    lost = is_lost(chosen)
    head(here, lost=lost)
    with guarded(here):
        if lost:
            say_lost(here)
        elif unopened:
            raise unopened
        else:
            chosen.run()
    foot(here)


main()
