"""Do the same offerings in English, bokmål, nynorsk and Polish get the same lists? Spearman's rank correlation.

    python benchmarks/language_agreement.py [--on 2020-09-30]

Twenty offerings in four languages (`languages.jsonl`) are asked of the bundled graph. For each pair with English: the
correlation of the ranks of every class or unit that either list holds, one that a list lacks standing just behind its
last; and how many of the first five classes the two have in common.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.match.find import find  # noqa: E402  (the checkout is put on the path first)
from graph.match.question import Question  # noqa: E402
from graph.store.address import open_store  # noqa: E402
from graph.when import On  # noqa: E402
from loaders.run import run_load  # noqa: E402

SHOWN = 5
Ranks = Mapping[str, float]


def spearman(one: Ranks, other: Ranks) -> float:
    """The correlation of two rankings by item (average ranks for ties); 0 where one is empty or one great tie."""
    items = sorted({*one, *other})
    both = np.array([[ranks.get(item, len(ranks) + 1.0) for item in items] for ranks in (one, other)])
    averaged = np.array([[np.mean(np.where(np.sort(row) == value)[0]) for value in row] for row in both])
    return float(np.corrcoef(averaged)[0, 1]) if averaged.std(axis=1).all() else 0.0


def main() -> None:
    """Prints the mean correlation of each language with English."""
    options = argparse.ArgumentParser()
    options.add_argument("--on")
    on = On.at(options.parse_args().on)
    asked: dict[str, dict[str, str]] = defaultdict(dict)
    for line in (ROOT / "benchmarks" / "languages.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        asked[record["id"]][record["lang"]] = record["offering"]
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/graph.db")) as store:
        run_load(store, "oslo")
        for offerings in asked.values():
            answers = {
                lang: find(store.view(), Question(text, on, limit=0), lang="en", store=store.url)
                for lang, text in offerings.items()
            }
            classes = {lang: [one.code for one in answer.categories] for lang, answer in answers.items()}
            units = {lang: {one.id: float(one.rank) for one in answer.results} for lang, answer in answers.items()}
            for lang in answers.keys() - {"en"}:
                both = [_places(classes[code]) for code in ("en", lang)]
                shared = len(set(classes["en"][:SHOWN]) & set(classes[lang][:SHOWN])) / SHOWN
                found[lang].append((spearman(*both), shared, spearman(units["en"], units[lang])))
    print("| with English | Spearman, classes | first five shared | Spearman, units |\n|---|---|---|---|")
    for lang, values in sorted(found.items()):
        print(f"| {lang} | " + " | ".join(f"{fmean(column):.2f}" for column in zip(*values, strict=True)) + " |")


def _places(items: Sequence[str]) -> dict[str, float]:
    return {item: float(place) for place, item in enumerate(items, 1)}


if __name__ == "__main__":
    main()
