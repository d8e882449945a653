"""Text from the data that is not in the reader's language says so, for screen readers and hyphenation."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers import Evidence, Quote
from ui.cited import readers_days
from ui.here import Here
from ui.markup import Safe, el, join


def said_in(here: Here, text: str, lang: str) -> str | Safe:
    """`text` as it is, or marked with its language where that is another than the page's. lang: "" where nobody says."""
    return text if lang in ("", here.lang) else el("span", text, lang=lang)


def sentence(here: Here, text: str, evidence: Iterable[Evidence]) -> Safe:
    """A sentence about `evidence`: dates as the reader writes them, names in another language marked."""
    quotes = dict.fromkeys(quote for piece in evidence for quote in piece.quoted if quote.text in text)
    return join(*_marked(here, text, list(quotes)))


def _marked(here: Here, text: str, quotes: list[Quote]) -> list[str | Safe]:
    if not quotes:
        return [readers_days(text, here.lang)]
    first, *others = quotes
    parts = text.split(first.text)
    marked: list[str | Safe] = []
    for place, part in enumerate(parts):
        marked += [el("span", first.text, lang=first.lang)] if place else []
        marked += _marked(here, part, others)
    return marked
