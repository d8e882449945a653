"""The end of a load, relations: each laid out as its two ends see it, from the day on which all of it is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from graph.model import Changes
from graph.store.days import NEVER, UNDATED
from graph.store.merge import Said, full_from, merge, newest_known, shared_spells, spells
from graph.store.sqlite_claims import claims_in, decode, encoded

_WORK = """
CREATE TEMP TABLE laid (
    relation INTEGER PRIMARY KEY, from_ INTEGER, kind INTEGER, to_ INTEGER, key TEXT, day INTEGER, lo_d INTEGER, lo_u INTEGER,
    stray INTEGER
);
CREATE TEMP TABLE lay (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE hard (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE merging (
    relation INTEGER PRIMARY KEY, props TEXT, day INTEGER, full_d INTEGER, full_u INTEGER, links TEXT
);
"""
# What is to be laid: all that is new, and of the old what `lay` lists (which lists some of the new, too).
_NEW = "SELECT id AS entity FROM relation WHERE id > :newest"
_OLD = "SELECT entity FROM lay WHERE entity <= :newest"
# One claim, and both ends simple: worked out inside the database. A new one was written with the day of its claim.
_EASY = f"""
INSERT INTO laid
SELECT id, from_, kind, to_, key, day, max(own_d, end_d), max(own_u, end_u), end_d > own_d OR end_u > own_u FROM (
    SELECT r.id, r.from_, r.kind, r.to_, r.key, {{claim}}.day,
        CASE WHEN {{claim}}.day > {UNDATED} THEN max({{claim}}.day, c.begins) WHEN c.part = 1 THEN c.begins ELSE {NEVER} END AS own_d,
        max({{claim}}.day, c.begins) AS own_u,
        max(coalesce(a.lo_d, {NEVER}), coalesce(b.lo_d, {NEVER})) AS end_d,
        max(coalesce(a.lo_u, {NEVER}), coalesce(b.lo_u, {NEVER})) AS end_u
    FROM ({{which}}) t CROSS JOIN relation r ON r.id = t.entity CROSS JOIN relation_claim c ON c.entity = r.id
    {{more}} LEFT JOIN node a ON a.id = r.from_ LEFT JOIN node b ON b.id = r.to_
    WHERE r.id NOT IN (SELECT entity FROM hard)
)
"""  # noqa: S608 — numbers and names of ours
_LAY = """
INSERT INTO link SELECT l.{end}, {way}, l.kind, l.day, n.text, l.key, 0, l.relation, l.lo_d, l.lo_u, {never}, 0, l.stray
FROM laid l CROSS JOIN name n ON n.id = l.{other} ORDER BY l.{end}, l.kind, l.day DESC, n.text, l.key
"""
_CHANGED = """
INSERT INTO altered_relation_claim
SELECT r.id FROM touched_relation t JOIN relation r ON r.id = t.entity LEFT JOIN merged g ON g.relation = r.id
    LEFT JOIN laid l ON l.relation = r.id LEFT JOIN merging m ON m.relation = r.id
WHERE r.id <= ? AND (coalesce(g.day, r.day) <> coalesce(m.day, l.day) OR t.before IS NOT
    coalesce(m.props, (SELECT props FROM relation_claim WHERE entity = r.id LIMIT 1)))
"""
_LINK = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"
_UNLINK = "DELETE FROM link WHERE node = ? AND way = ? AND kind = ? AND day = ? AND other = ? AND key = ? AND relation = ? AND nth = ?"


def settle_relations(db: sqlite3.Connection, *, newest: int) -> Changes:
    """Lays every touched relation, and those whose ends changed. newest: the highest number before the load."""
    for statement in _WORK.strip().split(";\n"):
        db.execute(statement)
    db.execute("INSERT INTO lay SELECT entity FROM touched_relation")
    db.execute("INSERT OR IGNORE INTO lay SELECT l.relation FROM relink k JOIN link l ON l.node = k.node")
    _unlink(db)
    removed = _remove(db, newest)
    _find_hard(db, newest)
    numbers = {"newest": newest}
    db.execute(_EASY.format(which=_NEW, claim="r", more=""), numbers)
    db.execute(_EASY.format(which=_OLD, claim="d", more="CROSS JOIN document d ON d.id = c.document"), numbers)
    _lay_hard(db)
    changes = _changes(db, removed, newest)
    db.execute("DELETE FROM merged WHERE relation IN (SELECT entity FROM lay)")
    db.execute(
        "UPDATE relation SET day = l.day FROM lay t CROSS JOIN laid l ON l.relation = t.entity"
        " WHERE t.entity = relation.id AND l.day <> relation.day"
    )
    db.execute("INSERT OR REPLACE INTO merged SELECT * FROM merging")
    for way, (end, other) in enumerate((("from_", "to_"), ("to_", "from_"))):
        db.execute(_LAY.format(way=way, end=end, other=other, never=NEVER))
    return changes


def _unlink(db: sqlite3.Connection) -> None:
    """Takes up what is to be laid anew."""
    rows = db.execute(
        "SELECT r.id, r.from_, r.kind, r.to_, r.key, r.day, g.links, a.text, b.text FROM lay t JOIN relation r ON r.id = t.entity"
        " LEFT JOIN merged g ON g.relation = r.id JOIN name a ON a.id = r.from_ JOIN name b ON b.id = r.to_"
    )
    for relation, from_, kind, to, key, day, links, from_id, to_id in rows.fetchall():
        for link_day, nth in decode(links) if links else [(day, 0)]:
            db.execute(_UNLINK, (from_, 0, kind, link_day, to_id, key, relation, nth))
            db.execute(_UNLINK, (to, 1, kind, link_day, from_id, key, relation, nth))


def _remove(db: sqlite3.Connection, newest: int) -> int:
    """Relations that nobody claims any more; their ends are noted in `relink`, as names nobody may need. How many."""
    nobody = "SELECT t.entity FROM lay t WHERE NOT EXISTS (SELECT 1 FROM relation_claim c WHERE c.entity = t.entity)"
    gone = [(entity,) for (entity,) in db.execute(nobody)]
    db.executemany("INSERT OR IGNORE INTO relink SELECT from_ FROM relation WHERE id = ?", gone)
    db.executemany("INSERT OR IGNORE INTO relink SELECT to_ FROM relation WHERE id = ?", gone)
    for sql in (
        "DELETE FROM merged WHERE relation = ?",
        "DELETE FROM relation WHERE id = ?",
        "DELETE FROM lay WHERE entity = ?",
    ):
        db.executemany(sql, gone)
    return sum(entity <= newest for (entity,) in gone)


def _find_hard(db: sqlite3.Connection, newest: int) -> None:
    """Relations of several claims, or at a node that comes and goes."""
    db.execute(
        "INSERT INTO hard SELECT t.entity FROM lay t CROSS JOIN relation_claim c ON c.entity = t.entity"
        " GROUP BY t.entity HAVING count(*) > 1"
    )
    odd = "SELECT id FROM node WHERE spells IS NOT NULL"
    if db.execute(f"{odd} LIMIT 1").fetchone():
        db.execute(
            f"INSERT OR IGNORE INTO hard SELECT t.entity FROM ({_NEW} UNION ALL {_OLD}) t CROSS JOIN relation r ON r.id = t.entity"  # noqa: S608 — fixed names
            f" WHERE r.from_ IN ({odd}) OR r.to_ IN ({odd})",
            {"newest": newest},
        )


def _lay_hard(db: sqlite3.Connection) -> None:
    """Writes the links of the hard ones, and in `merging` what becomes of them."""
    for relation, claims in claims_in(db, "relation_claim", "hard"):
        from_, kind, to, key, from_id, to_id = db.execute(
            "SELECT r.from_, r.kind, r.to_, r.key, a.text, b.text FROM relation r JOIN name a ON a.id = r.from_"
            " JOIN name b ON b.id = r.to_ WHERE r.id = ?",
            (relation,),
        ).fetchone()
        ends = [_node_spells(db, from_), _node_spells(db, to)]
        links = []
        for nth, (day, lo_d, lo_u, hi, stray) in enumerate(_versions(claims, ends)):
            links.append((day, nth))
            db.execute(_LINK, (from_, 0, kind, day, to_id, key, nth, relation, lo_d, lo_u, hi, stray))
            db.execute(_LINK, (to, 1, kind, day, from_id, key, nth, relation, lo_d, lo_u, hi, stray))
        props = encoded(merge(claims[0].rules.props, (one.claim.props for one in claims)))
        full = [full_from(claims, undated=undated) for undated in (False, True)]
        row = (relation, props, max(one.day for one in claims), *full, encoded(links))
        db.execute("INSERT INTO merging VALUES (?, ?, ?, ?, ?, ?)", row)


def _node_spells(db: sqlite3.Connection, node: int) -> Mapping[str, Sequence[tuple[int, int]]]:
    row = db.execute("SELECT lo_d, lo_u, spells FROM node WHERE id = ?", (node,)).fetchone()
    if row is None:
        return {"d": (), "u": ()}
    if row[2] is not None:
        return {mode: [(first, last) for first, last in spans] for mode, spans in decode(row[2]).items()}
    return {mode: [(low, NEVER)] if low != NEVER else [] for mode, low in (("d", row[0]), ("u", row[1]))}


def _versions(
    claims: Sequence[Said], ends: Sequence[Mapping[str, Sequence[tuple[int, int]]]]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Rows (newest day known, first day dated, first day undated, last day, stray) of a relation, in no mode twice."""
    by_mode = {}
    stray = 0
    for mode in "du":
        own = spells(claims, undated=mode == "u")
        there = shared_spells(own, *(end[mode] for end in ends))
        stray |= there != list(own)
        by_mode[mode] = newest_known(claims, there, undated=mode == "u")
    both = [span for span in by_mode["d"] if span in by_mode["u"]]
    rows = [(day, low, low, high, stray) for day, low, high in both]
    rows += [(day, low, NEVER, high, stray) for day, low, high in by_mode["d"] if (day, low, high) not in both]
    rows += [(day, NEVER, low, high, stray) for day, low, high in by_mode["u"] if (day, low, high) not in both]
    yield from rows or [(max(one.day for one in claims), NEVER, NEVER, NEVER, stray)]


def _changes(db: sqlite3.Connection, removed: int, newest: int) -> Changes:
    made = db.execute("SELECT count(*) FROM relation WHERE id > ?", (newest,)).fetchone()[0]
    db.execute(_CHANGED, (newest,))
    changed = db.execute("SELECT count(*) FROM altered_relation_claim").fetchone()[0]
    return Changes(made=made, changed=changed, removed=removed)
