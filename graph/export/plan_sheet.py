"""A plan as a sheet to take along: what it says, part by part, before any format is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.amounts import money
from graph.answers import Ally, Equals, Next, PlanAnswer, PostRef, Result, RouteRef, SourceRef
from graph.dates import day, readers_days
from graph.holders import holder_text
from graph.ids import spaced
from graph.routes import ordered
from graph.web import is_web
from graph.wording import say

_STATES = {True: "open", None: "unknown", False: "closed"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A source. url: a web address, else empty."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. mark: a word beside its name that says how it stands; state: open, closed or unknown, if a way in.

    cites: the numbers of the sources behind it, counted from 1.
    """

    name: str = ""
    mark: str = ""
    state: str = ""
    told: tuple[str, ...] = ()
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """lang: of our own words, "nb" or "en"; facts: what was asked; notes: what to bear in mind, no legal advice among it.

    sources: what the lines cite, in the order in which they first do.
    """

    lang: str
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    sources_title: str
    sources: tuple[Cited, ...]


def sheet(answer: PlanAnswer, lang: str) -> Sheet:
    """The plan as a reader of `lang` takes it along; where there is none, the reason and nothing else."""
    facts = [(say(lang, "plan_sheet_on"), day(answer.on, lang))]
    if answer.value is not None:
        facts.insert(0, (say(lang, "plan_sheet_value"), money(answer.value, lang)))
    cited = _Sources(lang)
    parts = [
        Part(say(lang, "plan_sheet_first"), _first(answer.first, answer.equals, cited) if answer.first else ()),
        Part(say(lang, "plan_sheet_routes"), tuple(_route(way, cited) for way in ordered(answer.routes))),
        Part(say(lang, "plan_sheet_then"), _together(answer.then, cited)),
        Part(say(lang, "plan_sheet_allies"), _together(answer.allies, cited)),
    ]
    notes = [answer.reason, *answer.notes] if answer.reason else answer.notes
    return Sheet(
        lang=lang,
        title=say(lang, "plan_sheet_title", offering=answer.offering),
        facts=tuple(facts),
        parts=tuple(part for part in parts if part.lines),
        notes=tuple(readers_days(note, lang) for note in notes),
        sources_title=say(lang, "plan_sheet_sources"),
        sources=tuple(cited.numbers),
    )


class _Sources:
    """The sources that are cited, numbered as they come."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.numbers: dict[Cited, int] = {}

    def cite(self, sources: Iterable[SourceRef]) -> tuple[int, ...]:
        """Their numbers, none twice."""
        said = dict.fromkeys(_source(source, self.lang) for source in sources)
        return tuple(self.numbers.setdefault(one, len(self.numbers) + 1) for one in said)


def _first(first: Result, equals: Equals | None, cited: _Sources) -> tuple[Line, ...]:
    lang = cited.lang
    number = say(lang, "plan_sheet_orgnr", number=spaced(first.orgnr)) if first.orgnr else ""
    told = (equals.told, ", ".join(unit.name for unit in equals.units)) if equals else ()
    lines = [Line(first.name, mark=_joined(first.type_label, number), told=told)]
    lines += [
        Line(told=(_sentence(readers_days(one.text, lang)),), cites=cited.cite(one.sources)) for one in first.evidence
    ]
    posts = dict.fromkeys(_post(post, lang) for post in first.posts)
    if posts:
        cites = cited.cite(source for post in first.posts for source in post.sources)
        lines.append(Line(say(lang, "plan_sheet_posts"), told=tuple(posts), cites=cites))
    return tuple(lines)


def _post(post: PostRef, lang: str) -> str:
    held = "; ".join(readers_days(holder_text(holder, lang), lang) for holder in post.holders)
    return f"{post.title} ({held})" if held else post.title


def _route(way: RouteRef, cited: _Sources) -> Line:
    lang = cited.lang
    told = [
        way.why,
        say(lang, "plan_sheet_after", what=way.after) if way.after else "",
        way.rule,
        say(lang, "plan_sheet_days", days=way.lead_time_days) if way.lead_time_days else "",
    ]
    state = _STATES[way.open]
    return Line(
        way.name,
        mark=say(lang, f"plan_sheet_{state}"),
        state=state,
        told=tuple(readers_days(line, lang) for line in told if line),
        cites=cited.cite(way.sources),
    )


def _together(steps: Sequence[Next | Ally], cited: _Sources) -> tuple[Line, ...]:
    """Units of one reason as one line: what holds for all of them is said once."""
    same: dict[tuple[str, str], list[Next | Ally]] = {}
    for step in steps:
        same.setdefault((step.why, step.outcome if isinstance(step, Ally) else ""), []).append(step)
    return tuple(
        Line(
            ", ".join(_joined(step.name, step.year if isinstance(step, Ally) else "") for step in alike),
            told=tuple(readers_days(line, cited.lang) for line in reason if line),
            cites=cited.cite(source for step in alike for source in step.sources),
        )
        for reason, alike in same.items()
    )


def _source(source: SourceRef, lang: str) -> Cited:
    doubt = "" if source.verified else say(lang, "plan_sheet_unverified")
    published = day(source.published, lang) if source.published else say(lang, "plan_undated")
    text = ", ".join(filter(None, [source.title, published, doubt]))
    return Cited(text, source.url if source.url and is_web(source.url) else "")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
