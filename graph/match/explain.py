"""Findings → sentences, in the reader's language, each with the sources that stand behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.amounts import money, number
from graph.answers import Evidence, Quote, SourceRef
from graph.hops import inside
from graph.match.finding import Finding
from graph.match.score import Scored, Weighed
from graph.match.settings import settings
from graph.model import Node
from graph.schema import caption_language
from graph.unit_types import type_label
from graph.wording import say

#: Letters of a quoted title or outcome.
QUOTED = 160


def sentence(finding: Finding, lang: str) -> str:
    """What the finding says."""
    values = {name: _said(name, value, lang) for name, value in finding.values.items()}
    return say(lang, finding.key, **values)


def evidence(found: Weighed, lang: str, sources: Mapping[str, Sequence[SourceRef]]) -> Evidence:
    """One line of a result. sources: by the ids that findings cite."""
    finding = found.finding
    cited = [ref for id_ in finding.cites for ref in sources.get(id_, ())]
    cited += finding.route.sources if finding.route else []
    return Evidence(
        feature=found.feature,
        weight=found.weight,
        value=found.value,
        contribution=found.contribution,
        text=sentence(finding, lang),
        sources=list(dict.fromkeys(cited)),
        quoted=_quoted(finding, lang),
    )


def why(one: Scored, lang: str) -> str:
    """The reasons that weigh most, in one line."""
    best = sorted(one.findings, key=lambda found: -abs(found.contribution))
    told = [found for found in best if found.feature in settings()["evidence"]["features"]][:2]
    brakes = [found for found in best if found.feature == "agreement"]
    return " · ".join(dict.fromkeys(sentence(found.finding, lang) for found in [*told, *brakes]))


def _quoted(finding: Finding, lang: str) -> list[Quote]:
    """The names in a finding's sentence that are known in another language than the sentence's."""
    named = [value for value in finding.values.values() if isinstance(value, Node)]
    spoken = [(node, caption_language(node, lang)) for node in named]
    return [Quote(text=_cut(inside(node, lang)), lang=code) for node, code in spoken if code not in ("", lang)]


def _said(name: str, value: object, lang: str) -> str:
    if isinstance(value, Node):
        return _cut(inside(value, lang))
    if name in ("type", "types"):
        return type_label(str(value), lang, count=2 if name == "types" else 1)
    if name == "amount":
        return money(float(str(value)), lang)
    if name == "employees":
        return number(float(str(value)), lang)
    if name == "year":
        return say(lang, "match_size_year", year=value) if value else ""
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1].rstrip()}…"
