"""Where texts lie: vectors of one model, centred on the mean of their language, and kept in eight bits.

Texts of one language lie close together whatever they say; uncentred, all pairs look alike. The means ship in
`data/vectors` for the usual model; vectors of another model are compared uncentred until means are made for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from graph.tables import DATA
from graph.text.embedder import Embedder

FOLDER = DATA / "vectors"
#: The languages of the rows of means.npy.
_LANGUAGES = ("en", "nb")
_AS = {"nn": "nb", "no": "nb"}
#: A component of a vector of length 1 is kept as a whole number of this many parts; few lie beyond ±1/3.
_SCALE = 127 * 3
_LEAST = 1e-9


def space_name(embedder: Embedder) -> str:
    """What tells vectors that may be compared from all others: the model, and the means they are centred on."""
    means = _means(embedder.name)
    print_ = blake2b(b"".join(means[lang].tobytes() for lang in sorted(means)), digest_size=4).hexdigest()
    return f"{embedder.name} {print_}" if means else embedder.name


@lru_cache(maxsize=256)
def query_vector(embedder: Embedder, text: str) -> Any:
    """The vector of what is asked, of length 1, centred between the languages, since nobody says which it is in.

    The last ones asked for are kept: a page asks the same again with every turn of a weight. Not to be written to.
    """
    return centred(embedder.name, embedder.queries([text]), [""])[0]


def passage_vectors(embedder: Embedder, texts: Sequence[tuple[str, str]]) -> Any:
    """float32 array (texts, dimension): vectors of (language, text), of length 1, each centred on its language's mean."""
    return centred(embedder.name, embedder.passages([text for _, text in texts]), [lang for lang, _ in texts])


def centred(model: str, vectors: Any, languages: Sequence[str]) -> Any:
    """The vectors of a model less the mean of their language, of length 1 again.

    Nynorsk is centred as bokmål is; a language without a mean of its own between the languages.
    """
    import numpy as np  # noqa: PLC0415  (a tenth of a second that words alone do without)

    means = _means(model)
    if means:
        between = np.mean(list(means.values()), axis=0)
        vectors = vectors - np.stack([means.get(_AS.get(lang, lang), between) for lang in languages])
    return unit_length(vectors)


def in_class_space(vectors: Any) -> Any:
    """Centred vectors (texts, dimension) as phrases and labels of purchase classes lie, (texts, fewer), of length 1.

    The projection that ships was learned from the phrases (`tools/class_space.py`).
    """
    return unit_length(vectors @ _projection())


def unit_length(vectors: Any) -> Any:
    """The rows at length 1."""
    import numpy as np  # noqa: PLC0415

    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _LEAST)


def in_eight_bits(vectors: Any) -> Any:
    """int8 array of the same shape; what is left out moves a cosine by less than a thousandth."""
    import numpy as np  # noqa: PLC0415

    return np.clip(np.round(vectors * _SCALE), -127, 127).astype(np.int8)


@cache
def _projection() -> Any:
    import numpy as np  # noqa: PLC0415

    return np.load(FOLDER / "class_space.npy").astype(np.float32)


@cache
def _means(model: str) -> Mapping[str, Any]:
    """The mean by language; empty where the vectors that ship are another model's."""
    import numpy as np  # noqa: PLC0415

    index = FOLDER / "phrases.tsv"
    if not index.exists() or index.read_text("utf-8").partition("\n")[0] != model:
        return {}
    return dict(zip(_LANGUAGES, np.load(FOLDER / "means.npy"), strict=True))
