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
from ui.links import follow, go
from ui.markup import Safe, el
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
    with st.container(key="masthead"):
        st.html(_masthead(here))
    said = {
        "lang": here.lang,
        "skip": here.word("skip"),
        "lost": lost,
        "gone": here.word("gone"),
        "gone_text": here.word("gone_text"),
        "close": here.word("close"),
        "upload": {part: words(here.lang)[f"upload_{part}"] for part in _UPLOAD},
    }
    _tell(key="frame", data=said, height=1)
    if here.page in _WITH_PICTURE:
        send_code()


def _masthead(here: Here) -> Safe:
    """One drawing: a dozen of Streamlit's own links take the browser longer than all else in the head."""
    menu = [_to_page(here, name) for name in here.pages if name not in _OUTSIDE_MENU]
    return el(
        "div",
        go(here, "find", _day(here), "Inngang", key="brand", class_="brand"),
        el("nav", *menu, class_="pages", aria_label=here.word("menu")),
        el("p", *[_tongue(here, lang) for lang in LANGUAGES], class_="tongues"),
        class_="masthead",
    )


def _to_page(here: Here, name: str) -> Safe:
    current = "page" if name == here.page else None
    return go(here, name, _carried(here, name), here.word(f"menu_{name}"), key=f"menu-{name}", aria_current=current)


def _tongue(here: Here, lang: str) -> Safe:
    if lang == here.lang:
        return el("span", _SPEAKS[lang], class_="tongue", aria_current="true")
    there = replace(here, lang=lang)
    return go(there, here.page, _in_tongue(here), _SPEAKS[lang], key=f"tongue-{lang}", lang=lang, hreflang=lang)


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


def _in_tongue(here: Here) -> Params:
    """What the address says, to be said in another language; a saved view by its name alone."""
    said: Params = {name: list(values) for name, values in here.query.items() if name != "lang"}
    return {"view": said["view"]} if "view" in said else said
