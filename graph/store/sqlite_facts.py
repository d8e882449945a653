"""Facts on their way into claims.

Most facts of a load speak of things that no one has spoken of. The first claim of such a node is all there is to it, so
its row of `node` and its words are made here, from the fact at hand. Where a second claim follows, the node is noted as
touched, and settled again at the end with all that were known before. A relation that is new needs no such care: those
of one claim are laid by number at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from graph.model import Node, Relation
from graph.store.days import begins
from graph.store.entries import words_of
from graph.store.merge import Rules, merge, node_rules, relation_rules
from graph.store.sqlite_claims import encoded, node_kinds, relation_kinds
from graph.store.sqlite_nodes import NODE_ROW, lone_row
from graph.store.sqlite_numbers import Documents, Names, highest
from graph.store.sqlite_schema import node_codes, relation_codes
from graph.store.sqlite_text import EntryWriter
from graph.store.sqlite_touched import watched

_encode = msgspec.json.Encoder(order="deterministic").encode

_CLAIM = "INSERT INTO {table} (entity, document, kind, load, begins, part, props) VALUES (?, ?, ?, ?, ?, ?, ?)"
_AGAIN = f"""{_CLAIM}
ON CONFLICT (entity, document) DO UPDATE SET
    props = CASE load WHEN excluded.load THEN joined_{{table}}(kind, props, excluded.props) ELSE excluded.props END,
    begins = CASE load WHEN excluded.load THEN coalesce(nullif(begins, 0), excluded.begins) ELSE excluded.begins END,
    part = CASE load WHEN excluded.load THEN CASE part WHEN excluded.part THEN part ELSE 2 END ELSE excluded.part END,
    kind = excluded.kind, load = excluded.load
WHERE load <> excluded.load OR kind = excluded.kind
"""
_RELATION = "INSERT OR IGNORE INTO relation (id, from_, kind, to_, key, day) VALUES (?, ?, ?, ?, ?, ?)"
_FIND = "SELECT id FROM relation WHERE from_ = ? AND kind = ? AND to_ = ? AND key = ?"
#: A claim: entity, document, kind, load, begins, part, props.
_Claim = tuple[int, int, int, int, int, int, str]
#: A document: number, day.
_Paper = tuple[int, int]
#: A relation: number, from, kind, to, key, day.
_Row = tuple[int, int, int, int, str, int]


class Facts:
    """Writes facts as claims. made: nodes with a number of this load that are claimed."""

    def __init__(
        self, db: sqlite3.Connection, names: Names, documents: Documents, entries: EntryWriter, *, load: int
    ) -> None:
        self._db = db
        self._names = names
        self._documents = documents
        self._entries = entries
        self._load = load
        self._node_kinds = {kind: (code, node_rules(kind)) for kind, code in node_codes().items()}
        self._relation_kinds = {
            kind: (code, int(relation_rules(kind).lasting is None)) for kind, code in relation_codes().items()
        }
        self.made = 0
        self._claimed = bytearray()
        self.newest_relation = highest(db, "relation")
        self._next_relation = self.newest_relation + 1
        db.create_function("joined_node_claim", 3, _join_nodes, deterministic=True)
        db.create_function("joined_relation_claim", 3, _join_relations, deterministic=True)

    def put(self, facts: Sequence[Node | Relation]) -> None:
        """Takes facts; in one call all that the memory bears (some ten thousand) is best."""
        papers = self._documents.learn(facts)
        nodes = [(fact, paper) for fact, paper in zip(facts, papers, strict=True) if isinstance(fact, Node)]
        relations = [(fact, paper) for fact, paper in zip(facts, papers, strict=True) if isinstance(fact, Relation)]
        texts = {fact.id for fact, _ in nodes}
        texts.update([fact.from_id for fact, _ in relations], [fact.to_id for fact, _ in relations])
        names = self._names.learn(texts)
        self._put_nodes(nodes, names)
        self._put_relations(relations, names)

    def _put_nodes(self, nodes: Sequence[tuple[Node, _Paper]], names: Mapping[str, int]) -> None:
        first: list[_Claim] = []
        again: list[_Claim] = []
        rows, former = [], []
        for fact, (document, day) in nodes:
            entity, props = names[fact.id], fact.props
            code, rules = self._node_kinds[fact.kind]
            text = _encode(props).decode()
            claim = (entity, document, code, self._load, begins(props.get("valid_from")), _part(props, rules), text)
            if not self._is_first(entity):
                again.append(claim)
                continue
            first.append(claim)
            rows.append(lone_row(entity, code, props, text, day, rules))
            self._entries.enter(entity, fact.id, words_of([(fact.kind, day, props, rules)]))
            former += [(old, entity, document) for old in props.get("former_ids", ())]
        first.sort()
        rows.sort()
        self._write("node_claim", first, again)
        self._db.executemany(f"INSERT {NODE_ROW}", rows)
        self._db.executemany("INSERT OR IGNORE INTO former VALUES (?, ?, ?)", former)

    def _put_relations(self, relations: Sequence[tuple[Relation, _Paper]], names: Mapping[str, int]) -> None:
        kinds, start = self._relation_kinds, self._next_relation
        rows: list[_Row] = [
            (number, names[fact.from_id], kinds[fact.kind][0], names[fact.to_id], fact.key, day)
            for number, (fact, (_, day)) in enumerate(relations, start)
        ]
        first: list[_Claim] = []
        again: list[_Claim] = []
        met = start - 1
        for number, (fact, (document, _)) in zip(self._numbered(rows), relations, strict=True):
            props = fact.props
            code, part = kinds[fact.kind]
            text = _encode(props).decode() if props else "{}"
            said = (number, document, code, self._load, begins(props.get("valid_from")), part, text)
            if number > met:
                met = number
                first.append(said)
            else:
                again.append(said)
        self._write("relation_claim", first, again)

    def _numbered(self, rows: Sequence[_Row]) -> Sequence[int]:
        """Writes rows of `relation`; their numbers, or those that relations had before. New ones come in rising order."""
        made = self._db.executemany(_RELATION, rows).rowcount
        self._next_relation += len(rows)
        if made == len(rows):
            return range(self._next_relation - made, self._next_relation)
        return [self._db.execute(_FIND, row[1:5]).fetchone()[0] for row in rows]

    def _write(self, table: str, first: Sequence[_Claim], again: Sequence[_Claim]) -> None:
        """first: claims of what has none. again: of what has others, or may have: it is touched thereby."""
        self._db.executemany(_CLAIM.format(table=table), first)
        if again:
            with watched(self._db):
                self._db.executemany(_AGAIN.format(table=table), again)

    def _is_first(self, entity: int) -> bool:
        """Whether nobody has claimed the node yet: its number is of this load, and this is the first fact of it."""
        place = entity - self._names.newest
        if place <= 0:
            return False
        if place >= len(self._claimed):
            self._claimed.extend(bytes(place + 1))
        if self._claimed[place]:
            return False
        self._claimed[place] = 1
        self.made += 1
        return True


def _join_nodes(kind: int, first: str, second: str) -> str:
    return _joined(node_rules(node_kinds()[kind]), first, second)


def _join_relations(kind: int, first: str, second: str) -> str:
    return _joined(relation_rules(relation_kinds()[kind]), first, second)


def _joined(rules: Rules, first: str, second: str) -> str:
    return encoded(merge(rules.props, [msgspec.json.decode(first), msgspec.json.decode(second)]))


def _part(props: Mapping[str, Any], rules: Rules) -> int:
    """How much of a claim lasts: nothing (0), all (1), some (2)."""
    lasting = len(props) if rules.lasting is None else len(props.keys() & rules.lasting)
    return 0 if not lasting else 1 if lasting == len(props) else 2
