"""Text to tokens: what the index holds and what a question asks for. The same here for every store.

A word becomes its stem, free of accents, and the stems of its parts if it is a Norwegian compound. One stemmer serves
Norwegian and English together, so a word whose language nobody named meets its own inflections all the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TypeVar

import Stemmer

from graph.tables import table
from graph.text.compounds import parts

#: Characters of a text that are read; a page has about 3,000. Bounds the work a single field or question can cause.
TEXT_CAP = 20_000
#: Letters of a word that are read: no word people write is longer.
WORD_CAP = 60
#: Pieces of text whose tokens are remembered, by language.
_REMEMBERED = 100_000

Made = TypeVar("Made")

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_JOINT = re.compile(r"[-'’]")
_NORWEGIAN = Stemmer.Stemmer("norwegian")
_ENGLISH = Stemmer.Stemmer("english")
_FOLDS = str.maketrans({"æ": "a", "ø": "o", "å": "a", "œ": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
_ACCENTS = str.maketrans("éèêëáàâóòôúùüíìîçñ", "eeeeaaaooouuuiiicn")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_TYPED = (("ae", "a"), ("oe", "o"), ("aa", "a"))


def tokens(text: str, lang: str | None = None) -> list[str]:
    """The tokens of `text` in its order, repeated as often as they stand there.

    lang: "nb", "nn" or "en" drops that language's stop words alone; otherwise those of all three are dropped.
    Reads the first TEXT_CAP characters; what cannot be encoded (lone surrogates) counts as a space.
    """
    known = _tokens_by_piece(lang if lang in table("text/stop") else None)
    return [token for piece in pieces(text) for token in known[piece]]


def pieces(text: str) -> list[str]:
    """What stands between the spaces of `text`, as far as it is read. Each has its own tokens, whatever stands around it."""
    return text[:TEXT_CAP].split()


class ByPiece(dict[str, Made]):
    """What `make` makes of pieces of text, remembered within bounds: nearly all of a text was met before."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> Made:
        made = self._make(piece)
        if len(piece) <= WORD_CAP:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = made
        return made


@cache
def _tokens_by_piece(lang: str | None) -> ByPiece[tuple[str, ...]]:
    stop = stop_words(lang)
    return ByPiece(
        lambda piece: tuple(
            token for word in _WORD.findall(plain(piece)) if word not in stop for token in word_tokens(word)
        )
    )


def plain(text: str) -> str:
    """`text` in NFC, without case and the accents that no Norwegian word needs.

    At most TEXT_CAP characters of it, without what UTF-8 cannot hold.
    """
    text = text[:TEXT_CAP]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8").replace("\ufffd", " ")
        text = unicodedata.normalize("NFC", text)
    return text.casefold().translate(_ACCENTS)


@cache
def stop_words(lang: str | None) -> frozenset[str]:
    """The stop words of a language, or of all three (`data/text/stop.toml`)."""
    lists = table("text/stop")
    known = [lang] if lang in lists else list(lists)
    return frozenset(word for code in known for word in lists[code].split())


@lru_cache(maxsize=200_000)
def word_tokens(word: str) -> tuple[str, ...]:
    """The tokens of one word in lower case: its stem first, then those of its parts, none twice.

    A single Latin letter or digit says too little to be a token.
    """
    word = word[:WORD_CAP]
    whole = bokmaal(word)
    pieces = [whole]
    if _JOINT.search(whole):
        pieces = [_JOINT.sub("", whole), *_JOINT.split(whole)]
    for piece in list(pieces):
        pieces.extend(parts(piece))
    stop = stop_words(None)
    stems = (stem(piece) for place, piece in enumerate(pieces) if place == 0 or piece not in stop)
    return tuple(dict.fromkeys(token for token in stems if len(token) > 1 or not token.isascii()))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a Norwegian or English word, folded: accents gone, æ/ae, ø/oe and å/aa written as one letter."""
    word = _ENGLISH.stemWord(_NORWEGIAN.stemWord(word))
    return fold(_DOUBLED.sub(r"\1", word) if len(word) > 3 else word)  # noqa: PLR2004  ("buss" → "bus", "all" stays)


def fold(word: str) -> str:
    """`word` as it may be typed without Norwegian or accented letters: "lønn", "loenn" and "lonn" become one."""
    if not word.isascii():
        bare = unicodedata.normalize("NFD", word.translate(_FOLDS))
        word = "".join(letter for letter in bare if not unicodedata.combining(letter))
    for typed, letter in _TYPED:
        word = word.replace(typed, letter)
    return word


def bokmaal(word: str) -> str:
    """`word` with nynorsk spellings turned into bokmål (`data/text/variants.toml`)."""
    variants = table("text/variants")
    if word in variants["words"]:
        return str(variants["words"][word])
    if len(word) >= variants["parts"]["shortest"]:
        for spelled, instead in variants["parts"]["replace"]:
            if spelled in word:
                word = word.replace(spelled, instead)
    return word
