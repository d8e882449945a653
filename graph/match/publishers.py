"""Who publishes notices at all: how many each unit and each type has published, and by what short names they are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.match.keep import kept
from graph.match.settings import settings
from graph.model import Node
from graph.store.base import View
from graph.text.entry import texts
from graph.text.short_names import short_names
from graph.when import On


@dataclass(frozen=True, slots=True)
class Publishers:
    """counts: notices by unit id; types: by type of unit; of: the type of each; of_notice: the units that published each
    notice, by its id.
    """

    counts: Mapping[str, int]
    types: Mapping[str, int]
    of: Mapping[str, str]
    of_notice: Mapping[str, Sequence[str]]

    @property
    def notices(self) -> int:
        """How many notices have a publisher."""
        return sum(self.types.values())

    @property
    def sure(self) -> float:
        """How far counts over all notices can be relied on, in [0, 1): in few, any word is rare."""
        return self.notices / (self.notices + float(settings()["notices"]["few"]))

    @property
    def enough(self) -> float:
        """How far the nearest notice can be relied on, in [0, 1]: of few, one is the nearest by chance."""
        return min(1.0, self.notices / float(settings()["notices"]["few"]))


def publishers(view: View, on: On) -> Publishers:
    """Who published, as known on the day; read once for a state of the graph."""
    return kept(view, on, "publishers", lambda: _read(view, on))


def names_of(unit: Node) -> list[str]:
    """The names that a unit goes by."""
    return [text for name in ("name", "aliases", "register_name") for _, text in texts(unit.props.get(name))]


def known_as(view: View, known: Publishers, on: On) -> Mapping[str, frozenset[str]]:
    """The units that published by the short names they are known by; read once for a state of the graph."""
    return kept(view, on, "short names", lambda: _short_names(view.get(known.of, on)))


def _read(view: View, on: On) -> Publishers:
    ends = list(view.scan_ends("published", on))
    counts = Counter(unit for unit, _ in ends)
    alone = {id_: (id_,) for id_ in counts}
    of_notice: dict[str, tuple[str, ...]] = {notice: alone[unit] for unit, notice in ends}
    if len(of_notice) < len(ends):
        of_notice = {}
        for unit, notice in ends:
            of_notice[notice] = (*of_notice.get(notice, ()), unit)
    units = {id_: node for id_, node in view.get(counts, on).items() if node.kind == "unit"}
    of = {id_: str(node.props.get("type") or "other") for id_, node in units.items()}
    types: Counter[str] = Counter()
    for id_, unit_type in of.items():
        types[unit_type] += counts[id_]
    return Publishers(counts, types, of, of_notice)


def _short_names(units: Mapping[str, Node]) -> Mapping[str, frozenset[str]]:
    short: dict[str, set[str]] = defaultdict(set)
    for id_, node in units.items():
        for name in names_of(node):
            for word in short_names(name):
                short[word].add(id_)
    return {word: frozenset(ids) for word, ids in short.items()}
