"""Text from the data that is not in the reader's language says so, for screen readers and hyphenation."""

from __future__ import annotations

from ui.here import Here
from ui.markup import Safe, el


def said_in(here: Here, text: str, lang: str) -> str | Safe:
    """`text` as it is, or marked with its language where that is another than the page's. lang: "" where nobody says."""
    return text if lang in ("", here.lang) else el("span", text, lang=lang)
