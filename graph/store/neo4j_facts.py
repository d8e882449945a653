"""Facts on their way into batches.

Most facts of a load speak of things that no one has spoken of: those are written as they come, without asking the server.
Of anything else the claims are read first, and it is written anew, whole, if they change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.errors import UnknownThing
from graph.model import Document, Node, Relation, Source
from graph.store.days import known_from
from graph.store.merge import node_rules, relation_rules
from graph.store.neo4j_batch import Batch, Name
from graph.store.neo4j_claims import (
    Spoken,
    by_name,
    encoded,
    head_of,
    kind_of,
    merged_once,
    node_claims,
    relation_claims,
)
from graph.store.neo4j_layout import relation_type
from graph.store.neo4j_ledger import Ledger
from graph.store.neo4j_rows import NodeRow, Row, lone_node, lone_relation, node_row, relation_row
from graph.store.neo4j_server import Server

#: Documents remembered (some 400 bytes each); past that all are forgotten, and taken as their next fact describes them.
_DOCUMENTS = 200_000
#: What names a node or relation within a batch.
_Key = str | Name


class Facts:
    """Makes batches of facts. settled: called before claims are read that a batch under way may still change."""

    def __init__(self, server: Server, source: Source, ledger: Ledger, settled: Callable[[], None]) -> None:
        self._server = server
        self._at = server.layout
        self._source = source
        self._ledger = ledger
        self._settled = settled
        self._documents: dict[str, Document] = {}
        self._heads: dict[tuple[str, str], str] = {}

    def batch(self, facts: Sequence[Node | Relation]) -> Batch:
        """What is to be written for these facts, and noted of them."""
        nodes: defaultdict[str, list[Node]] = defaultdict(list)
        relations: defaultdict[Name, list[Relation]] = defaultdict(list)
        ends: set[str] = set()
        for fact in facts:
            if isinstance(fact, Node):
                nodes[fact.id].append(fact)
            else:
                relations[fact.from_id, fact.kind, fact.to_id, fact.key].append(fact)
                ends |= {fact.from_id, fact.to_id}
        batch = Batch()
        claims = self._claims_there(nodes, ends)
        self._put_nodes(nodes, claims, batch)
        self._await(ends, batch)
        self._put_relations(relations, batch)
        return batch

    def _claims_there(self, nodes: Iterable[str], ends: Iterable[str]) -> dict[str, Sequence[str]]:
        """The claims of nodes of which nothing was known here, as far as the database holds them; ends are only looked for."""
        ask = self._ledger.unknown({*nodes, *ends})
        if not ask:
            return {}
        rows = self._server.read(f"UNWIND $ids AS id MATCH (n:{self._at.node} {{id: id}})", "id, n._claims", ids=ask)
        self._ledger.there.add([hash(id_) for id_, _ in rows])
        return {id_: claims or () for id_, claims in rows}

    def _put_nodes(self, nodes: Mapping[str, list[Node]], there: Mapping[str, Sequence[str]], batch: Batch) -> None:
        new = self._ledger.new(nodes)
        known = [id_ for id_ in nodes if id_ not in new]
        current = {**there, **self._read_nodes([id_ for id_ in known if id_ not in there])}
        for id_, facts in nodes.items():
            if id_ in new:
                batch.make(self._made(id_, facts))
            else:
                self._settle_node(id_, by_name(current.get(id_)), facts, batch)
        made = list(map(hash, new))
        self._ledger.nodes.made += len(made)
        self._ledger.made.add(made)
        self._ledger.fresh.add(made)
        batch.count(nodes=len(made))

    def _made(self, id_: str, facts: Sequence[Node]) -> NodeRow:
        if len(facts) > 1:
            spoken = self._spoken(facts)
            return node_row(id_, node_claims(id_, [*spoken.values()]), spoken.values())
        (fact,) = facts
        rules, day = node_rules(fact.kind), known_from(self._document(fact).published)
        return lone_node(id_, fact.kind, fact.props, self._claim(fact), day, rules)

    def _await(self, ends: Iterable[str], batch: Batch) -> None:
        """Makes room for ends that nobody has spoken of."""
        batch.waited_for = sorted(self._ledger.new(ends))
        self._ledger.made.add([hash(id_) for id_ in batch.waited_for])

    def _put_relations(self, relations: Mapping[Name, list[Relation]], batch: Batch) -> None:
        ledger = self._ledger
        places = {hash(name): name for name in relations}
        ends = ledger.made.among([hash(end) for name in relations for end in (name[0], name[2])])
        again = ledger.fresh.among([*places]) | ledger.touched.among([*places])
        made, known = [], []
        for place, name in places.items():
            if place in again or not (ledger.empty or hash(name[0]) in ends or hash(name[2]) in ends):
                known.append(name)
            else:
                made.append(place)
                batch.tie(name, self._tied(name[3], relations[name]))
        current = self._read_relations(known, waiting=bool(again)) if known else {}
        for name in known:
            if name in current or hash(name) in again:
                self._settle_relation(name, by_name(current.get(name)), relations[name], batch)
            else:
                made.append(hash(name))
                batch.tie(name, self._tied(name[3], relations[name]))
        ledger.relations.made += len(made)
        batch.count(relations=len(made))
        ledger.fresh.add(made)

    def _tied(self, key: str, facts: Sequence[Relation]) -> Row:
        if len(facts) > 1:
            spoken = self._spoken(facts)
            return relation_row(key, relation_claims("", [*spoken.values()]), spoken.values())
        (fact,) = facts
        rules, day = relation_rules(fact.kind), known_from(self._document(fact).published)
        return lone_relation(fact.props, key, self._claim(fact), day, rules)

    def _settle_node(self, id_: str, before: Spoken, facts: Sequence[Node], batch: Batch) -> None:
        after = self._after(id_, before, facts)
        if after != before:
            batch.change(node_row(id_, node_claims(id_, [*after.values()]), after.values()))
        self._note(id_, before, after, batch)

    def _settle_relation(self, name: Name, before: Spoken, facts: Sequence[Relation], batch: Batch) -> None:
        after = self._after(name, before, facts)
        if after != before:
            batch.retie(name, relation_row(name[3], relation_claims("", [*after.values()]), after.values()))
        self._note(name, before, after, batch)

    def _after(self, key: _Key, before: Spoken, facts: Sequence[Node | Relation]) -> Spoken:
        """The claims once the facts are said. What this load said before of the same document is added to, else replaced."""
        ledger, place = self._ledger, hash(key)
        own = {name for name in before if name[0] == self._source.id}
        if ledger.fresh.among([place]):
            said = own
        else:
            hashes = {hash((key, name[1])): name for name in own}
            said = {hashes[met] for met in ledger.said.among(list(hashes))}
            ledger.said.add([hash((key, self._document(fact).id)) for fact in facts])
        after = dict(before)
        self._add(after, facts, said=said)
        return after

    def _spoken(self, facts: Iterable[Node | Relation]) -> Spoken:
        spoken: Spoken = {}
        self._add(spoken, facts, said=())
        return spoken

    def _add(self, spoken: Spoken, facts: Iterable[Node | Relation], *, said: Iterable[tuple[str, str]]) -> None:
        known = set(said)
        for fact in facts:
            name = (self._source.id, self._document(fact).id)
            if name not in known:
                spoken[name] = self._claim(fact)
                known.add(name)
            elif kind_of(spoken[name]) == fact.kind:
                head, _, props = spoken[name].partition("\t")
                rules = node_rules(fact.kind) if isinstance(fact, Node) else relation_rules(fact.kind)
                spoken[name] = f"{head}\t{encoded(merged_once(rules, props, fact.props))}"

    def _note(self, key: _Key, before: Spoken, after: Spoken, batch: Batch) -> None:
        """Counts what became of something that the database held, or that this load made."""
        ledger, place, is_node = self._ledger, hash(key), isinstance(key, str)
        tally = ledger.nodes if is_node else ledger.relations
        if not any(name[0] == self._source.id for name in before):
            batch.count(**{"nodes" if is_node else "relations": 1})
        if ledger.fresh.among([place]):
            return
        if not before:
            tally.made += 1
            ledger.fresh.add([place])
            return
        if not ledger.touched.among([place]):
            tally.mentioned += 1
            ledger.touched.add([place])
        claims = node_claims if is_node else relation_claims
        tally.note(place, claims("", [*before.values()]), claims("", [*after.values()]), mentioned=True)

    def _read_nodes(self, ids: Sequence[str]) -> dict[str, Sequence[str]]:
        if not ids:
            return {}
        self._settled()
        rows = self._server.read(f"UNWIND $ids AS id MATCH (n:{self._at.node} {{id: id}})", "id, n._claims", ids=ids)
        return {id_: claims or () for id_, claims in rows}

    def _read_relations(self, names: Sequence[Name], *, waiting: bool) -> dict[Name, Sequence[str]]:
        """The claims of those relations that the database holds. waiting: some may be in a batch under way."""
        if waiting:
            self._settled()
        by_kind: defaultdict[str, list[list[Any]]] = defaultdict(list)
        for from_id, kind, to_id, key in names:
            by_kind[kind].append([from_id, to_id, key])
        found: dict[Name, Sequence[str]] = {}
        for kind, rows in sorted(by_kind.items()):
            for from_id, to_id, key, claims in self._server.read(
                f"UNWIND $rows AS row MATCH (a:{self._at.node} {{id: row[0]}})-[r:{relation_type(kind)}]->"
                f"(b:{self._at.node} {{id: row[1]}}) WHERE coalesce(r._key, '') = row[2]",
                "row[0], row[1], row[2], r._claims",
                rows=rows,
            ):
                found[from_id, kind, to_id, key] = claims
        return found

    def _claim(self, fact: Node | Relation) -> str:
        document = self._document(fact)
        head = self._heads.get((document.id, fact.kind))
        if head is None:
            head = self._heads[document.id, fact.kind] = head_of(self._source, document, fact.kind)
        return head + (encoded(fact.props) if fact.props else "{}")

    def _document(self, fact: Node | Relation) -> Document:
        """The document of a fact, as the first fact of the load that names it says what it is."""
        if fact.document is None:
            raise UnknownThing("schema_no_document", entity=fact.id)
        if len(self._documents) > _DOCUMENTS:
            self._documents.clear()
            self._heads.clear()
        return self._documents.setdefault(fact.document.id, fact.document)
