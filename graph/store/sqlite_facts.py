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
from graph.store.merge import Rules, merge, node_rules, relation_rules
from graph.store.sqlite_claims import encoded, node_kinds, relation_kinds
from graph.store.sqlite_nodes import NODE_ROW, lone_row
from graph.store.sqlite_numbers import Documents, Names, highest
from graph.store.sqlite_schema import node_codes, relation_codes
from graph.store.sqlite_text import EntryWriter, words_of

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
        nodes = [fact for fact in facts if isinstance(fact, Node)]
        relations = [fact for fact in facts if isinstance(fact, Relation)]
        documents = self._documents.learn(facts)
        texts = {fact.id for fact in nodes}
        texts.update([fact.from_id for fact in relations], [fact.to_id for fact in relations])
        names = self._names.learn(texts)
        self._put_nodes(nodes, names, documents)
        self._put_relations(relations, names, documents)

    def _put_nodes(
        self, nodes: Sequence[Node], names: Mapping[str, int], documents: Mapping[str, tuple[int, int]]
    ) -> None:
        first: list[_Claim] = []
        again: list[_Claim] = []
        rows, former = [], []
        for fact in nodes:
            entity, props = names[fact.id], fact.props
            document, day = documents[fact.document.id]  # type: ignore[union-attr]  # Documents.learn has looked
            code, rules = self._node_kinds[fact.kind]
            text = _encode(props).decode()
            claim = (entity, document, code, self._load, begins(props.get("valid_from")), _part(props, rules), text)
            if not self._is_first(entity):
                again.append(claim)
                continue
            first.append(claim)
            rows.append(lone_row(entity, code, props, text, day, rules))
            self._entries.add(entity, fact.id, words_of([(fact.kind, day, props, rules)]))
            former += [(old, entity, document) for old in props.get("former_ids", ())]
        first.sort()
        rows.sort()
        self._write("node", first, again, self._names.newest)
        self._db.executemany(NODE_ROW, rows)
        self._db.executemany("INSERT OR IGNORE INTO former VALUES (?, ?, ?)", former)

    def _put_relations(
        self, relations: Sequence[Relation], names: Mapping[str, int], documents: Mapping[str, tuple[int, int]]
    ) -> None:
        ends, said = [], []
        for fact in relations:
            document, day = documents[fact.document.id]  # type: ignore[union-attr]  # Documents.learn has looked
            props = fact.props
            code, part = self._relation_kinds[fact.kind]
            ends.append((names[fact.from_id], code, names[fact.to_id], fact.key, day))
            text = _encode(props).decode() if props else "{}"
            said.append((document, code, self._load, begins(props.get("valid_from")), part, text))
        start = self._next_relation
        numbers = self._numbered(ends)
        first: list[_Claim] = []
        again: list[_Claim] = []
        met: set[int] = set()
        for number, rest in zip(numbers, said, strict=True):
            if number < start or number in met:
                again.append((number, *rest))
            else:
                met.add(number)
                first.append((number, *rest))
        self._write("relation", first, again, self.newest_relation)

    def _numbered(self, ends: Sequence[tuple[int, int, int, str, int]]) -> Sequence[int]:
        """The numbers of relations (from, kind, to, key, day), in order; those that are new get the next ones."""
        numbers = range(self._next_relation, self._next_relation + len(ends))
        made = self._db.executemany(
            _RELATION, [(number, *end) for number, end in zip(numbers, ends, strict=True)]
        ).rowcount
        self._next_relation += len(ends)
        if made == len(ends) or not ends:
            return numbers
        return [self._db.execute(_FIND, end[:4]).fetchone()[0] for end in ends]

    def _write(self, what: str, first: Sequence[_Claim], again: Sequence[_Claim], newest: int) -> None:
        """first: claims of what is new. again: of what has or may have others; the new among them is touched thereby."""
        table = f"{what}_claim"
        self._db.executemany(_CLAIM.format(table=table), first)
        self._db.executemany(_AGAIN.format(table=table), again)
        self._db.executemany(
            f"INSERT OR IGNORE INTO touched_{what} (entity) VALUES (?)",  # noqa: S608 — fixed names
            [(claim[0],) for claim in again if claim[0] > newest],
        )

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
    lasting = sum(name in rules.lasting for name in props) if rules.lasting is not None else len(props)
    return 0 if not lasting else 1 if lasting == len(props) else 2
