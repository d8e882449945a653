"""What surrounds every page: the style, the name, the way to the pages, the language, the small print."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from graph.wording import LANGUAGES
from ui.address import Params
from ui.here import Here
from ui.markup import el

_STYLE = Path(__file__).with_name("style.css")
#: Where a visit remembers which page it showed last.
_SHOWN = "shown"
_SPEAKS = {"nb": "Bokmål", "en": "English"}

# Tells browsers and screen readers which language the page speaks; registered once, like every component.
_tongue = st.components.v2.component(
    "inngang_language",
    js="export default function ({ data }) { document.documentElement.lang = data.lang; document.title = data.title; }",
)


def keep_address(query: Mapping[str, list[str]], chosen: StreamlitPage) -> None:
    """Puts what is shown into the address bar: a link from a page to itself reruns the page, and leaves the bar as is.

    On the way to another page the browser does it itself; said then as well, its history gets a step too many.
    """
    if st.session_state.get(_SHOWN) == chosen.url_path:
        st.query_params.from_dict(query)
    st.session_state[_SHOWN] = chosen.url_path


def head(here: Here, chosen: StreamlitPage) -> None:
    """The head of a page."""
    st.html(_STYLE)
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(key="brand", width="content"):
            here.page_link("find", "Inngang", _kept(here), trusted=True)
        with st.container(key="pages", horizontal=True, gap="medium", width="content"):
            for name, page in here.pages.items():
                here.page_link(name, page.title, _kept(here), trusted=True)
        with st.container(key="tongues", horizontal=True, gap="small", width="content"):
            for lang in LANGUAGES:
                if lang == here.lang:
                    st.html(el("span", _SPEAKS[lang], class_="tongue", aria_current="true"), width="content")
                else:
                    st.page_link(chosen, label=_SPEAKS[lang], query_params={**_all(here), "lang": lang})
    _tongue(key="tongue", data={"lang": here.lang, "title": f"{chosen.title} – Inngang"}, height=1)


def foot(here: Here) -> None:
    """The foot of a page: where the data comes from, and that it is not legal advice."""
    st.html(el("footer", el("p", here.word("foot_data")), el("p", here.word("foot_law")), class_="foot"))


def _kept(here: Here) -> Params:
    """From any page, the name leads to an empty Find page on the same day."""
    return {"on": here.day} if here.day else {}


def _all(here: Here) -> Params:
    return {name: list(values) for name, values in here.query.items() if name != "lang"}
