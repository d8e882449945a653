"""What every model that turns texts into vectors does, and what of a text it is given."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Protocol

#: Characters of a text that reach the model: it reads about 500 words, and time grows with length.
MODEL_CAP = 1_000
#: The setting that says which model (`graph.text.embed`).
SETTING = "INNGANG_EMBEDDER"


class Embedder(Protocol):
    """A model that turns texts into vectors of length 1 whose dot product says how near they are in meaning."""

    name: str
    dimension: int

    def queries(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension) of what is asked."""

    def passages(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension) of what is looked in."""

    def __hash__(self) -> int:
        """Told apart as an object: what was made of a text is kept by it."""


def clean(text: str) -> str:
    """What of a text reaches a model: its first MODEL_CAP characters, without what UTF-8 cannot hold; never empty."""
    return text[:MODEL_CAP].encode("utf-8", "replace").decode("utf-8").replace("\0", " ").strip() or "-"


def mark(text: str) -> str:
    """A short mark of a text, by which a vector knows the text it was made from."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()
