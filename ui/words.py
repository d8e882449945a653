"""The app's own words, by language: one text a key, `{name}` for what is filled in.

They stand in `ui/labels/<lang>.toml` and, subject by subject, in `ui/labels/<subject>.<lang>.toml`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LABELS = Path(__file__).with_name("labels")


@cache
def words(lang: str) -> dict[str, str]:
    """All of the app's texts in `lang` by key. Raises FileNotFoundError for a language the app does not speak.

    Raises ValueError where two files use one key.
    """
    found: dict[str, str] = {}
    for path in [LABELS / f"{lang}.toml", *sorted(LABELS.glob(f"*.{lang}.toml"))]:
        for key, text in tomllib.loads(path.read_text("utf-8")).items():
            if key in found:
                raise ValueError(f"{path.name}: the text {key!r} stands in another file too")
            found[key] = str(text)
    return found


def word(lang: str, key: str, *, missing: str | None = None, **values: object) -> str:
    """The text `key` in `lang`, filled. Raises KeyError for an unknown key unless `missing` is given."""
    text = words(lang).get(key, missing)
    if text is None:
        raise KeyError(key)
    return text.format_map(values) if values else text
