"""Units that stand equal, side by side with what could tell them apart."""

from __future__ import annotations

from collections.abc import Sequence

from graph.amounts import number
from graph.answers import Result
from ui.deck import Deck
from ui.links import go_unit
from ui.markup import Safe, el
from ui.tongue import said_in


def members(deck: Deck, group: Sequence[Result]) -> Safe:
    """A folding with a row a unit, the smallest population first: smaller comes first in the ranking too."""
    here = deck.here
    told = group[0].group.told_apart_by if group[0].group else []
    order = sorted(group, key=lambda found: (found.population is None, found.population or 0.0, found.name))
    counted = [name for name in ("population", "employees") if any(getattr(found, name) is not None for found in group)]
    head = [here.word("unit_name"), *(here.word(f"column_{name}") for name in counted), here.word("column_actions")]
    rows = [_row(deck, found, counted) for found in order]
    size = group[0].group.size if group[0].group else len(group)
    return el(
        "details",
        el("summary", here.word("group_open", count=number(size, here.lang))),
        el("p", here.word("group_told", what=", ".join(told)), class_="muted") if told else None,
        el(
            "div",
            el(
                "table",
                el("caption", here.word("group_caption")),
                el("thead", el("tr", *[el("th", name, scope="col") for name in head])),
                el("tbody", *rows),
                class_="rows members",
            ),
            class_="wide",
            tabindex="0",
            role="region",
            aria_label=here.word("group_caption"),
        ),
        class_="more group",
        data_key=f"group-{group[0].id}",
    )


def _row(deck: Deck, found: Result, counted: Sequence[str]) -> Safe:
    counts = [getattr(found, name) for name in counted]
    return el(
        "tr",
        el("th", go_unit(deck.here, found.id, said_in(deck.here, found.name, found.lang)), scope="row"),
        *[el("td", "–" if count is None else number(count, deck.here.lang), class_="number") for count in counts],
        el(
            "td",
            deck.plan(found.id, found.name),
            deck.compare_link(found.id, found.name),
            deck.save(found.id, found.name),
            deck.meet(found.id, found.name),
            class_="actions",
        ),
    )
