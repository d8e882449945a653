"""What the notices say of a unit as a buyer: pure functions from a candidate to findings, as in `features`."""

from __future__ import annotations

from datetime import date
from math import log

from graph.match.candidate import Candidate
from graph.match.finding import DAYS_A_YEAR, Finding, Ground, decay
from graph.match.settings import settings
from graph.match.sightings import Sighting
from graph.when import last_day


def similar(unit: Candidate, _: Ground) -> list[Finding]:
    """How near its nearest notice is to the offering, and how much of all that is like the offering is the unit's."""
    said = settings()["similar"]
    if unit.like is None or unit.like.nearest.fit < said["least"]:
        return []
    near, like = unit.like.nearest, unit.like
    values = {"title": near.thing, "day": near.day or ""}
    found = [Finding(said["nearest"] * near.fit * like.enough, "match_similar", values, near.cites, day=near.day)]
    if like.count > 1:
        share = log(1 + said["spread"] * like.share) / log(1 + said["spread"])
        values = {"count": like.count, "of": like.of}
        found.append(
            Finding((1 - said["nearest"]) * share * near.fit * like.enough, "match_similar_share", values, near.cites)
        )
    return found


def wording(unit: Candidate, _: Ground) -> list[Finding]:
    """How alike the offering one of its notices is phrased."""
    if unit.like is None or unit.like.phrased is None:
        return []
    seen = unit.like.phrased
    values = {"title": seen.thing, "day": seen.day or ""}
    return [Finding(seen.fit * unit.like.enough, "match_wording", values, seen.cites, day=seen.day)]


def vocabulary(unit: Candidate, _: Ground) -> list[Finding]:
    """How many of the offering's rarer words its notices hold."""
    if unit.like is None or unit.like.held is None:
        return []
    held = unit.like.held
    values = {"words": ", ".join(held.words), "title": held.seen.thing, "day": held.seen.day or ""}
    return [Finding(held.value, "match_vocabulary", values, held.seen.cites, day=held.seen.day)]


def kind(unit: Candidate, _: Ground) -> list[Finding]:
    """How much more of what is like the offering its kind of unit published than of all notices."""
    if unit.kind is None:
        return []
    values = {"count": unit.kind.count, "of": unit.kind.of, "types": unit.type}
    key = "match_kind" if unit.kind.count else "match_kind_none"
    cites = unit.kind.nearest.cites if unit.kind.nearest else ()
    return [Finding(unit.kind.lift, key, values, cites)]


def around(unit: Candidate, ground: Ground) -> list[Finding]:
    """What a unit it is part of, or one that is part of it, bought of the kind."""
    if unit.around is None:
        return []
    seen, said = unit.around.seen, settings()["demand"]
    value = seen.fit * decay(seen.day, ground.on, said["half_life_years"])
    key = "match_around_above" if unit.around.above else "match_around_below"
    values = {"other": unit.around.other, "title": seen.thing, "day": seen.day or ""}
    return [Finding(value, key, values, seen.cites, day=seen.day)]


def remit(unit: Candidate, _: Ground) -> list[Finding]:
    """How near in meaning the unit's mandate is to the offering."""
    return [Finding(unit.remit, "match_remit", {}, (unit.unit.id,))] if unit.remit else []


def place(unit: Candidate, _: Ground) -> list[Finding]:
    """Whether the offering names the unit or its place; the less, the more units the word may mean."""
    if unit.named is None:
        return []
    word, units = unit.named
    return [Finding(units**-0.5, "match_place", {"word": word}, (unit.unit.id,))]


def timing(unit: Candidate, ground: Ground) -> list[Finding]:
    """Whether a contract of the kind that the unit has made ends soon: then it must buy anew."""
    said = settings()["timing"]
    told = []
    for seen in unit.purchases:
        end = _end(seen)
        days = (date.fromisoformat(last_day(end)) - date.fromisoformat(ground.on.day)).days if end else -1
        if 0 <= days <= said["years"] * DAYS_A_YEAR:
            told.append((seen.fit * (1.0 - days / (said["years"] * DAYS_A_YEAR)), end, seen))
    if not told:
        return []
    share, end, seen = max(told, key=lambda one: (one[0], one[2].thing.id))
    return [Finding(share, "match_timing", {"title": seen.thing, "until": end}, seen.cites, day=seen.day)]


def _end(seen: Sighting) -> str:
    """The day on which the contract ends, as far as known: of an agreement, or the last of a notice's lots."""
    props = seen.thing.props
    terms = [str(term["end"]) for term in props.get("term") or () if term.get("end")]
    return str(props.get("valid_to") or "") or max(terms, default="")
