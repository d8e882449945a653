"""A made-up graph of the size of a country, to measure on: same shape at 0.2 M and 1 M nodes.

Words come with the frequencies they have in real notices where those lie beside the checkout, else in the bundled phrases.
Hubs as in life: ten units publish 50,000 notices each and twenty categories hold 50,000 (at 1 M nodes; scaled below that).
Nothing in it is true of any real body: units carry no organisation numbers.
"""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from graph.model import Document, Node, Relation, Source
from graph.tables import DATA

ROOT = Path(__file__).resolve().parent.parent
REAL_NOTICES = ROOT.parent / "shared" / "data" / "doffin" / "notices_2020-09_2020-10.jsonl"

NATIONAL = Source(
    id="national",
    title={"nb": "Oppdiktet landsgraf for måling", "en": "Made-up national graph for measuring"},
    publisher="Inngang",
    licence="MIT",
    mode="snapshot",
    trust=1,
)

#: Share of units by type, roughly as a country has them; the rest are agencies.
UNIT_TYPES = {
    "school": 0.28,
    "kindergarten": 0.30,
    "nursing_home": 0.10,
    "nav_office": 0.03,
    "library": 0.06,
    "municipality": 0.04,
    "borough": 0.01,
    "police_station": 0.03,
}
HUB_UNITS = 10
HUB_CATEGORIES = 20


@dataclass(frozen=True)
class Size:
    """How many of each: shares of `nodes` chosen so that relations come to five times the nodes."""

    nodes: int

    @property
    def units(self) -> int:
        return self.nodes // 20

    @property
    def suppliers(self) -> int:
        return self.nodes // 20

    @property
    def posts(self) -> int:
        return self.nodes // 20

    @property
    def notices(self) -> int:
        return self.nodes - self.units - self.suppliers - self.posts

    @property
    def hub_notices(self) -> int:
        return self.nodes // 20


class Words:
    """Draws words with the frequencies of real notices."""

    def __init__(self, rng: random.Random) -> None:
        counted = Counter(word for text in _texts() for word in text.split() if word.isalpha())
        self._rng = rng
        self._words = sorted(counted)
        self._cumulative = list(accumulate(counted[word] for word in self._words))
        self._pool: list[str] = []

    def line(self, length: int) -> str:
        """`length` words. Drawn from a pool that is filled in one go: a call per word would be the whole cost."""
        if len(self._pool) < length:
            self._pool = self._rng.choices(self._words, cum_weights=self._cumulative, k=200_000)
        taken = self._pool[-length:]
        del self._pool[-length:]
        return " ".join(taken)


def categories() -> list[str]:
    """Ids of the purchase classes the bundled phrases know, in order."""
    with (DATA / "cpv_phrases.csv").open(encoding="utf-8", newline="") as lines:
        return [f"cpv-{row['class'].ljust(8, '0')}" for row in csv.DictReader(lines)]


def facts(nodes: int, seed: int = 1) -> Iterator[Node | Relation]:
    """Streams `nodes` nodes and about five times as many relations; the same for the same seed."""
    rng = random.Random(seed)
    size = Size(nodes)
    words = Words(rng)
    yield from _units(size, rng)
    yield from _suppliers(size)
    yield from _notices(size, rng, words, categories())


def _texts() -> Iterator[str]:
    if REAL_NOTICES.exists():
        with REAL_NOTICES.open(encoding="utf-8") as lines:
            for line in lines:
                notice = json.loads(line)
                yield f"{notice['title']} {notice.get('description') or ''}"
        return
    with (DATA / "cpv_phrases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield f"{row['phrases_en']} {row['phrases_nb']}".replace(";", " ")


def _document(name: str, published: str | None) -> Document:
    return Document(id=name, title=name, published=published)


def _units(size: Size, rng: random.Random) -> Iterator[Node | Relation]:
    paper = _document("register", None)
    types, shares = zip(*UNIT_TYPES.items(), strict=True)
    for number in range(size.units):
        unit_type = "agency" if number < HUB_UNITS else rng.choices([*types, "agency"], [*shares, 0.15])[0]
        yield Node(f"unit-made-{number}", "unit", {"name": {"nb": f"{unit_type} {number}"}, "type": unit_type}, paper)
        if number >= HUB_UNITS:
            parent = rng.randrange(max(1, number // 12))
            yield Relation(f"unit-made-{number}", "part_of", f"unit-made-{parent}", {}, paper)
    for number in range(size.posts):
        post, unit = f"post-made-{number}", f"unit-made-{number % size.units}"
        yield Node(post, "post", {"title": {"nb": "leder", "en": "head"}, "role": "chief_executive"}, paper)
        yield Relation(post, "post_in", unit, {}, paper)


def _suppliers(size: Size) -> Iterator[Node]:
    paper = _document("suppliers", None)
    for number in range(size.suppliers):
        yield Node(f"supplier-made-{number}", "supplier", {"name": f"Leverandør {number} AS"}, paper)


def _notices(size: Size, rng: random.Random, words: Words, codes: list[str]) -> Iterator[Node | Relation]:
    hub_codes = rng.sample(codes, HUB_CATEGORIES)
    tail_weights = list(accumulate(1 / (rank + 5) for rank in range(len(codes))))
    for number in range(size.notices):
        day = f"{rng.randint(2017, 2026)}-{rng.randint(1, 10):02d}-{rng.randint(1, 28):02d}"
        notice, paper = f"notice-made-{number}", _document(f"notice-{number}", day)
        text = {
            "title": {"nb": words.line(8)},
            "description": {"nb": words.line(32)},
            "type": "competition",
            "published": day,
        }
        yield Node(notice, "notice", text, paper)
        yield Relation(_buyer(number, size, rng), "published", notice, {}, paper)
        chosen = (
            {hub_codes[number % HUB_CATEGORIES], hub_codes[(number * 7 + 3) % HUB_CATEGORIES]}
            if number < 10 * size.hub_notices
            else set()
        )
        chosen |= set(rng.choices(codes, cum_weights=tail_weights, k=3))
        for place, code in enumerate(sorted(chosen)):
            yield Relation(notice, "classified_as", code, {"main": place == 0}, paper)
        yield Relation(notice, "awarded_to", f"supplier-made-{int(rng.paretovariate(0.6)) % size.suppliers}", {}, paper)


def _buyer(number: int, size: Size, rng: random.Random) -> str:
    if number < HUB_UNITS * size.hub_notices:
        return f"unit-made-{number % HUB_UNITS}"
    return f"unit-made-{rng.randrange(HUB_UNITS, size.units)}"
