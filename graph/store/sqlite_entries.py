"""Entries of an embedded store's text index as search reads them, with what is kept of them for a state of the file."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from graph.store.candidates import Entry, Tally, tally
from graph.store.entries import LASTING, UNDATED_ONLY
from graph.store.moment import Moment
from graph.store.sqlite_claims import encoded, node_kinds
from graph.store.sqlite_file import Reader, state
from graph.store.sqlite_text import day_of, first_number

if TYPE_CHECKING:
    from graph.store.words import Words

#: States of files that are remembered.
_STATES = 4
#: Entries of more letters are remembered, at most so many of a state: few are so long, and the same ones are found again.
_LONG, _MOST = 1_000, 2_000
#: A kind of few entries is read into memory when a state is asked for it again: who asks once would wait for nothing.
ONCE = 1
#: Kinds, each on a day, that are remembered of a state.
_KINDS = 24
_SEVERAL = """
SELECT node, id FROM entry WHERE node IN (SELECT node FROM entry GROUP BY node HAVING count(*) > 1) ORDER BY node, id
"""
_ROW = "SELECT e.id, m.text, n.kind, n.lo_d, n.lo_u, n.spells, e.words FROM"
_NODES = "CROSS JOIN node n ON n.id = e.node CROSS JOIN name m ON m.id = n.id"
_READ = f"{_ROW} json_each(?) j CROSS JOIN entry e ON e.id = j.value {_NODES}"
_OF_KIND = f"{_ROW} entry e {_NODES} WHERE e.id BETWEEN ? AND ? ORDER BY e.id LIMIT ?"

#: A range of entry numbers, both ends inside.
Span = tuple[int, int]


def spans_of(kind: int, moment: Moment) -> list[Span]:
    """The numbers of entries of a kind that are known on the day."""
    last = first_number(kind, moment.day + 1) - 1
    if moment.on.undated:
        return [(first_number(kind, LASTING), last)]
    return [
        (first_number(kind, LASTING), first_number(kind, UNDATED_ONLY) - 1),
        (first_number(kind, UNDATED_ONLY + 1), last),
    ]


class Row(NamedTuple):
    """An entry and its node: id, kind (a code), from which days it is there, and the entry's words, counted if they are many."""

    number: int
    name: str
    kind: int
    lo_d: int
    lo_u: int
    spells: str | None
    words: str | Tally

    def there(self, moment: Moment) -> bool:
        """Whether the node is there on the day."""
        if self.spells is not None:
            return moment.within(self.spells)
        return (self.lo_u if moment.on.undated else self.lo_d) <= moment.day


@dataclass(frozen=True, slots=True)
class Entries:
    """What is kept of a state of the file. several: entries of nodes with more than one, by the number of each: few have."""

    several: Mapping[int, Sequence[int]]
    _long: dict[int, Row] = field(default_factory=dict)
    _asked: Counter[tuple[int, Moment]] = field(default_factory=Counter)
    _few: dict[tuple[int, Moment], Words | None] = field(default_factory=dict)

    def few(self, db: Reader, kind: int, moment: Moment) -> Words | None:
        """The words of a kind of few entries that was asked for before; None where it was not, or has too many."""
        asked = kind, moment
        if asked in self._few:
            return self._few[asked]
        self._asked[asked] += 1
        if self._asked[asked] <= ONCE or len(self._few) >= _KINDS:
            return None
        from graph.store import words  # noqa: PLC0415 — it takes numpy, a tenth of a second that one question does without

        spans = spans_of(kind, moment)
        rows = (Row._make(row) for span in spans for row in db.execute(_OF_KIND, (*span, words.FEW + 1)))
        told = ((row.name, day_of(row.number), row.words, row.kind == kind and row.there(moment)) for row in rows)
        self._few[asked] = words.Words.of(node_kinds()[kind], told, words.FEW)
        return self._few[asked]

    def known(self, db: Reader, numbers: Collection[int], kinds: Collection[int], moment: Moment) -> Iterator[Entry]:
        """Of these entries, and all others of their nodes, those known on the day that are of the kind their node is of."""
        asked = {other for number in numbers for other in self.several.get(number, (number,))}
        names, day, undated = node_kinds(), moment.day, moment.on.undated
        spans = {kind: (first_number(kind, 0), first_number(kind, day + 1)) for kind in kinds}
        for row in self._rows(db, asked):
            if row.kind not in spans:
                continue
            first, beyond = spans[row.kind]
            if first <= row.number < beyond and row.there(moment):
                since = day_of(row.number)
                if undated or since != UNDATED_ONLY:
                    yield Entry(row.name, names[row.kind], since, row.words)

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
