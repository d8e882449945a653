"""Where a visitor is: the language, the address and the pages to go to. Handed to everything that draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from graph.errors import BadInput
from graph.when import On
from graph.wording import LANGUAGES
from ui.address import Params, one
from ui.markup import plain
from ui.words import word


@dataclass(frozen=True, slots=True)
class Here:
    """lang: "nb" or "en"; query: the address's query; pages by name, page the one shown; store_url: which graph is asked."""

    lang: str
    query: Mapping[str, Sequence[str]]
    pages: Mapping[str, StreamlitPage]
    store_url: str
    page: str

    def word(self, key: str, *, missing: str | None = None, **values: object) -> str:
        """The app's text `key` in the reader's language; `missing` where there is none."""
        return word(self.lang, key, missing=missing, **values)

    @property
    def on(self) -> On:
        """The day asked of. A day that is none is today; the Find form says so where it was typed."""
        try:
            return On.at(one(self.query, "on")[:40] or None)
        except BadInput:
            return On.at(None)

    @property
    def day(self) -> str | None:
        """The day in the address, if one is there and good: what links carry on."""
        return self.on.day if one(self.query, "on") else None

    def with_lang(self, params: Params) -> Params:
        """`params` with the language in them."""
        return {**params, "lang": self.lang}

    def page_link(self, page: str, label: str, params: Params, *, trusted: bool = False) -> None:
        """A link to a page of ours. `label` is text; it is shown as it is, whatever signs it holds."""
        st.page_link(self.pages[page], label=label if trusted else plain(label), query_params=self.with_lang(params))

    def unit_link(self, unit_id: str, label: str) -> None:
        """A link to a unit's page, on the same day."""
        self.page_link("unit", label, self.unit_params(unit_id))

    def unit_params(self, unit_id: str) -> Params:
        """The query of a unit's page."""
        return {"id": unit_id, "on": self.day} if self.day else {"id": unit_id}

    def href(self, page: str, params: Params) -> str:
        """The address of a page of ours, for links inside drawn HTML."""
        folder = str(st.get_option("server.baseUrlPath") or "").strip("/")
        path = "/".join(filter(None, (folder, page)))
        return f"/{path}?{urlencode(self.with_lang(params), doseq=True)}"


def language(query: Mapping[str, Sequence[str]], locale: str | None) -> str:
    """The language to speak: what the address says, else what the browser prefers, else Bokmål."""
    said = one(query, "lang")
    if said in LANGUAGES:
        return said
    return "en" if (locale or "").lower().startswith("en") else "nb"
