"""Who holds or held a post, told in words: nobody is today's holder who is not known to be."""

from __future__ import annotations

from graph.answers import Holder
from graph.wording import say


def holder_text(holder: Holder, lang: str) -> str:
    """Who holds or held a post, and what is known of when."""
    if holder.current is False:
        return say(lang, "held_past", name=holder.name, start=holder.valid_from or "?", end=holder.valid_to or "?")
    if holder.current is None and holder.last_seen:
        return say(lang, "held_seen", name=holder.name, day=holder.last_seen)
    return say(lang, "held_since", name=holder.name, start=holder.valid_from) if holder.valid_from else holder.name
