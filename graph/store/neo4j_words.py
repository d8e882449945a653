"""The words of a kind, read from Neo4j once for a state of the graph: of few nodes with the first search, of many ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.store import words
from graph.store.entries import UNDATED_ONLY
from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there
from graph.store.neo4j_server import Server
from graph.store.words import Words

#: Whether an entry `e` is known on the day.
KNOWN = f"e._words_day <= $day AND ($undated OR e._words_day <> {UNDATED_ONLY})"
#: The entries of a kind that are known on the day, at most `$most`.
_OF_KIND = (
    "CALL db.index.fulltext.queryNodes($index, '_kind:\"' + {kind} + '\"') YIELD node AS e"
    f" WHERE e._words IS NOT NULL AND {KNOWN} WITH e LIMIT $most"
)
_ROW = "coalesce(e._of, e.id), e._words_day, e._words, n IS NOT NULL"
#: Entries read at a time.
PAGE = 2_000


def words_of(server: Server, kind: str, moment: Moment) -> Words | None:
    """The entries of a kind; None where they are too many to be kept and were not read ahead."""
    name = _name(moment)
    _, kept = server.kept_then(name, [kind])
    if kept.get(kind, kind) is None:
        return None
    query = (
        f"UNWIND ids AS id CALL (id) {{ {_OF_KIND.format(kind='id')} RETURN collect(e) AS found }}"
        " CALL (id, found) { UNWIND CASE WHEN size(found) = $most THEN [] ELSE found END AS e"
        f" {_node(server, moment, 'id')} RETURN collect([{_ROW}]) AS rows }}"
    )

    def made(row: Sequence[Any]) -> tuple[Words | None, int]:
        _, many, rows = row
        few = Words.of(kind, rows, words.FEW) if many <= words.FEW else None
        return few, few.size if few else 1

    found = server.read_kept(query, "id, size(found), rows", [kind], name, made, **_asked(server, moment, words.FEW))
    return found.get(kind)


def read_ahead(server: Server, kinds: Sequence[str], moment: Moment) -> None:
    """See `View.read_ahead`."""
    state = server.state()
    for kind in kinds:
        if server.state() == state and not words_of(server, kind, moment):
            _read_many(server, kind, moment, state)


def _read_many(server: Server, kind: str, moment: Moment, state: str) -> None:
    """Reads the words of a kind that has many, and keeps them if the graph stands so from beginning to end."""
    now, _, rows = server.read_standing(
        _OF_KIND.format(kind="$kind"), "elementId(e)", kind=kind, **_asked(server, moment, words.MANY)
    )
    if now != state or len(rows) > words.MANY:
        return
    found = Words.of(kind, _entries(server, [id_ for (id_,) in rows], kind, moment, state), words.MANY)
    if found and len(found.lengths) == len(rows):
        server.keep(state, _name(moment), {kind: (found, found.size)})


def _entries(server: Server, ids: Sequence[str], kind: str, moment: Moment, state: str) -> Iterator[words.Row]:
    """Of these entries, given by what the server calls them, what `Words.of` takes, as far as the graph stands as it did."""
    query = f"MATCH (e) WHERE elementId(e) IN $page {_node(server, moment, '$kind')}"
    for start in range(0, len(ids), PAGE):
        now, _, rows = server.read_standing(query, _ROW, page=ids[start : start + PAGE], kind=kind, day=moment.day)
        if now != state:
            return
        yield from rows


def _node(server: Server, moment: Moment, kind: str) -> str:
    """Of a query: the node `n` of an entry, where it is there on the day and of the kind."""
    there = node_there("n", moment)
    return f"OPTIONAL MATCH (n:{server.layout.node} {{id: coalesce(e._of, e.id)}}) WHERE n._kind = {kind} AND {there}"


def _asked(server: Server, moment: Moment, most: int) -> dict[str, Any]:
    """The values of `_OF_KIND`: one entry more than `most` tells that there are too many."""
    return {"index": server.layout.index, "day": moment.day, "undated": moment.on.undated, "most": most + 1}


def _name(moment: Moment) -> tuple[str, Moment]:
    """What words are kept as."""
    return "words", moment
