"""A model from a hub, through fastembed (ONNX, no torch): fetched once, kept where FASTEMBED_CACHE_PATH says, then without a network."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from graph.errors import BadInput
from graph.text.embedder import SETTING, Embedder, clean

#: The usual model in full precision; fastembed runs it but does not list it.
E5_SMALL = "intfloat/multilingual-e5-small"
_DIMENSION = 384


class HubE5:
    """A model of the hub by its name there. Models of the E5 family want to be told what is asked and what is looked in."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model
        self._asked, self._looked_in = ("query: ", "passage: ") if "e5" in name.lower() else ("", "")
        self.dimension = int(self.queries(["-"]).shape[1])

    def queries(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension); at most MODEL_CAP characters of each are read."""
        return self._vectors(self._asked, texts)

    def passages(self, texts: Sequence[str]) -> Any:
        """float32 array (texts, dimension); at most MODEL_CAP characters of each are read."""
        return self._vectors(self._looked_in, texts)

    def _vectors(self, before: str, texts: Sequence[str]) -> Any:
        import numpy as np  # noqa: PLC0415 — comes with the model

        found = np.stack(list(self._model.embed([before + clean(text) for text in texts]))).astype(np.float32)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def hub_embedder(name: str) -> Embedder:
    """The model `name`, fetched if it is not there yet. Raises BadInput where it, or fastembed, cannot be had."""
    try:
        from fastembed import TextEmbedding  # noqa: PLC0415 — an optional package
    except ImportError:
        raise BadInput("embed_not_installed", setting=SETTING, choice=f"fastembed:{name}") from None
    try:
        if name == E5_SMALL:
            _make_known(TextEmbedding)
        return HubE5(name, TextEmbedding(name))
    except Exception as error:  # noqa: BLE001 — whatever the hub, the network or the runtime meets
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise BadInput("embed_not_fetched", model=name, reason=reason) from None


def _make_known(models: Any) -> None:
    from fastembed.common.model_description import ModelSource, PoolingType  # noqa: PLC0415

    with suppress(ValueError):  # made known before in this process
        models.add_custom_model(
            model=E5_SMALL,
            pooling=PoolingType.MEAN,
            normalization=True,
            sources=ModelSource(hf=E5_SMALL),
            dim=_DIMENSION,
            model_file="onnx/model.onnx",
        )
