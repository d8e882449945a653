"""What surrounds every page: the style, the name, the way to the pages, the language, the small print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from graph.wording import LANGUAGES
from ui.address import Params, asked
from ui.here import Here
from ui.links import follow
from ui.markup import el
from ui.states import notice
from ui.widget.lasting import send_code
from ui.words import words

_FOLDER = Path(__file__).parent
_STYLE = _FOLDER / "style.css"
_SPEAKS = {"nb": "Bokmål", "en": "English"}
#: Reached by links from other pages, not from the menu.
_OUTSIDE_MENU = frozenset({"unit"})
#: Pages that are asked about an offering: it goes along from one to the other.
_ABOUT_OFFERING = frozenset({"find", "plan"})
#: Pages that may show a picture.
_WITH_PICTURE = frozenset({"find", "unit", "paths", "plan", "explore"})

#: The texts of a file field.
_UPLOAD = ("choose", "limit", "add", "remove", "field", "large", "kind")

# Tells browsers and screen readers what Streamlit has no word for. Registered once, like every component.
_tell = st.components.v2.component("inngang_frame", js=(_FOLDER / "frame.js").read_text("utf-8"))


def head(here: Here, *, lost: bool) -> None:
    """The head of a page: the name, the menu, the languages. lost: the address names no page of ours."""
    st.html(_STYLE)
    follow()
    menu = [name for name in here.pages if name not in _OUTSIDE_MENU]
    with st.container(key="masthead", horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(key="brand", width="content"):
            here.page_link("find", "Inngang", _day(here), trusted=True)
        with st.container(key="pages", horizontal=True, gap="medium", width="content"):
            for name in menu:
                here.page_link(name, here.word(f"menu_{name}"), _carried(here, name), trusted=True)
        with st.container(key="tongues", horizontal=True, gap="small", width="content"):
            for lang in LANGUAGES:
                if lang == here.lang:
                    st.html(el("span", _SPEAKS[lang], class_="tongue", aria_current="true"), width="content")
                else:
                    st.page_link(here.pages[here.page], label=_SPEAKS[lang], query_params=_in_tongue(here, lang))
    said = {
        "lang": here.lang,
        "skip": here.word("skip"),
        "menu": here.word("menu"),
        "lost": lost,
        "gone": here.word("gone"),
        "gone_text": here.word("gone_text"),
        "close": here.word("close"),
        "upload": {part: words(here.lang)[f"upload_{part}"] for part in _UPLOAD},
        "current": menu.index(here.page) if here.page in menu else None,
    }
    _tell(key="frame", data=said, height=1)
    if here.page in _WITH_PICTURE:
        send_code()


def is_lost(chosen: StreamlitPage) -> bool:
    """Whether the address names no page of ours: Streamlit answers it with its default page."""
    return not chosen.url_path and _path() != str(st.get_option("server.baseUrlPath") or "").strip("/")


def say_lost(here: Here) -> None:
    """A designed message in place of the page that the address does not name."""
    notice(here.word("lost"), here.word("lost_text", address=f"/{_path()}"[:80]), [here.word("lost_hint")])


def foot(here: Here) -> None:
    """The foot of a page: where the data comes from, and that it is not legal advice."""
    st.html(el("footer", el("p", here.word("foot_data")), el("p", here.word("foot_law")), class_="foot"))


def _path() -> str:
    return urlsplit(st.context.url or "").path.strip("/")


def _carried(here: Here, name: str) -> Params:
    """What goes along to another page: the day, and from Find to Plan and back the whole question."""
    if name == here.page or not {name, here.page} <= _ABOUT_OFFERING:
        return _day(here)
    return replace(asked(here.query).carried(), on=here.day or "").params()


def _day(here: Here) -> Params:
    return {"on": here.day} if here.day else {}


def _in_tongue(here: Here, lang: str) -> Params:
    said = {name: list(values) for name, values in here.query.items()}
    return {**({"view": said["view"]} if "view" in said else said), "lang": lang}
