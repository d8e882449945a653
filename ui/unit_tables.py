"""What is known of a unit, as tables and lists of HTML: facts, duties, notices, purchases, agreements, pilots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.amounts import number
from graph.answers import NoticeRef, Property, UnitAnswer
from ui.cited import amount, cite, day, spaced, span
from ui.here import Here
from ui.links import go_unit
from ui.markup import Safe, el, is_web, join, web_link
from ui.tongue import said_in

#: Shown in the head of the page already, or of no use to a reader.
_ELSEWHERE = frozenset({"scheme", "former_ids", "aliases", "register_name"})
#: Values that go without saying.
_USUAL: tuple[object, ...] = (None, "", [], "NO")
#: What says most of a unit; the rest follows as it comes, and last what the head of the page says too.
_FIRST = ("mandate", "sizes", "employees", "valid_from", "valid_to", "website", "seat")
_LAST = ("name", "type", "orgnr")
#: Purchase codes that a notice names on the page, and lines that a section shows unfolded.
CODES, UNFOLDED = 3, 6
#: Notices, and purchase categories, shown before the rest is folded.
OPEN = 8


def facts(here: Here, answer: UnitAnswer) -> Safe:
    """What it is: each property with its value and source, the telling ones first; sizes one to a line.

    Then what it belongs to or belonged to, each with its own source.
    """
    order = {name: place for place, name in enumerate(_FIRST)} | {name: len(_FIRST) + 1 for name in _LAST}
    said = sorted(answer.properties.values(), key=lambda one: order.get(one.name, len(_FIRST)))
    rows = [_fact(here, one, answer) for one in said if one.name not in _ELSEWHERE and one.value not in _USUAL]
    rows += [_part_of(here, answer)] if answer.part_of else []
    if not rows:
        return Safe("")
    return el("section", el("h2", here.word("facts")), el("dl", *rows, class_="facts"))


def duties(here: Here, answer: UnitAnswer) -> Safe:
    """What it must do by statute or mandate."""
    if not answer.duties:
        return Safe("")
    items = [
        el("li", el("span", duty.name, class_="post"), el("span", duty.rule, class_="muted"), cite(here, duty.sources))
        for duty in answer.duties
    ]
    return _folding(here, "duties", len(items), el("ul", *items, class_="posts"))


def notices(here: Here, answer: UnitAnswer) -> Safe:
    """Its notices, newest first: the first OPEN at once, the rest folded."""
    if not answer.notices:
        return Safe("")
    rows = [_notice(here, notice) for notice in answer.notices]
    head = el("tr", *[el("th", here.word(name), scope="col") for name in ("published", "notice", "amount")])
    cut = el("p", here.word("cut"), class_="muted") if "notices" in answer.truncated else None
    return el("section", el("h2", here.word("notices")), *_table(here, "notices", head, rows, "rows notices"), cut)


def bought(here: Here, answer: UnitAnswer) -> Safe:
    """Its purchases by category: a bar a category with its count, the most bought first. The chart is its own table."""
    if not answer.bought:
        return Safe("")
    most = max(kind.count for kind in answer.bought)
    rows = [
        el(
            "tr",
            el("th", kind.label, el("span", kind.code, class_="code"), scope="row"),
            el("td", _bar(kind.count, most), cite(here, kind.sources)),
            el("td", number(kind.count, here.lang), class_="number"),
            el("td", day(kind.newest, here.lang), class_="muted"),
        )
        for kind in answer.bought
    ]
    head = el("tr", *[el("th", here.word(name), scope="col") for name in ("category", "share", "count", "newest")])
    lead = el("p", here.word("bought_lead"), class_="muted")
    return el("section", el("h2", here.word("bought")), lead, *_table(here, "bought", head, rows, "chart"))


def _bar(count: int, most: int) -> Safe:
    return el("span", class_="count", style=f"width:{100 * count / most:.1f}%", aria_hidden="true")


def _table(here: Here, name: str, head: Safe, rows: Sequence[Safe], style: str) -> Iterator[Safe]:
    """A table of the first OPEN rows, and one of the rest in a folding."""

    def made(some: Sequence[Safe]) -> Safe:
        table = el("table", el("caption", here.word(name)), el("thead", head), el("tbody", *some), class_=style)
        return el("div", table, class_="wide", tabindex="0", role="region", aria_label=here.word(name))

    yield made(rows[:OPEN])
    if len(rows) > OPEN:
        summary = el("summary", here.word("rest", count=len(rows) - OPEN))
        yield el("details", summary, made(rows[OPEN:]), class_="more", data_key=f"more-{name}")


def agreements(here: Here, answer: UnitAnswer) -> Safe:
    """Joint agreements that bind it, or that it owns."""
    if not answer.agreements:
        return Safe("")
    items = [
        el(
            "li",
            el("span", said_in(here, one.name, one.lang), class_="post"),
            el(
                "span",
                " · ".join(
                    filter(
                        None, [one.subject, one.state, span(here, one.valid_from, one.valid_to, current=one.current)]
                    )
                ),
                class_="muted",
            ),
            el("span", here.word("agreement_owner", name=one.owner), class_="muted") if one.owner else None,
            cite(here, one.sources),
        )
        for one in answer.agreements
    ]
    return _folding(here, "agreements", len(items), el("ul", *items, class_="posts"))


def pilots(here: Here, answer: UnitAnswer) -> Safe:
    """What it tried out and how that ended."""
    if not answer.pilots:
        return Safe("")
    items = [
        el(
            "li",
            el("span", said_in(here, one.name, one.lang), class_="post"),
            el("span", " · ".join(filter(None, [one.year, one.why])), class_="muted"),
            el("span", one.outcome, class_="outcome", lang="en") if one.outcome else None,
            cite(here, one.sources),
        )
        for one in answer.pilots
    ]
    return el("section", el("h2", here.word("pilots")), el("ul", *items, class_="posts"))


def statements(here: Here, answer: UnitAnswer) -> Safe:
    """What a dated source said of it."""
    if not answer.statements:
        return Safe("")
    items = [el("li", el("span", one.label, class_="post"), cite(here, one.sources)) for one in answer.statements]
    return el("section", el("h2", here.word("statements")), el("ul", *items, class_="posts"))


def _folding(here: Here, name: str, count: int, content: Safe) -> Safe:
    """A section that is open where it is short, and says how long it is where it is not."""
    summary = el("summary", el("h2", here.word(name)), el("span", str(count), class_="tally"))
    return (
        el("details", summary, content, class_="section", data_key=f"section-{name}")
        if count > UNFOLDED
        else el("section", el("h2", here.word(name)), content)
    )


def _notice(here: Here, notice: NoticeRef) -> Safe:
    kind = here.word(f"notice_{notice.type}", missing=notice.type.replace("_", " "))
    codes = ", ".join(notice.categories[:CODES])
    told = join(
        web_link(notice.url, said_in(here, notice.title, notice.lang)),
        el("span", " · ".join(filter(None, [kind, codes])), class_="muted"),
        el("span", here.word("won_by", names=", ".join(notice.winners))) if notice.winners else None,
        cite(here, notice.sources),
    )
    value = amount(notice.value, here.lang, notice.currency)
    return el(
        "tr",
        el("td", day(notice.published, here.lang), class_="when"),
        el("td", told),
        el("td", value, class_="number"),
    )


def _fact(here: Here, said: Property, answer: UnitAnswer) -> Safe:
    value = said.value
    if said.name in _LAST:
        told = el("span", _in_head(here, said, answer))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        told = el("ul", *[el("li", _size(here, one)) for one in value if isinstance(one, dict)])
    elif isinstance(value, list):
        told = el("span", ", ".join(map(str, value)))
    elif isinstance(value, str):
        told = (
            web_link(value, value)
            if is_web(value)
            else el("span", day(value, here.lang) if said.name.startswith("valid") else value)
        )
    else:
        told = el("span", number(float(value), here.lang) if isinstance(value, int | float) else str(value))
    return el("div", el("dt", said.label), el("dd", told, cite(here, said.sources)))


def _in_head(here: Here, said: Property, answer: UnitAnswer) -> str | Safe:
    """A property as the head of the page says it."""
    if said.name == "name":
        return said_in(here, answer.name, answer.lang)
    return answer.type_label if said.name == "type" else spaced(str(said.value))


def _part_of(here: Here, answer: UnitAnswer) -> Safe:
    """The units above it, nearest first, and those it was part of once."""
    items = [
        el(
            "li",
            go_unit(here, above.id, said_in(here, above.name, above.lang)),
            el("span", f" {time}", class_="when") if time else None,
            cite(here, above.sources),
        )
        for above in answer.part_of
        for time in [span(here, above.valid_from, above.valid_to, current=above.current)]
    ]
    return el("div", el("dt", here.word("part_of")), el("dd", el("ul", *items)))


def _size(here: Here, one: dict[str, Any]) -> str:
    measure = here.word(f"size_{one.get('measure')}", missing=str(one.get("measure", "")).replace("_", " "))
    value = one.get("value")
    shown = number(float(value), here.lang) if isinstance(value, int | float) else str(value or "")
    return f"{measure}: {shown} ({one['year']})" if one.get("year") else f"{measure}: {shown}"
