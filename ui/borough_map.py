"""The boroughs of Oslo coloured by score: a drawing with its table, offline, for eyes, keyboard and screen reader alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.answers import FindAnswer, Result
from graph.boundaries import Shape, boroughs
from ui.deck import Deck
from ui.evidence import points
from ui.links import go_unit
from ui.markup import Safe, el

#: Steps of colour, the deepest the best.
LEVELS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One colour of the legend. low, high: the scores it covers; level: 1 to LEVELS, the deepest the best."""

    low: float
    high: float
    level: int


def borough_map(deck: Deck, answer: FindAnswer) -> Safe | None:
    """The map, where the answer holds boroughs that can be drawn; None else."""
    found = {one.orgnr: one for one in answer.results if one.type == "borough" and one.orgnr}
    drawn = boroughs()
    there = {shape.orgnr: found[shape.orgnr] for shape in drawn.shapes if shape.orgnr in found}
    if not there:
        return None
    here, steps = deck.here, levels([one.score for one in there.values()])
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
        _legend(deck, steps, whole=len(there) == len(drawn.shapes)),
        el("p", here.word("map_hint"), class_="map-detail muted", data_hint=here.word("map_hint"), role="status"),
        _table(deck, there),
        el("p", here.word("map_credit", credit=drawn.credit), class_="muted credit"),
        class_="borough-map",
    )


def levels(scores: Sequence[float]) -> list[Step]:
    """The steps of colour for these scores, lowest first: one a score where they are few, else of equal width."""
    different = sorted(set(scores))
    if len(different) <= LEVELS:
        first = LEVELS - len(different) + 1
        return [Step(score, score, first + place) for place, score in enumerate(different)]
    low, width = different[0], (different[-1] - different[0]) / LEVELS
    steps = [Step(low + width * place, low + width * (place + 1), place + 1) for place in range(LEVELS)]
    return [step for step in steps if any(_holds(step, score, steps) for score in different)]


def _holds(step: Step, score: float, steps: Sequence[Step]) -> bool:
    return step is _step(score, steps)


def _step(score: float, steps: Sequence[Step]) -> Step:
    return next((step for step in steps if score <= step.high), steps[-1])


def _region(deck: Deck, shape: Shape, found: Result | None, steps: Sequence[Step]) -> Safe:
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


def _label(deck: Deck, shape: Shape, found: Result | None, steps: Sequence[Step]) -> Safe:
    x, y = shape.middle
    score = el("tspan", points(deck.here, found.score), x=x, dy="1.1em", class_="map-score") if found else None
    level = f"on-{_step(found.score, steps).level}" if found else None
    return el("text", el("tspan", shape.name, x=x), score, x=x, y=y, class_=level)


def _hatching() -> Safe:
    """What is not in the answer is hatched: a sign beside the colour."""
    lines = el("path", d="M0 6L6 0", class_="hatch")
    return el("defs", el("pattern", lines, id="map-none", width=6, height=6, patternUnits="userSpaceOnUse"))


def _legend(deck: Deck, steps: Sequence[Step], *, whole: bool) -> Safe:
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
    return el("ul", el("li", here.word("map_legend")), *items, *none, class_="map-legend")


def _table(deck: Deck, there: Mapping[str, Result]) -> Safe:
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
