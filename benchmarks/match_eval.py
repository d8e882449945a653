"""Offering → purchase class, measured on offerings with known classes, beside a BM25 baseline over the labels.

    python benchmarks/match_eval.py OFFERINGS.jsonl [--on 2020-09-30] [--words]

Each line of the file: {"offering", "lang", "cpv": [codes]}. A class is the first four digits of a code; a hit is any
class of the offering's codes; hit@1, hit@5, mean reciprocal rank over the first 50. The graph is built anew from the
bundled data in a temporary folder; with --on, what became known later plays no part. --words leaves meaning out.
Prints how often each feature contributed to the units that were found, too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.match import meaning
from graph.match.find import find
from graph.match.question import Question
from graph.store.address import open_store
from graph.store.base import View
from graph.text.bm25 import score
from graph.text.tokens import tokens
from graph.when import On
from loaders.run import run_load

GROUPS = {"en": "English", "nb": "Norwegian", "nn": "Norwegian", "nb-typo": "Norwegian"}
DEPTH, SHOWN = 50, 5


def baseline(view: View, offering: str, on: On) -> list[str]:
    """The classes whose best entry (label and phrases) BM25 scores highest."""
    scores = score(view.search(tokens(offering), kinds=["category"], on=on, limit=4_000))
    best: dict[str, float] = defaultdict(float)
    for id_, said in scores.items():
        code = id_.removeprefix("cpv-")[:4]
        best[code] = max(best[code], said)
    return sorted(best, key=lambda code: (-best[code], code))[:DEPTH]


def rank(found: Sequence[str], wanted: set[str]) -> int | None:
    """The place of the first class that is wanted, from 1."""
    return next((place for place, code in enumerate(found, 1) if code in wanted), None)


def line(name: str, ranks: Sequence[int | None]) -> str:
    """hit@1, hit@5 and MRR of one group as a table row."""
    count = len(ranks)
    first = sum(place == 1 for place in ranks) / count
    five = sum(place is not None and place <= SHOWN for place in ranks) / count
    mean = sum(1 / place for place in ranks if place) / count
    return f"| {name} | {count} | {first:.3f} | {five:.3f} | {mean:.3f} |"


def main() -> None:
    """Runs the evaluation and prints its tables."""
    options = argparse.ArgumentParser()
    options.add_argument("file", type=Path)
    options.add_argument("--on")
    options.add_argument("--words", action="store_true")
    said = options.parse_args()
    if said.words:
        meaning.default_embedder = lambda: None
    queries = [json.loads(text) for text in said.file.read_text("utf-8").splitlines()]
    on = On.at(said.on)
    ranks: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    features: Counter[str] = Counter()
    times, answered, rows = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/graph.db")
        run_load(store, "oslo")
        view = store.view()
        for query in queries:
            began = time.perf_counter()
            answer = find(view, Question(query["offering"], on), lang="en", store=store.url)
            times.append(time.perf_counter() - began)
            answered += bool(answer.results)
            wanted = {code[:4] for code in query["cpv"]}
            for how, found in (
                ("match", [category.code[:4] for category in answer.categories]),
                ("BM25", baseline(view, query["offering"], on)),
            ):
                for group in ("all", GROUPS.get(query["lang"], "other languages")):
                    ranks[how, group].append(rank(found, wanted))
            for result in answer.results:
                rows += 1
                features.update({part.feature for part in result.evidence if part.contribution})
        store.close()
    print("| ranker, language | offerings | hit@1 | hit@5 | MRR |\n|---|---|---|---|---|")
    for (how, group), places in sorted(ranks.items()):
        print(line(f"{how}, {group}", places))
    times.sort()
    print(f"\n{answered} of {len(queries)} answered; find: median {times[len(times) // 2] * 1000:.0f} ms, ", end="")
    print(f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms\n\n| feature | results it moved, of {rows} |\n|---|---|")
    for feature, count in features.most_common():
        print(f"| {feature} | {count} |")


if __name__ == "__main__":
    main()
