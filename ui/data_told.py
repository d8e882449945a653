"""What a load did or would do, in the page: changes counted, the first facts, what was skipped, warned of and left out."""

from __future__ import annotations

from collections.abc import Sequence

from graph.amounts import number
from graph.answers import ChangesRef, LoadAnswer, PreviewAnswer, Said, WouldAdd
from graph.schema import schema
from graph.wording import pick
from loaders.choices import choices
from ui.here import Here
from ui.markup import Safe, el

#: Remarks of a load that are spelled out.
REMARKS = 40


def previewed(here: Here, answer: PreviewAnswer) -> Safe:
    """What a load would do."""
    facts = [
        el(
            "li",
            el("b", fact.name),
            el("span", " ".join(filter(None, [fact.document, fact.published])), class_="muted"),
        )
        for fact in answer.facts
    ]
    title = pick(dict(choices()[answer.source].source.title), here.lang)
    return el(
        "section",
        el("h2", here.word("data_would", source=title)),
        el("p", here.word("data_would_lead"), class_="muted"),
        _changes(here, answer.changes) if answer.changes else el("p", here.word("data_not_tried"), class_="muted"),
        _held(here, answer.nodes),
        el("details", el("summary", here.word("data_first_facts")), el("ul", *facts, class_="remarks"))
        if facts
        else None,
        *_folds(here, answer),
        class_="notice",
        role="status",
    )


def reported(here: Here, answer: LoadAnswer) -> Safe:
    """What a load did."""
    seconds = number(answer.seconds, here.lang)
    title = pick(dict(choices()[answer.source].source.title), here.lang)
    return el(
        "section",
        el("h2", here.word("data_did", source=title, seconds=seconds)),
        _changes(here, [answer.nodes, answer.relations]),
        *_folds(here, answer),
        class_="notice",
        role="status",
    )


def _folds(here: Here, answer: PreviewAnswer | LoadAnswer) -> list[Safe | None]:
    return [
        remarks(here, "skipped", answer.skipped, answer.skipped_count),
        remarks(here, "warnings", answer.warnings),
        remarks(here, "left_out", answer.left_out),
    ]


def _changes(here: Here, changes: Sequence[ChangesRef]) -> Safe:
    """What is new, changed, as it was and removed, of nodes and of relations."""
    parts = ("made", "changed", "unchanged", "removed")
    head = el(
        "tr", el("td", ""), *[el("th", here.word(f"data_{part}"), scope="col", class_="number") for part in parts]
    )
    rows = [
        el(
            "tr",
            el("th", here.word(name), scope="row"),
            *[el("td", number(getattr(change, part), here.lang), class_="number") for part in parts],
        )
        for name, change in zip(("data_nodes", "data_relations"), changes, strict=True)
    ]
    table = el("table", el("caption", here.word("data_changes")), el("thead", head), el("tbody", *rows))
    return el("div", table, class_="wide")


def _held(here: Here, kinds: Sequence[WouldAdd]) -> Safe:
    said = [
        here.word(
            "data_of_kind",
            count=number(kind.count, here.lang),
            kind=pick(dict(schema().nodes[kind.kind].title), here.lang),
            known=number(kind.known, here.lang),
        )
        for kind in kinds
    ]
    return el("p", " · ".join(said), class_="muted")


def remarks(here: Here, name: str, said: Sequence[Said], count: int | None = None) -> Safe | None:
    """What a load skipped, warned of or left out, folded to its number. count: how many in all, if more than are told."""
    count = len(said) if count is None else count
    if not count:
        return None
    lines = [el("li", el("b", one.where), " ", one.why) for one in said[:REMARKS]]
    rest = count - len(lines)
    more = el("li", here.word("rest", count=number(rest, here.lang)), class_="rest") if rest > 0 else None
    summary = el("summary", here.word(f"data_{name}", count=number(count, here.lang)))
    return el("details", summary, el("ul", *lines, more, class_="remarks"), class_="more")
