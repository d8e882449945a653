"""Which language a short text is most likely in, by the small words that each language has."""

from __future__ import annotations

import re
from functools import cache

from graph.tables import table

#: What a text is said to be in where its words do not tell (ISO 639-2, undetermined).
UNKNOWN = "und"
#: Characters that are read.
_CAP = 2_000
_WORD = re.compile(r"[^\W\d_]+")


def guess(text: str) -> str:
    """The language whose function words (`data/text/function_words.toml`) `text` holds most of; UNKNOWN where none.

    A word counts the less the more languages share it. Equal counts: the language that stands first in the table.
    """
    scores = dict.fromkeys(table("text/function_words"), 0.0)
    for word in _WORD.findall(text[:_CAP].casefold()):
        holders = _holders().get(word, ())
        for code in holders:
            scores[code] += 1.0 / len(holders)
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else UNKNOWN


@cache
def _holders() -> dict[str, tuple[str, ...]]:
    """The languages that have each word."""
    held: dict[str, list[str]] = {}
    for code, words in table("text/function_words").items():
        for word in words.casefold().split():
            held.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in held.items()}
