"""The app's own words, by language, from `ui/labels/<lang>.toml`: one text a key, `{name}` for what is filled in."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LABELS = Path(__file__).with_name("labels")


@cache
def words(lang: str) -> dict[str, str]:
    """All of the app's texts in `lang` by key. Raises FileNotFoundError for a language the app does not speak."""
    return {key: str(text) for key, text in tomllib.loads((LABELS / f"{lang}.toml").read_text("utf-8")).items()}


def word(lang: str, key: str, *, missing: str | None = None, **values: object) -> str:
    """The text `key` in `lang`, filled. Raises KeyError for an unknown key unless `missing` is given."""
    text = words(lang).get(key, missing)
    if text is None:
        raise KeyError(key)
    return text.format_map(values) if values else text
