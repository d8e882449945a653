"""Learns from notices how much each feature says of who buys, and writes the weights into data/match.toml.

    python benchmarks/learn_weights.py NOTICES.jsonl --first 2020-09-01 --until 2020-09-30 [--write]

The days from the first to the last are parted into FOLDS runs. Each notice of a run is asked, without the words of its buyer's
name, of a graph that holds the notices of all other runs and none of its own: as a later month is asked, but that some of what
is known lies after it. It is asked twice: as it stands, and by its title alone, as short as what a founder writes. What no notice
can tell (duties, size, procedure, acquaintance) keeps the weight that stands in the table. How the others are learned says
`benchmarks/ranking_loss.py`. What is printed first was learned without the run it is measured on; what is written, on all.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from benchmarks.notice_questions import CLASS, Notice, asked, buyers_by_class, notices_in, title_asked
from benchmarks.ranking_loss import Asked, learned_weights
from graph.evaluate.bm25 import tied
from graph.evaluate.measures import hit, reciprocal_rank
from graph.ids import unit_id
from graph.match.candidates import candidates
from graph.match.find import ground_of
from graph.match.needs import needs_of
from graph.match.question import Question
from graph.match.score import scored
from graph.match.settings import settings
from graph.store.address import open_store
from graph.store.base import Store, View
from graph.when import On
from loaders.embed import embed
from loaders.run import run_load

ROOT = Path(__file__).resolve().parent.parent
MAP = ROOT / "data" / "maps" / "doffin_notices.toml"
TABLE = ROOT / "data" / "match.toml"
LEARNED = ("demand", "similar", "wording", "vocabulary", "kind", "place")
PAGE = 10
FOLDS = 5


def built(folder: Path, notices: Sequence[Notice]) -> Store:
    """The bundled graph and these notices, with vectors."""
    file = folder / "known.jsonl"
    file.write_text("".join(json.dumps(notice, ensure_ascii=False) + "\n" for notice in notices), "utf-8")
    store = open_store(f"sqlite:///{folder}/graph.db")
    run_load(store, "oslo")
    run_load(store, "table", [file], map_path=MAP)
    embed(store)
    return store


def runs(notices: Sequence[Notice]) -> list[list[Notice]]:
    """The notices in FOLDS runs of days, of about as many notices each."""
    of_day: dict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        of_day[notice["published"]].append(notice)
    found: list[list[Notice]] = [[] for _ in range(FOLDS)]
    before = 0
    for _, listed in sorted(of_day.items()):
        found[before * FOLDS // len(notices)] += listed
        before += len(listed)
    return found


def answered(view: View, notice: Notice, text: str, alike: set[str], on: On) -> Asked | None:
    """The text of a notice as a question; None where its buyer published nothing that the graph knows, or is not found."""
    present = view.get([unit_id(number) for number in {*alike, notice["buyer_orgnr"]}], on)
    buyer = present.get(unit_id(notice["buyer_orgnr"]))
    right = buyer.id if buyer else ""
    if not view.neighbours([right], kinds=["published"], direction="out", on=on, cap=1).relations:
        return None
    question = Question(text, on, limit=0)
    needs, weights = needs_of(view, question), question.weighed()
    ground = ground_of(view, needs, question, "en")
    found = [(part, scored(part.sample, ground, weights)) for part in candidates(view, needs, question)]
    rows = {member.id: _by_feature(one.findings) for part, one in found if one is not None for member in part.members}
    if right not in rows:
        return None
    units = list(rows)
    good = {node.id for node in present.values()} & rows.keys()
    wanted = np.array([(unit in good) / len(good) + (unit == right) for unit in units]) / 2
    values = np.array([[rows[unit].get(name, 0.0) for name in LEARNED] for unit in units])
    rest = [sum(weights[n] * v for n, v in rows[unit].items() if n not in LEARNED) for unit in units]
    return Asked(units, values, np.array(rest), wanted, right)


def _by_feature(findings: Sequence[Any]) -> dict[str, float]:
    values: dict[str, float] = {}
    for found in findings:
        values[found.feature] = values.get(found.feature, 0.0) + found.value
    return values


def learned(answers: Sequence[Asked]) -> dict[str, float]:
    """The weights by name, to one decimal."""
    weights = learned_weights(answers, len(LEARNED))
    return {name: round(float(weight), 1) for name, weight in zip(LEARNED, weights, strict=True)}


def measured(answers: Sequence[Asked], weights: Mapping[str, float]) -> list[tuple[float, float]]:
    """Reciprocal rank and recall@10 of the buyer, answer by answer."""
    reached = []
    for one in answers:
        scores = one.values @ np.array([weights[name] for name in LEARNED]) + one.rest
        ranking = tied(dict(zip(one.units, scores.tolist(), strict=True)))
        reached.append((reciprocal_rank(ranking, {one.right}), hit(ranking, {one.right}, PAGE)))
    return reached


def said_of(reached: Sequence[tuple[float, float]]) -> str:
    """The means, in words."""
    rank, page = np.mean(reached, axis=0)
    return f"MRR {rank:.3f}, recall@10 {page:.3f} ({len(reached)} questions whose buyer is found)"


def written(weights: Mapping[str, float], text: str) -> str:
    """The table with these weights, all else as it was."""
    head, start, rest = text.partition("[weights]\n")
    body, end, tail = rest.partition("\n\n")
    for name, weight in weights.items():
        body = re.sub(rf"(?m)^{name} = [0-9.]+", f"{name} = {weight}", body)
    return head + start + body + end + tail


Answers = list[list[Asked]]


def all_answered(folds: Sequence[Sequence[Notice]], until: str) -> tuple[Answers, Answers]:
    """The answers of each run of notices, whole and by title alone, asked of a graph that holds the others."""
    whole: Answers = []
    titles: Answers = []
    for place, fold in enumerate(folds):
        known = [notice for other in folds if other is not fold for notice in other]
        bought = buyers_by_class(fold)
        with tempfile.TemporaryDirectory() as folder, closing(built(Path(folder), known)) as store:
            view, on = store.view(), On.at(until)
            alike = [bought[one["cpv"][0][:CLASS]] if one["cpv"] else set() for one in fold]
            for found, text in ((whole, asked), (titles, title_asked)):
                answers = [answered(view, one, text(one), like, on) for one, like in zip(fold, alike, strict=True)]
                found.append([answer for answer in answers if answer])
        print(f"{place + 1} of {len(folds)} runs asked", file=sys.stderr)
    return whole, titles


def main() -> None:
    """Learns, measures on what was held out, and writes where asked to."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("notices", type=Path)
    options.add_argument("--first", required=True, metavar="DATE")
    options.add_argument("--until", required=True, metavar="DATE")
    options.add_argument("--write", action="store_true")
    said = options.parse_args()
    notices = [one for one in notices_in(said.notices) if said.first <= one["published"] <= said.until]
    whole, titles = all_answered(runs(notices), said.until)
    table = {name: float(settings()["weights"][name]) for name in LEARNED}
    for name, answers in (("whole", whole), ("by title alone", titles)):
        print(f"{name}, the table as it is: {said_of([rank for fold in answers for rank in measured(fold, table)])}")
    both = [[*fold, *short] for fold, short in zip(whole, titles, strict=True)]
    held_out = [learned([one for other in both if other is not fold for one in other]) for fold in both]
    for name, answers in (("whole", whole), ("by title alone", titles)):
        reached = [rank for fold, found in zip(answers, held_out, strict=True) for rank in measured(fold, found)]
        print(f"{name}, learned without the run it is measured on: {said_of(reached)}")
    weights = learned([one for fold in both for one in fold])
    print("learned on all: " + ", ".join(f"{name} {weight}" for name, weight in weights.items()))
    if said.write:
        TABLE.write_text(written(weights, TABLE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
