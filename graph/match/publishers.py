"""Who publishes notices at all: how many each unit and each type has published, and by what short names they are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.match.keep import kept
from graph.model import Node
from graph.store.base import View
from graph.text.entry import texts
from graph.text.short_names import short_names
from graph.when import On


@dataclass(frozen=True, slots=True)
class Publishers:
    """counts: notices by unit id; types: by type of unit; of: the type of each; short: ids by short name.

    of_notice: the units that published each notice, by its id.
    """

    counts: Mapping[str, int]
    types: Mapping[str, int]
    of: Mapping[str, str]
    short: Mapping[str, frozenset[str]]
    of_notice: Mapping[str, Sequence[str]]

    @property
    def notices(self) -> int:
        """How many notices have a publisher."""
        return sum(self.types.values())


def publishers(view: View, on: On) -> Publishers:
    """Who published, as known on the day; read once for a state of the graph."""
    return kept(view, on, "publishers", lambda: _read(view, on))


def names_of(unit: Node) -> list[str]:
    """The names that a unit goes by."""
    return [text for name in ("name", "aliases", "register_name") for _, text in texts(unit.props.get(name))]


def _read(view: View, on: On) -> Publishers:
    of_notice: dict[str, tuple[str, ...]] = {}
    for unit, notice in view.scan_ends("published", on):
        of_notice[notice] = (*of_notice.get(notice, ()), unit)
    counts = Counter(id_ for units in of_notice.values() for id_ in units)
    units = {id_: node for id_, node in view.get(counts, on).items() if node.kind == "unit"}
    of = {id_: str(node.props.get("type") or "other") for id_, node in units.items()}
    types: Counter[str] = Counter()
    for id_, unit_type in of.items():
        types[unit_type] += counts[id_]
    short: dict[str, set[str]] = defaultdict(set)
    for id_, word in _short(units):
        short[word].add(id_)
    return Publishers(counts, types, of, {word: frozenset(ids) for word, ids in short.items()}, of_notice)


def _short(units: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    for id_, node in units.items():
        for name in names_of(node):
            for word in short_names(name):
                yield id_, word
