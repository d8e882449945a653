"""Learns the weights of `[classes.parts]` in `data/match.toml` from offerings with known classes, and prints them.

    python benchmarks/learn_classes.py NOTICES.jsonl [--offerings benchmarks/offerings_2020-09.jsonl]

Each offering was written from one notice of September 2020; the notices (JSON lines, loaded by
`data/maps/doffin_notices.toml`) are asked as known at the end of the month, each offering without the notice it was
written from. A multinomial logistic regression over all classes: the probability of a class is the softmax of the
weighted sum of its parts, and what is raised is the probability that one of the notice's classes is drawn. Weights are
at least 0 and held back by a ridge penalty chosen by cross-validation; five folds say what to expect.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.match.classes import HITS, by_words, parts_of  # noqa: E402  (the checkout is put on the path first)
from graph.match.meaning import nearest, nearness  # noqa: E402
from graph.match.needs import NOTICES_READ, classified_notices, covered  # noqa: E402
from graph.match.offering import read  # noqa: E402
from graph.match.settings import settings  # noqa: E402
from graph.store.address import open_store  # noqa: E402
from graph.store.base import View  # noqa: E402
from graph.when import On  # noqa: E402
from loaders.embed import embed  # noqa: E402
from loaders.run import run_load  # noqa: E402

DAY = On.at("2020-09-30")
FOLDS, STEPS, RATE = 5, 400, 0.05
PENALTIES = (0.003, 0.01, 0.03)
FIRST = 5


class Without:
    """A view in which one notice was never published."""

    def __init__(self, view: View, notice: str) -> None:
        self._view, self._notice = view, notice

    def nearest(self, *args: Any, k: int, **named: Any) -> list[tuple[str, float]]:
        """As the view's, one place further down where the notice stood."""
        return [pair for pair in self._view.nearest(*args, k=k + 1, **named) if pair[0] != self._notice][:k]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)


def parts(view: View, offering: dict[str, Any], codes: list[str], names: list[str]) -> np.ndarray:
    """An array (codes, names): the parts of every class's score."""
    asked = read(offering["offering"])
    notice = offering["id"]
    seen: Any = Without(view, notice)
    near = nearness(asked.text)
    words, _ = by_words(asked, view.search(asked.tokens, kinds=["category"], on=DAY, limit=HITS))
    told = view.search(asked.tokens, kinds=["notice"], on=DAY, limit=HITS)
    fits = covered(asked, told, "notice", NOTICES_READ)
    fits.pop(notice, None)
    meant = nearest(seen, asked.text, "notice", DAY, limit=settings()["classes"]["nearest"])
    found = parts_of(words, near, classified_notices(seen, meant, fits, DAY), DAY)
    own = {code[:4] for code in offering["cpv"]}
    bought = found["bought"]
    found["bought"] = {c: np.log(max(np.exp(n) - (c in own), 1.0)) for c, n in bought.items()}
    return np.array([[found[name].get(code, 0.0) for name in names] for code in codes])


def learn(values: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    """Weights (names) for values (offerings, classes, names) and right (offerings, classes): Adam on the log-likelihood."""
    spread = values.reshape(-1, values.shape[-1]).std(axis=0) + 1e-9
    scaled = values / spread
    weights, mean, square = (np.zeros(values.shape[-1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = _softmax(scaled @ weights)
        wanted = odds * right
        wanted /= wanted.sum(axis=1, keepdims=True)
        slope = np.einsum("qc,qcd->d", odds - wanted, scaled) / len(values) + penalty * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= RATE * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = np.maximum(weights, 0.0)
    return weights / spread


def measured(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """hit@5 and mean reciprocal rank."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ranks = np.take_along_axis(right, order, axis=1).argmax(axis=1) + 1
    return float((ranks <= FIRST).mean()), float((1 / ranks).mean())


def _softmax(scores: np.ndarray) -> np.ndarray:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def _crossed(values: np.ndarray, right: np.ndarray, penalty: float) -> tuple[float, float]:
    fold = np.random.default_rng(0).integers(0, FOLDS, len(values))
    scores = np.zeros(right.shape)
    for one in range(FOLDS):
        scores[fold == one] = values[fold == one] @ learn(values[fold != one], right[fold != one], penalty)
    return measured(scores, right)


def main() -> None:
    """Prints what to expect for each penalty, and the weights under the best."""
    options = argparse.ArgumentParser()
    options.add_argument("notices", type=Path)
    options.add_argument("--offerings", type=Path, default=ROOT / "benchmarks" / "offerings_2020-09.jsonl")
    said = options.parse_args()
    offerings = [json.loads(line) for line in said.offerings.read_text("utf-8").splitlines()]
    names = list(settings()["classes"]["parts"])
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/graph.db")) as store:
        run_load(store, "oslo")
        run_load(store, "table", [said.notices], map_path=ROOT / "data" / "maps" / "doffin_notices.toml")
        embed(store)
        view = store.view()
        codes = sorted(nearness("anything").phrases)
        values = np.stack([parts(view, offering, codes, names) for offering in offerings])
    right = np.array([[code in {c[:4] for c in one["cpv"]} for code in codes] for one in offerings])
    known = right.any(axis=1)
    values, right = values[known], right[known]
    results = {penalty: _crossed(values, right, penalty) for penalty in PENALTIES}
    for penalty, (five, mean) in results.items():
        print(f"# penalty {penalty}: hit@5 {five:.3f}, MRR {mean:.3f} on folds left out")
    best = max(results, key=lambda penalty: results[penalty][1])
    print("[classes.parts]")
    for name, weight in zip(names, learn(values, right, best), strict=True):
        print(f"{name} = {weight:.3g}")


if __name__ == "__main__":
    main()
