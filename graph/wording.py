"""Sentences for people, in Norwegian bokmål and English, read from `data/messages/*.toml`.

Each file holds tables `[key]` with `nb = "…"` and `en = "…"`; `{name}` stands for a value.
"""

from __future__ import annotations

import tomllib
from functools import cache

from graph.tables import DATA

LANGUAGES = ("nb", "en")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """All sentences by key: {key: {"nb": …, "en": …}}. Raises ValueError where two files use one key."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((DATA / "messages").glob("*.toml")):
        for key, words in tomllib.loads(path.read_text("utf-8")).items():
            if key in found:
                raise ValueError(f"{path.name}: the sentence {key!r} stands in another file too")
            found[key] = words
    return found


def say(lang: str, key: str, *, missing: str | None = None, **values: object) -> str:
    """The sentence `key` in `lang` with its fields filled. Raises KeyError for an unknown key unless `missing` is given."""
    words = sentences().get(key)
    if words is None:
        if missing is None:
            raise KeyError(key)
        return missing
    return words[lang].format_map(values)


def pick(words: dict[str, str] | str | None, lang: str) -> str:
    """The text of a property by language that fits `lang` best: itself, its near relatives, English, then whatever is there."""
    if not words:
        return ""
    if isinstance(words, str):
        return words
    return words.get(language(words, lang), "")


def language(words: dict[str, str] | str | None, lang: str) -> str:
    """The language of the text that `pick` takes; "" where nobody says which it is, or there is none."""
    if not words or isinstance(words, str):
        return ""
    order = {"nb": ("nb", "nn", "no", "da", "en"), "en": ("en", "nb", "nn")}.get(lang, (lang, "en", "nb"))
    return next((code for code in (*order, *sorted(words)) if words.get(code)), "")
