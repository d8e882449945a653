"""The boroughs of Oslo coloured by score: a drawing with its table, offline, for eyes, keyboard and screen reader alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from graph.answers import BoroughRef, FindAnswer
from graph.boundaries import Shape, boroughs
from ui.deck import Deck
from ui.evidence import points
from ui.links import go_unit
from ui.markup import Safe, el

#: Steps of colour, the deepest the best.
LEVELS = 5
#: From one line of a label to the next, in units of the drawing.
LINE = 15
#: What is lost where a score is divided.
_ROUNDED = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """One colour of the legend. low, high: the lowest and highest score that have it; level: 1 to LEVELS, the deepest the best."""

    low: float
    high: float
    level: int


def borough_map(deck: Deck, answer: FindAnswer) -> Safe | None:
    """The map, where a borough that can be drawn has evidence, on a card or not; None else."""
    found = {one.orgnr: one for one in answer.boroughs}
    drawn = boroughs()
    there = {shape.orgnr: found[shape.orgnr] for shape in drawn.shapes if shape.orgnr in found}
    if not there:
        return None
    best = max(one.score for one in answer.results)
    here, steps = deck.here, levels([one.score for one in there.values()], best)
    regions = [_region(deck, shape, there.get(shape.orgnr), steps) for shape in drawn.shapes]
    labels = [_label(deck, shape, there.get(shape.orgnr), steps) for shape in drawn.shapes]
    picture = el(
        "svg",
        el("title", here.word("map_alt")),
        _hatching(),
        *regions,
        el("g", *labels, aria_hidden="true", class_="map-labels"),
        viewBox=f"-4 -4 {drawn.width + 8} {drawn.height + 8}",
        role="group",
        aria_label=here.word("map_alt"),
        class_="map",
    )
    return el(
        "figure",
        el("h2", here.word("map")),
        picture,
        _legend(deck, steps, best, whole=len(there) == len(drawn.shapes)),
        el("p", here.word("map_hint"), class_="map-detail muted", data_hint=here.word("map_hint"), role="status"),
        _table(deck, there),
        el("p", here.word("map_credit", credit=drawn.credit), class_="muted credit"),
        class_="borough-map",
    )


def levels(scores: Sequence[float], best: float) -> list[Step]:
    """The steps of colour that these scores fill, lowest first, each a fifth of `best`, the answer's best score.

    So the colour says how near the best a borough stands: scores that hardly differ have one colour.
    """
    filled: dict[int, list[float]] = {}
    for score in sorted(scores):
        share = score / best if best > 0 else 1.0
        filled.setdefault(min(max(ceil(share * LEVELS - _ROUNDED), 1), LEVELS), []).append(score)
    return [Step(some[0], some[-1], level) for level, some in sorted(filled.items())]


def _step(score: float, steps: Sequence[Step]) -> Step:
    return next((step for step in steps if score <= step.high), steps[-1])


def _region(deck: Deck, shape: Shape, found: BoroughRef | None, steps: Sequence[Step]) -> Safe:
    path = " ".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in shape.rings)
    if found is None:
        told = deck.here.word("map_none", name=shape.name)
        return el("path", el("title", told), d=path, class_="region none", role="img", aria_label=told)
    told = deck.here.word("map_region", name=found.name, score=points(deck.here, found.score), rank=found.rank)
    return el(
        "a",
        el("title", told),
        el("path", d=path),
        href=deck.here.href("unit", deck.here.unit_params(found.id)),
        class_=f"region level-{_step(found.score, steps).level}",
        aria_label=told,
        data_select=found.id,
        data_told=told,
    )


def _label(deck: Deck, shape: Shape, found: BoroughRef | None, steps: Sequence[Step]) -> Safe:
    x, y = shape.middle
    score = [points(deck.here, found.score)] if found else []
    lines = [*shape.label, *score]
    top = y - LINE * (len(lines) - 1) / 2
    texts = [
        el("tspan", text, x=x, y=round(top + LINE * place), class_="map-score" if text in score else None)
        for place, text in enumerate(lines)
    ]
    return el("text", *texts, class_=f"on-{_step(found.score, steps).level}" if found else None)


def _hatching() -> Safe:
    """What is not in the answer is hatched: a sign beside the colour."""
    lines = el("path", d="M0 6L6 0", class_="hatch")
    return el("defs", el("pattern", lines, id="map-none", width=6, height=6, patternUnits="userSpaceOnUse"))


def _legend(deck: Deck, steps: Sequence[Step], best: float, *, whole: bool) -> Safe:
    here = deck.here
    items = [
        el(
            "li",
            el("span", class_=f"key level-{step.level}", aria_hidden="true"),
            points(here, step.high) if step.low == step.high else f"{points(here, step.low)}–{points(here, step.high)}",
        )
        for step in reversed(steps)
    ]
    none = [] if whole else [el("li", el("span", class_="key none", aria_hidden="true"), here.word("map_no_evidence"))]
    title = here.word("map_legend", best=points(here, best))
    return el("ul", el("li", title), *items, *none, class_="map-legend")


def _table(deck: Deck, there: Mapping[str, BoroughRef]) -> Safe:
    here = deck.here
    rows = [
        el(
            "tr",
            el("th", go_unit(here, one.id, one.name), scope="row"),
            el("td", points(here, one.score), class_="number"),
            el("td", str(one.rank), class_="number"),
        )
        for one in sorted(there.values(), key=lambda one: (one.rank, one.name))
    ]
    head = [el("th", here.word(name), scope="col") for name in ("unit_name", "compare_score", "column_rank")]
    table = el(
        "table", el("caption", here.word("map")), el("thead", el("tr", *head)), el("tbody", *rows), class_="rows"
    )
    return el("details", el("summary", here.word("map_table")), table, class_="more", data_key="map-table")
