"""Text search in Neo4j: its text index over our tokens says where they stand; what is looked at is decided as everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graph.store import candidates
from graph.store.base import FREQUENCY_CAP, Found
from graph.store.entries import UNDATED_ONLY, shielded, spread
from graph.store.moment import Moment
from graph.store.neo4j_ids import node_there
from graph.store.neo4j_layout import Layout
from graph.store.neo4j_server import Server
from graph.store.neo4j_words import KNOWN, words_of

#: Of a query: the entries that hold what a query of the index asks for.
_ENTRIES = "CALL db.index.fulltext.queryNodes($index, {query} + $among) YIELD node AS e WHERE " + KNOWN
_WORD = "'_words:' + $words[place]"
_OF_WORD, _OF_RARE, _OF_QUERY = (_ENTRIES.format(query=query) for query in (_WORD, f"{_WORD} + rare", "query"))
#: In how many entries each word stands, (place, count), rarest first; it is counted where that is not known (`$often`).
_COUNTED = (
    "UNWIND range(0, size($words) - 1) AS place WITH same, place, $often[place] AS told"
    f" CALL (same, place, told) {{ WITH place WHERE told IS NULL OR NOT same {_OF_WORD}"
    f" WITH e LIMIT {FREQUENCY_CAP} RETURN count(e) AS many }}"
    " WITH place, CASE WHEN same THEN coalesce(told, many) ELSE many END AS many"
    " ORDER BY many, place WITH collect([place, many]) AS counted"
    " WITH counted, [one IN counted WHERE one[1] > 0] AS standing"
)
#: The words whose entries are read, as `candidates.taken` chooses them, after the number of those entries.
_TAKEN = (
    " WITH counted, standing, reduce(taken = [0], one IN standing |"
    " CASE WHEN taken[0] + one[1] > $budget THEN taken ELSE [taken[0] + one[1]] + taken[1..] + one[0] END)[1..] AS taken"
)
#: Of the entries that hold any of those words: what all words that stand in them weigh together.
_WEIGHED = (
    " WITH standing, taken, reduce(all = '', place IN taken | all + CASE all WHEN '' THEN '' ELSE ' OR ' END + $words[place]) AS rare"
    " UNWIND CASE taken WHEN [] THEN [] ELSE standing END AS one WITH one[0] AS place, log($scale / one[1]) AS weight,"
    " CASE WHEN one[0] IN taken THEN '' ELSE ' AND _words:(' + rare + ')' END AS rare"
    f" CALL (place, rare) {{ {_OF_RARE} RETURN e }} WITH e, sum(weight) AS weight"
)
#: Where every word is too common for that: what to ask the index for instead, first the two rarest together, then the rarest.
_INSTEAD = (
    " WITH counted, likely, CASE WHEN taken <> [] OR standing = [] THEN [] ELSE [reduce(all = $words[standing[0][0]],"
    " one IN standing[1..2] | all + ' AND ' + $words[one[0]]), $words[standing[0][0]]] END AS instead"
)
#: The newest entries of these; of the last day that comes among them all, as what orders them within a day is worked out here.
_NEWEST = (
    " CALL (instead) { UNWIND range(0, size(instead) - 1) AS turn WITH turn, '_words:(' + instead[turn] + ')' AS query"
    f" CALL (query) {{ {_OF_QUERY}"
    " WITH e._words_day AS day ORDER BY day DESC LIMIT $budget RETURN min(day) AS last }"
    f" {_OF_QUERY} AND e._words_day >= last"
    " RETURN collect([turn, coalesce(e._of, e.id), e._words_day, elementId(e)]) AS newest }"
)


def search(server: Server, tokens: Sequence[str], kinds: Sequence[str], moment: Moment, limit: int) -> Found:
    """See `View.search`. One round trip at most, and one before where it is not known that the only kind has too many nodes."""
    asked = {shielded(token): token for token in sorted(set(tokens))}
    if not kinds or not asked:
        return Found([], dict.fromkeys(asked.values(), 0))
    few = words_of(server, kinds[0], moment) if len(kinds) == 1 else None
    return few.search(asked, limit) if few else _searched(server, asked, kinds, moment, limit)


def _searched(server: Server, asked: dict[str, str], kinds: Sequence[str], moment: Moment, limit: int) -> Found:
    """What the server finds."""
    words = sorted(asked)
    name = "often", tuple(kinds), moment
    stood, often = server.kept_then(name, words)
    state, _, ((counted, held, newest),) = server.read_standing(
        _query(server.layout, moment),
        "counted, held, newest",
        stood=stood,
        often=[often.get(word) for word in words],
        index=server.layout.index,
        words=list(map(_quoted, words)),
        among=f" AND ({' OR '.join(f'_kind:{_quoted(kind)}' for kind in kinds)})",
        kinds=list(kinds),
        day=moment.day,
        undated=moment.on.undated,
        budget=candidates.budget(),
        scale=float(candidates.SCALE),
        limit=limit,
    )
    counts = {words[place]: count for place, count in counted}
    server.keep(state, name, {word: (count, 1) for word, count in counts.items()})
    told = {token: counts[word] for word, token in asked.items()}
    chosen = _chosen(newest)
    entries = _entries((row for row in held if not newest or row[0] in chosen), moment)
    return Found(candidates.best(candidates.hits(entries, asked), told, limit), told)


def _query(at: Layout, moment: Moment) -> str:
    return (
        f"{_COUNTED}{_TAKEN}{_likely(moment)}{_INSTEAD}{_NEWEST}"
        " CALL (likely, newest) { UNWIND likely + [one IN newest | one[1]] AS id WITH DISTINCT id"
        f" MATCH (n:{at.node} {{id: id}}) WHERE n._kind IN $kinds AND {node_there('n', moment)}"
        " RETURN collect([n.id, n._kind, n._words_day, n._words, n._more]) AS held }"
    )


def _likely(moment: Moment) -> str:
    """The ids of the nodes that may be among the `$limit` whose words weigh most; all of them that have several entries."""
    return (
        f" CALL (standing, taken) {{{_WEIGHED} WITH e, weight, e._of IS NULL AND e._more IS NULL AS lone"
        f" WHERE NOT lone OR {node_there('e', moment)} WITH collect([e, weight, lone]) AS found"
        " CALL (found) { UNWIND found AS one WITH one[1] AS weight WHERE one[2] ORDER BY weight DESC SKIP $limit LIMIT 1"
        f" RETURN collect(weight - {candidates.EQUAL}) AS bar }}"
        " UNWIND found AS one WITH one[0] AS e WHERE NOT one[2] OR bar = [] OR one[1] >= bar[0]"
        " RETURN collect(DISTINCT coalesce(e._of, e.id)) AS likely }"
    )


def _chosen(newest: Iterable[Sequence[Any]]) -> set[str]:
    """The ids of the nodes of the newest entries: first of those that hold both words, then of those that hold the first."""
    found: dict[str, str] = {}
    rows = sorted(newest, key=lambda row: (row[0], -row[2], -spread(row[1])))
    for turn in (0, 1):
        some = [(entry, id_) for first, id_, _, entry in rows if first == turn]
        found |= dict(some[: candidates.budget() - len(found)])
    return set(found.values())


def _entries(rows: Iterable[Sequence[Any]], moment: Moment) -> Iterator[candidates.Entry]:
    """What the nodes' own entries, and further ones of their kind, say on the day."""
    for id_, kind, day, words, more in rows:
        further = (entry.partition(" ") for entry in more or ())
        for since, held in [(day, words), *((int(known), text) for known, _, text in further)]:
            if since is not None and since <= moment.day and (moment.on.undated or since != UNDATED_ONLY):
                yield candidates.Entry(id_, kind, since, held)


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
