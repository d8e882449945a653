"""Entries of an embedded store's text index as search reads them, with what is kept of them for a state of the file."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import NamedTuple

from graph.store.candidates import Entry, Tally, tally
from graph.store.entries import UNDATED_ONLY
from graph.store.moment import Moment
from graph.store.sqlite_claims import encoded, node_kinds
from graph.store.sqlite_file import Reader, state
from graph.store.sqlite_text import day_of, first_number

#: States of files that are remembered.
_STATES = 4
#: Entries of more letters are remembered, at most so many of a state: few are so long, and the same ones are found again.
_LONG, _MOST = 1_000, 2_000
_SEVERAL = """
SELECT node, id FROM entry WHERE node IN (SELECT node FROM entry GROUP BY node HAVING count(*) > 1) ORDER BY node, id
"""
_READ = """
SELECT e.id, m.text, n.kind, n.lo_d, n.lo_u, n.spells, e.words FROM json_each(?) j CROSS JOIN entry e ON e.id = j.value
CROSS JOIN node n ON n.id = e.node CROSS JOIN name m ON m.id = n.id
"""


class Row(NamedTuple):
    """An entry and its node: id, kind (a code), from which days it is there, and the entry's words, counted if they are many."""

    number: int
    name: str
    kind: int
    lo_d: int
    lo_u: int
    spells: str | None
    words: str | Tally


@dataclass(frozen=True, slots=True)
class Entries:
    """What is kept of a state of the file. several: entries of nodes with more than one, by the number of each: few have."""

    several: Mapping[int, Sequence[int]]
    _long: dict[int, Row] = field(default_factory=dict)

    def known(self, db: Reader, numbers: Collection[int], kinds: Collection[int], moment: Moment) -> Iterator[Entry]:
        """Of these entries, and all others of their nodes, those known on the day that are of the kind their node is of."""
        asked = {other for number in numbers for other in self.several.get(number, (number,))}
        names, day, undated = node_kinds(), moment.day, moment.on.undated
        spans = {kind: (first_number(kind, 0), first_number(kind, day + 1)) for kind in kinds}
        for number, name, kind, lo_d, lo_u, spells, words in self._rows(db, asked):
            if kind not in spans:
                continue
            first, beyond = spans[kind]
            there = (lo_u if undated else lo_d) <= day if spells is None else moment.within(spells)
            if there and first <= number < beyond:
                since = day_of(number)
                if undated or since != UNDATED_ONLY:
                    yield Entry(name, names[kind], since, words)

    def _rows(self, db: Reader, numbers: Collection[int]) -> Iterator[Row]:
        long = [row for number in numbers if (row := self._long.get(number))]
        yield from long
        left = sorted(set(numbers).difference(row.number for row in long))
        for row in db.execute(_READ, (encoded(left),)):
            if len(row[6]) <= _LONG:
                yield Row._make(row)
                continue
            made = Row._make((*row[:6], tally(row[6])))
            if len(self._long) < _MOST:
                self._long[made.number] = made
            yield made


_kept: OrderedDict[str, Entries] = OrderedDict()
_lock = Lock()


def entries(db: Reader) -> Entries:
    """The entries of the file as it stands."""
    now = state(db)
    with _lock:
        if now in _kept:
            _kept.move_to_end(now)
            return _kept[now]
    of_node: dict[int, list[int]] = defaultdict(list)
    for node, number in db.execute(_SEVERAL):
        of_node[node].append(number)
    found = Entries({number: numbers for numbers in of_node.values() for number in numbers})
    with _lock:
        _kept[now] = found
        while len(_kept) > _STATES:
            _kept.popitem(last=False)
    return found
