"""Answers as people read them in a terminal, but for a unit's profile (terminal.profile)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from graph.amounts import money
from graph.answers import (
    FindAnswer,
    Holder,
    PathsAnswer,
    PlanAnswer,
    Result,
    RouteRef,
    SearchAnswer,
    SourceRef,
)
from graph.holders import holder_text
from graph.routes import ordered
from graph.schema import schema
from graph.unit_types import type_label
from graph.wording import say
from terminal.tables import as_text, cut, heading, plain, width, wrapped

#: Posts, allies, next steps, remarks and categories a terminal shows; --json has all.
SHOWN = 6
#: Units of a group named one by one.
NAMED = 20


def shown_find(answer: FindAnswer, lang: str) -> str:
    """Ranked units, each with its reasons, its score in parts, the way in and who decides."""
    lines = wrapped(say(lang, "cli_find_title", offering=answer.offering, on=answer.on))
    if answer.categories:
        named = ", ".join(f"{category.label} ({category.code})" for category in answer.categories[:3])
        lines += wrapped(named, first=say(lang, "cli_find_categories") + " ")
    if answer.duties:
        lines += wrapped("; ".join(duty.name for duty in answer.duties[:3]), first=say(lang, "cli_find_duties") + " ")
    for _, tied in groupby(answer.results, key=lambda result: (result.rank, result.group and result.group.id)):
        lines += ["", *_result(list(tied), lang)]
    if answer.reason:
        lines += ["", *wrapped(answer.reason), *(line for hint in answer.hints for line in wrapped(hint, first="– "))]
    elif answer.total > len(answer.results):
        lines += ["", *wrapped(say(lang, "cli_find_more", shown=len(answer.results), total=answer.total))]
    return as_text(lines + [line for note in answer.notes for line in ["", *wrapped(note)]])


def shown_plan(answer: PlanAnswer, lang: str) -> str:
    """The first unit, the ways in, where its reference leads, allies."""
    lines = wrapped(say(lang, "cli_plan_title", offering=answer.offering, on=answer.on))
    if answer.value is not None:
        lines += wrapped(say(lang, "cli_plan_value", value=money(answer.value, lang)))
    if answer.reason:
        lines += ["", *wrapped(answer.reason)]
    if answer.first:
        lines += [*heading(say(lang, "cli_plan_first")), *_result([answer.first], lang)]
    if answer.equals:
        lines += wrapped(answer.equals.told)
        lines += wrapped(", ".join(unit.name for unit in answer.equals.units), indent=4)
    if answer.routes:
        lines += heading(say(lang, "cli_plan_routes"))
        for route in ordered(answer.routes):
            lines += _route(route, lang)
    if answer.then:
        lines += heading(say(lang, "cli_plan_then"))
        lines += _told_once([(step.why, step.name) for step in answer.then])
    if answer.allies:
        lines += heading(say(lang, "cli_plan_allies"))
        lines += _told_once(
            [(_joined(ally.why, ally.outcome), _joined(ally.name, ally.year)) for ally in answer.allies]
        )
    return as_text(lines + [line for note in answer.notes for line in ["", *wrapped(note)]])


def shown_search(answer: SearchAnswer, lang: str) -> str:
    """What was found, best first."""
    if not answer.results:
        return as_text(wrapped(say(lang, "cli_search_none", query=answer.query)))
    lines = []
    for result in answer.results:
        kind = type_label(result.type, lang) if result.kind == "unit" else schema().nodes[result.kind].title[lang]
        lines += [*wrapped(f"{result.name} · {kind}"), f"    {plain(result.id)}"]
    return as_text(lines)


def shown_paths(answer: PathsAnswer, lang: str) -> str:
    """Each path hop by hop, the weakest hop marked."""
    lines = wrapped(answer.text) if answer.text else []
    for rank, path in enumerate(answer.paths, 1):
        hops = say(lang, "cli_paths_hop" if path.hops == 1 else "cli_paths_hops", count=path.hops)
        lines += ["", *wrapped(say(lang, "cli_paths_title", rank=rank, hops=hops, cost=f"{path.cost:.1f}"))]
        for step in path.steps:
            weak = say(lang, "cli_paths_weakest") if step.weakest and path.hops > 1 else ""
            why = step.because if weak else ""
            lines += wrapped(_joined(step.text, weak, why), indent=2, first="→ ", hang=2)
            lines += _cited(step.sources, lang, indent=4)
    if answer.nearest:
        named = "; ".join(f"{node.name} ({node.id})" for node in answer.nearest)
        lines += wrapped(named, first=say(lang, "cli_paths_nearest") + " ")
    if answer.truncated:
        lines += ["", *wrapped(say(lang, "cli_paths_truncated"))]
    return as_text(lines)


def _result(tied: Sequence[Result], lang: str) -> list[str]:
    """A unit, or several with the same evidence, told once."""
    first = tied[0]
    group = first.group if len(tied) > 1 else None
    name = group.label if group else f"{first.name} · {first.type_label}"
    lines = wrapped(f"{name} · {say(lang, 'cli_score')} {first.score:.2f}", first=f"{first.rank}. ")
    if group:
        named = ", ".join(result.name for result in tied[:NAMED])
        lines += wrapped(named + (" …" if len(tied) > NAMED else ""), indent=3)
        if group.told_apart_by:
            lines += wrapped(say(lang, "cli_told_apart", by="; ".join(group.told_apart_by)), indent=3)
    else:
        lines += wrapped(first.id, indent=3)
    route = first.route
    way_in = f"{say(lang, 'cli_way_in')} {route.name}. {route.why}" if route else ""
    for piece in first.evidence:
        lead = f"{piece.contribution:+.2f} "
        lines += wrapped(way_in if route and piece.text == route.why else piece.text, indent=3, first=lead)
        lines += _cited(piece.sources, lang, indent=3 + len(lead))
    if route and all(piece.text != route.why for piece in first.evidence):
        lines += wrapped(way_in, indent=3, hang=2)
    posts = list(dict.fromkeys(_post(post.title, post.holders, lang) for post in first.posts))[:SHOWN]
    if posts:
        lines += wrapped("; ".join(posts), indent=3, first=say(lang, "cli_decides") + " ", hang=2)
    return lines


def _post(title: str, holders: Sequence[Holder], lang: str) -> str:
    return f"{title} ({holder_text(holders[0], lang)})" if holders else title


def _route(route: RouteRef, lang: str) -> list[str]:
    state = say(lang, {True: "cli_route_open", False: "cli_route_closed", None: "cli_route_unsure"}[route.open])
    lines = wrapped(f"{route.name} – {state}", indent=2, hang=2)
    days = say(lang, "cli_route_days", days=route.lead_time_days) if route.lead_time_days else ""
    lines += wrapped(" · ".join(part for part in (route.why, route.rule, days) if part), indent=4)
    return lines + _cited(route.sources, lang, indent=4)


def _cited(sources: Sequence[SourceRef], lang: str, *, indent: int) -> list[str]:
    """The first source in a line, with its date, and how many more there are."""
    if not sources:
        return []
    first = sources[0]
    doubt = "" if first.verified else say(lang, "cli_not_verified")
    more = say(lang, "cli_more_sources", count=len(sources) - 1) if len(sources) > 1 else ""
    tail = "".join(f", {part}" for part in (first.published, doubt) if part) + more
    title = cut(first.title, width() - indent - len(tail) - 2)
    return [f"{' ' * indent}[{title}{plain(tail)}]"]


def _told_once(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Names under what holds for them, which is said once for all it is said of."""
    named: dict[str, list[str]] = {}
    for why, name in pairs:
        named.setdefault(why, []).append(name)
    lines: list[str] = []
    for why, names in list(named.items())[: SHOWN * 2]:
        rest = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
        lines += wrapped(", ".join(names[:NAMED]) + rest, indent=2, hang=2)
        lines += wrapped(why, indent=4)
    return lines


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
