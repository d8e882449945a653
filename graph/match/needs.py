"""Offering → needs: the purchase classes and the duties it serves, and whatever else in the graph speaks of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

from graph.collector import paused
from graph.match.acts import Acts, acts
from graph.match.catalogue import catalogue, class_id
from graph.match.classes import (
    BEST_CODES,
    HITS,
    ClassFit,
    Scores,
    by_near_notices,
    by_notices,
    by_words,
    codes_below,
    mixed,
    parts_of,
    ranked,
    weighed,
)
from graph.match.duties import DutyFit, due, duties_for
from graph.match.meaning import Nearness, nearest, nearness
from graph.match.offering import Offering, covers, rarity, read
from graph.match.question import Question
from graph.match.settings import settings
from graph.model import Relation
from graph.store.base import Found, View
from graph.text.bm25 import score
from graph.when import On

#: Entries read of each kind, best first by BM25.
NOTICES_READ, OTHERS_READ = 40, 20
#: Where the model reads the offering while its words are looked up: it needs neither the graph nor Python's one lock.
_MEANING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="meaning")
#: The kinds whose words are looked up, each by itself.
SEARCHED = ("notice", "category", "unit", "statement", "pilot", "duty")
#: A notice, mandate or statement must hold at least this share of the offering's words, by rarity.
LEAST_COVER = 0.3


@dataclass(frozen=True, slots=True)
class Needs:
    """What an offering is about.

    told: the notices that hold its words; near: the cosines of those nearest in meaning, best first. classes: best first, at
    most `classes.shown`; used: those whose buyers count. codes: fit of every category id in them; classified: what is
    classified as one, newest first within each. done: who is behind the notices that hold its words best. duties: best first.
    notices, mandates, statements, pilots: fit of the things whose own words fit, by id. bought_as: the classes of each duty,
    by its id; added: the classes that the user added.
    """

    offering: Offering
    told: Found
    near: Mapping[str, float]
    classes: Sequence[ClassFit]
    used: Sequence[ClassFit]
    codes: Mapping[str, float]
    classified: Sequence[Relation]
    done: Acts
    duties: Sequence[DutyFit]
    notices: Mapping[str, float]
    mandates: Mapping[str, float]
    statements: Mapping[str, float]
    pilots: Mapping[str, float]
    bought_as: Mapping[str, frozenset[str]]
    added: Sequence[str]

    def contract(self, duties: Collection[str]) -> list[ClassFit]:
        """The classes, those first that any of these duties is classified as: what the contract is likely to be about.

        What the user added stays before them.
        """
        tied = {code for duty in duties for code in self.bought_as.get(duty, ())}
        return sorted(self.classes, key=lambda found: (found.code not in self.added, found.code not in tied))


@paused()
def needs_of(view: View, question: Question) -> Needs:
    """Reads the offering and looks up what in the graph speaks of it, as known on the day. About ten bounded reads."""
    offering = read(question.offering)
    on = question.on
    ahead = _MEANING.submit(nearness, offering.text)
    told = _holding(view, offering, "notice", on)
    named = _holding(view, offering, "category", on)
    mandates = covered(offering, _holding(view, offering, "unit", on), "unit", OTHERS_READ)
    statements = covered(offering, _holding(view, offering, "statement", on), "statement", OTHERS_READ)
    pilots = covered(offering, _holding(view, offering, "pilot", on), "pilot", OTHERS_READ)
    notices = covered(offering, told, "notice", NOTICES_READ)
    done = acts(view, [hit.id for hit in told.hits[: settings()["similar"]["read"]]], on)
    worded = by_words(offering, named) if offering.tokens else ({}, {})
    near = ahead.result()
    meant = nearest(view, offering.text, "notice", on, limit=settings()["similar"]["read"])
    classes = _classes(view, worded, notices, near, meant, question)
    used = _used(classes, question)
    codes = codes_below(view, used, on)
    classified = _under(view, codes, on)
    duties = duties_for(
        view,
        offering,
        near=near,
        codes=codes,
        classified=classified,
        on=on,
        added=question.duties,
        left_out=question.without_duties,
    )
    return Needs(
        offering=offering,
        told=told,
        near=meant,
        classes=classes,
        used=used,
        codes=codes,
        classified=classified,
        done=done,
        duties=duties,
        notices=notices,
        mandates=mandates,
        statements=statements,
        pilots=pilots,
        bought_as=_bought_as(view, duties, on),
        added=question.added(),
    )


def _classes(
    view: View,
    worded: tuple[Mapping[str, Scores], Mapping[str, Sequence[str]]],
    notices: Mapping[str, float],
    near: Nearness,
    meant: Mapping[str, float],
    question: Question,
) -> list[ClassFit]:
    """The classes, the user's own first, those struck out left out; none where neither words nor meaning say enough.

    worded: as `by_words` gives them; notices: those whose words fit; meant: those nearest in meaning.
    """
    words, codes = worded
    sure = max(near.sure, _confidence(max(words.get("coverage", {}).values(), default=0.0)))
    if near.phrases:
        parts = parts_of(words, near, classified_notices(view, meant, notices, question.on), question.on)
        shares = weighed(parts)
    else:
        shares = mixed({**words, "notices": _classified(view, notices, question.on)})
    left_out = question.struck_out().union(question.added())
    scores = {code: share for code, share in shares.items() if sure and code not in left_out}
    known = _known(view, scores, question.on)
    if near.phrases:
        codes = near.codes([*question.added(), *known], BEST_CODES)
    own = [ClassFit(code, 1.0, tuple(codes.get(code, ())) or (code.ljust(8, "0"),)) for code in question.added()]
    return [*own, *ranked(known, codes, sure)]


def classified_notices(
    view: View, meant: Mapping[str, float], fits: Mapping[str, float], on: On
) -> dict[str, Mapping[str, float]]:
    """What notices were classified as that lie near in meaning (`meant`, best first), and what those were whose words fit
    (`fits`), both by id.
    """
    near = dict(islice(meant.items(), settings()["classes"]["nearest"]))
    ids = [*fits, *(id_ for id_ in near if id_ not in fits)]
    found = view.neighbours(ids, kinds=["classified_as"], direction="out", on=on, cap=10).relations if ids else ()
    return {"near": by_near_notices(near, found), "words": by_notices(fits, found)}


def _confidence(covered: float) -> float:
    """How sure words alone are of the classes, by the share of the offering that the best covers; 0: not at all."""
    return min(1.0, 0.5 + covered) if covered >= settings()["classes"]["least_cover"] else 0.0


def _known(view: View, scores: Mapping[str, float], on: On) -> dict[str, float]:
    """The best classes that the graph holds: vectors know more than it may."""
    best = sorted(scores, key=lambda code: (-scores[code], code))[: 2 * settings()["classes"]["shown"]]
    there = catalogue(view, on).classes(view, map(class_id, best))
    return {code: scores[code] for code in best if class_id(code) in there}


def _classified(view: View, notices: Mapping[str, float], on: On) -> Mapping[str, float]:
    """What the notices whose words fit were classified as."""
    if not notices:
        return {}
    found = view.neighbours(notices, kinds=["classified_as"], direction="out", on=on, cap=10)
    return by_notices(notices, found.relations)


def _under(view: View, codes: Mapping[str, float], on: On) -> Sequence[Relation]:
    """What is classified as one of `codes`, the newest of each."""
    if not codes:
        return ()
    cap = settings()["demand"]["per_code"]
    return view.neighbours(codes, kinds=["classified_as"], direction="in", on=on, cap=cap).relations


def _bought_as(view: View, duties: Sequence[DutyFit], on: On) -> dict[str, frozenset[str]]:
    """The classes that each duty is classified as."""
    known = due(view, on).bought_as
    return {duty.node.id: known.get(duty.node.id, frozenset()) for duty in duties}


def _used(classes: Sequence[ClassFit], question: Question) -> list[ClassFit]:
    """The classes near enough to the best, and all that the user added."""
    said = settings()["classes"]
    best = max((found.fit for found in classes), default=0.0)
    near = [found for found in classes if found.code not in question.added() and found.fit >= said["drop"] * best]
    own = [found for found in classes if found.code in question.added()]
    return [*own, *near[: said["used"]]]


def _holding(view: View, offering: Offering, kind: str, on: On) -> Found:
    """The nodes of a kind that hold words of the offering."""
    return view.search(offering.tokens, kinds=[kind], on=on, limit=HITS) if offering.tokens else Found()


def covered(offering: Offering, found: Found, kind: str, limit: int) -> dict[str, float]:
    """Of the nodes found, all of a kind, those whose words cover enough of the offering, with how much (0..1), best first."""
    rare = rarity(offering, found, kind)
    scores = score(found)
    shares = covers((hit.counts for hit in found.hits), rare)
    told = {hit.id: share for hit, share in zip(found.hits, shares, strict=True) if share >= LEAST_COVER}
    best = sorted(told, key=lambda id_: (-scores[id_], id_))
    return {id_: round(told[id_], 4) for id_ in best[:limit]}
