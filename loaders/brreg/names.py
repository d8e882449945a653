"""Register names, which come in capitals, in a case that people read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

#: "BARNE- OG " before "FAMILIEETATEN": the second half of one name.
_AFTER_HYPHEN = re.compile(r"\w- OG $")
_VOWEL = re.compile(r"[AEIOUYÆØÅÄÖÜÁÉÓ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def readable(name: str) -> str:
    """`name` in readable case if it is written in capitals ("OSLO KOMMUNE BYDEL ALNA" → "Oslo kommune Bydel Alna")."""
    if name != name.upper():
        return name
    small, capital = _words()

    def recased(match: re.Match[str]) -> str:
        word = match[0]
        if match.start() and (word.lower() in small or _AFTER_HYPHEN.search(name, 0, match.start())):
            return word.lower()
        spoken = _VOWEL.search(word) or len(word) == 1 or name[match.end() : match.end() + 1] == "."
        return word[0] + word[1:].lower() if spoken and word not in capital else word

    return _WORD.sub(recased, name)


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    said = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    return frozenset(said["small"]), frozenset(said["capital"])
