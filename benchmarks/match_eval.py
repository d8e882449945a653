"""How well offerings find purchase classes and units, beside BM25 in the same run, with bootstrap intervals.

    python benchmarks/match_eval.py [OFFERINGS.jsonl …] [--notices NOTICES.jsonl] [--on 2020-09-30] [--words] [--no-duties]

The files are those of `inngang evaluate` ("offering", and "cpv" and/or "relevant"), whose measures these are: this
script builds the graph anew from the bundled data in a temporary folder, with --notices also those (JSON lines, loaded by
`data/maps/doffin_notices.toml`). With --on what became known later plays no part. --words leaves meaning out; --no-duties
leaves out what units must do by statute. A class is the first four digits of a code. Beside all questions: by language,
and Norwegian as one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.answers.evaluate import Row  # noqa: E402  (the checkout is put on the path first)
from graph.evaluate.queries import Query, read_query  # noqa: E402
from graph.evaluate.run import evaluate  # noqa: E402
from graph.match import meaning  # noqa: E402
from graph.store.address import open_store  # noqa: E402
from graph.store.base import View  # noqa: E402
from graph.when import On  # noqa: E402
from loaders.embed import embed  # noqa: E402
from loaders.run import run_load  # noqa: E402

NORWEGIAN = ("nb", "nn", "nb-typo")
MEASURES = ("hit@1", "hit@5", "mrr", "recall@10", "ndcg@10")


def rows(view: View, queries: Sequence[Query], on: On, *, duties: bool) -> list[Row]:
    """The measures of all questions and by language."""
    lines = list(enumerate(queries, 1))
    return evaluate(
        view,
        lines,
        on,
        duties=duties,
        scrub=False,
        baseline=True,
        store="benchmark",
        lang="en",
        told=lambda *_: None,
    ).rows


def table(found: Sequence[Row]) -> str:
    """The measures as a Markdown table."""
    lines = ["| task, part | ranker | n | " + " | ".join(MEASURES) + " |", "|---" * (len(MEASURES) + 3) + "|"]
    for row in found:
        said = (row.measures[name] for name in MEASURES)
        cells = [f"{one.value:.3f} ({one.low:.2f}–{one.high:.2f})" for one in said]
        lines.append(" | ".join([f"| {row.task}, {row.part}", row.ranker, str(row.queries), *cells]) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measures each file and prints a table for each."""
    options = argparse.ArgumentParser()
    options.add_argument("files", type=Path, nargs="*", default=[ROOT / "benchmarks" / "doors.jsonl"])
    options.add_argument("--notices", type=Path)
    options.add_argument("--on")
    options.add_argument("--words", action="store_true")
    options.add_argument("--no-duties", action="store_true")
    said = options.parse_args()
    if said.words:
        meaning.default_embedder = lambda: None
    on = On.at(said.on)
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/graph.db")) as store:
        run_load(store, "oslo")
        if said.notices:
            run_load(store, "table", [said.notices], map_path=ROOT / "data" / "maps" / "doffin_notices.toml")
        if not said.words:
            embed(store)
        for file in said.files:
            queries = [read_query(json.loads(line)) for line in file.read_text("utf-8").splitlines()]
            found = rows(store.view(), queries, on, duties=not said.no_duties)
            norwegian = [replace(one, lang="norwegian") for one in queries if one.lang in NORWEGIAN]
            if norwegian:
                more = rows(store.view(), norwegian, on, duties=not said.no_duties)
                found += [row for row in more if row.part == "lang:norwegian"]
            print(f"\n{file.name}, {len(queries)} questions\n\n{table(found)}")


if __name__ == "__main__":
    main()
