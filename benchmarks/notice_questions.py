"""Notices published after a day → questions with known answers for `inngang evaluate`: who bought this?

    python benchmarks/notice_questions.py NOTICES.jsonl --after 2020-09-30 > questions.jsonl
    inngang evaluate questions.jsonl --on 2020-09-30 --baseline bm25

A line of NOTICES: {"published", "buyer", "buyer_orgnr", "title", "description", "cpv": [main, …]}. The question is title and
description without the words of the buyer's name. Right is who published it; graded 1 is every buyer who, after the day,
bought under the question's main class (four digits), as far as they had published before it, so that they can be known.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.evaluate.queries import scrubbed

Notice = Mapping[str, Any]
CLASS = 4


def notices_in(path: Path) -> list[Notice]:
    """The notices of a file that say who published them."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [record for record in records if record.get("buyer_orgnr")]


def asked(notice: Notice) -> str:
    """A notice as a question: what it says, without the words of the buyer's name."""
    return scrubbed(f"{notice['title']} {notice['description']}", notice["buyer"])


def title_asked(notice: Notice) -> str:
    """A notice as a question as short as a founder's: its title alone."""
    return scrubbed(notice["title"], notice["buyer"])


def questions(notices: Iterable[Notice], after: str) -> Iterator[dict[str, Any]]:
    """A question for each notice published after the day."""
    listed = list(notices)
    seen = {notice["buyer_orgnr"] for notice in listed if notice["published"] <= after}
    later = [notice for notice in listed if notice["published"] > after]
    bought = buyers_by_class(later)
    for notice in later:
        alike = bought[notice["cpv"][0][:CLASS]] & seen if notice["cpv"] else set()
        yield {
            "id": notice["id"],
            "offering": asked(notice),
            "orgnr": notice["buyer_orgnr"],
            "relevant": [{"orgnr": orgnr, "grade": 1} for orgnr in sorted(alike)],
        }


def buyers_by_class(notices: Iterable[Notice]) -> dict[str, set[str]]:
    """Who bought under each class, main or not."""
    bought: dict[str, set[str]] = defaultdict(set)
    for notice in notices:
        for code in notice["cpv"]:
            bought[code[:CLASS]].add(notice["buyer_orgnr"])
    return bought


def main() -> None:
    """Prints the questions."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("notices", type=Path)
    options.add_argument("--after", required=True, metavar="DATE")
    said = options.parse_args()
    for question in questions(notices_in(said.notices), said.after):
        print(json.dumps(question, ensure_ascii=False))


if __name__ == "__main__":
    main()
