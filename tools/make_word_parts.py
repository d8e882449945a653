"""Makes `data/text/parts.txt`: the words that Norwegian compounds are split into.

A word is taken that stands by itself in the bundled Norwegian texts (labels of purchase categories, phrases, duties),
and beside it in a longer word as its beginning or end: words that never take part in a compound are of no use here.

    python tools/make_word_parts.py
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
sys.path.insert(0, str(DATA.parent))

from graph.tables import table  # noqa: E402
from graph.text.tokens import bokmaal, plain, stop_words  # noqa: E402  (the checkout is put on the path first)

#: A shorter word is a part only where `data/text/compounds.toml` says so.
SHORTEST_PART = 4
#: A part that only one word has is chance.
TIMES_SEEN = 2


def texts() -> Iterator[str]:
    """The Norwegian texts of the bundled tables."""
    with gzip.open(DATA / "cpv_labels.csv.gz", "rt", encoding="utf-8") as file:
        yield from (row["nb"] for row in csv.DictReader(file))
    for name, columns in (("cpv_phrases", ("phrases_nb",)), ("duties", ("duty_nb", "keywords_nb"))):
        with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from (row[column] for column in columns)


def chosen(counts: Counter[str]) -> list[str]:
    """The words that stand alone and in longer words, in order of the alphabet."""
    told = table("text/compounds")
    short = set(told["short"].split())
    never = stop_words(None) | set(told["no_parts"].split())
    long_ones = {word for word in counts if len(word) >= SHORTEST_PART and word.isalpha() and word not in never}
    alone = short | long_ones
    used: Counter[str] = Counter()
    for word in counts:
        for cut in range(3, len(word) - 2):
            head, tail = word[:cut], word[cut:]
            for part in {head, head.removesuffix("s"), head.removesuffix("e"), tail}:
                if part != word and part in alone:
                    used[part] += 1
    return sorted(word for word, times in used.items() if times >= TIMES_SEEN)


def main() -> None:
    """Writes the list."""
    counts = Counter(bokmaal(word) for text in texts() for word in re.findall(r"[^\W\d_]{2,40}", plain(text)))
    head = (
        "# Words that Norwegian compounds are split into. Made by tools/make_word_parts.py; correct that, not this.\n"
    )
    (DATA / "text" / "parts.txt").write_text(head + "\n".join(chosen(counts)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
