"""What stands between a loader and the store: each fact checked by the schema, the load as a whole by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from graph.errors import BadInput, LoadRefused
from graph.ids import supplier_id
from graph.model import Node, Purge, Relation
from graph.schema import checked, ends_fit, node_kind, relation_kind
from graph.store.base import View
from graph.when import On
from loaders.source import Reading
from loaders.spool import Spool

_ALWAYS = On("9999-12-31", undated=True)
_BATCH = 500
_pack = msgspec.msgpack.Encoder(order="sorted").encode


class Intake:
    """Takes a loader's facts one by one; what does not fit is skipped and said in `reading`."""

    def __init__(self, reading: Reading, spool: Spool) -> None:
        self._reading = reading
        self._spool = spool
        self._kinds: dict[str, str] = {}
        self._parents: dict[str, set[str]] = {}
        self._foreign: set[str] = set()
        self._said: dict[int, int] = {}
        self._clashing: set[int] = set()
        self._suppliers: dict[str, str] = {}
        self._beside: dict[str, str] = {}
        self._relations: dict[str, set[str]] = {kind: set() for kind in reading.source.expected.get("relations", {})}

    def take(self, fact: Node | Relation | Purge) -> None:
        """Checks a fact and sets it aside."""
        if isinstance(fact, Purge):
            self._reading.documents.add(fact.document_id)
            return
        try:
            sound = checked(fact)
        except BadInput as error:
            self._reading.skip(fact.id, error.key, **error.values)
            return
        if (node_kind(sound.kind) if isinstance(sound, Node) else relation_kind(sound.kind)).private:
            self._reading.skip(sound.id, "load_private", kind=sound.kind)
            return
        if isinstance(sound, Node):
            if self._takes_node(sound):
                self._keep(sound)
        elif not self._closes_circle(sound):
            for end in (sound.from_id, sound.to_id):
                if end not in self._kinds:
                    self._foreign.add(end)
            if sound.kind in self._relations:
                self._relations[sound.kind].add(sound.id)
            self._keep(sound)

    def prove_counts(self) -> None:
        """Compares what came with what the source promises: below it raises LoadRefused, above it warns."""
        nodes = Counter(self._kinds.values())
        relations = {kind: len(ids) for kind, ids in self._relations.items()}
        for part, found in (("nodes", nodes), ("relations", relations)):
            for kind, (low, high) in self._reading.source.expected.get(part, {}).items():
                count, source = found.get(kind, 0), self._reading.source.id
                if count < low:
                    raise LoadRefused("load_too_few", source=source, kind=kind, count=count, low=low)
                if count > high:
                    self._reading.warn(source, "load_too_many", kind=kind, count=count, high=high)

    def warn_of_clashes(self) -> None:
        """Warns of each property that one document gives two values."""
        first: dict[tuple[int, str], Any] = {}
        for fact in self._spool if self._clashing else ():
            place = _place(fact) if isinstance(fact, Node) else 0
            if place not in self._clashing:
                continue
            known = node_kind(fact.kind).props
            for name, value in fact.props.items():
                if first.setdefault((place, name), value) != value and not known[name].union:
                    self._reading.warn(fact.id, "load_said_twice", field=name)

    def sound_facts(self, view: View | None) -> Iterator[Node | Relation]:
        """The facts in order, without relations whose ends are of the wrong kinds (skipped and said).

        A relation that names a thing nobody has brought yet is kept: the store shows it once the thing is there.
        """
        kinds = dict(self._kinds)
        if view is not None:
            kinds |= _kinds_in(view, self._foreign - self._kinds.keys())
        kinds |= dict.fromkeys(self._beside.values(), "supplier")
        for said in self._spool:
            fact = self._told_apart(said) if self._beside else said
            if isinstance(fact, Relation) and not self._ends_hold(fact, kinds):
                continue
            yield fact

    def _takes_node(self, node: Node) -> bool:
        held = self._kinds.setdefault(node.id, node.kind)
        if node.kind == "supplier":
            self._suppliers.setdefault(node.id, supplier_id(node.props.get("name", node.id), "no"))
        if held != node.kind:
            if {held, node.kind} != {"unit", "supplier"}:
                self._reading.skip(node.id, "load_two_kinds", kind=node.kind, other=held)
                return False
            self._kinds[node.id] = "unit"
            self._beside[node.id] = self._suppliers[node.id]
        place, words = _place(node), hash(_pack(node.props))
        if self._said.setdefault(place, words) != words:
            self._clashing.add(place)
        return True

    def _told_apart(self, fact: Node | Relation) -> Node | Relation:
        """A body that buys and sells in one load is a unit, and a supplier beside it as the resolver names it."""
        if isinstance(fact, Node):
            return replace(fact, id=self._beside.get(fact.id, fact.id)) if fact.kind == "supplier" else fact
        known, sells = relation_kind(fact.kind), fact.props.get("role") == "supplier"
        if fact.from_id in self._beside and (sells or "unit" not in known.from_):
            fact = replace(fact, from_id=self._beside[fact.from_id])
        if fact.to_id in self._beside and "unit" not in known.to:
            fact = replace(fact, to_id=self._beside[fact.to_id])
        return fact

    def _keep(self, fact: Node | Relation) -> None:
        if fact.document is not None and self._reading.source.mode == "documents":
            self._reading.documents.add(fact.document.id)
        self._spool.add(fact)

    def _closes_circle(self, relation: Relation) -> bool:
        """Whether a part_of would put a unit inside itself; if so it is skipped."""
        if relation.kind != "part_of":
            return False
        above, reach = [relation.to_id], {relation.to_id}
        while above:
            for parent in self._parents.get(above.pop(), ()):
                if parent not in reach:
                    reach.add(parent)
                    above.append(parent)
        if relation.from_id in reach:
            self._reading.skip(relation.id, "load_circle", child=relation.from_id, parent=relation.to_id)
            return True
        self._parents.setdefault(relation.from_id, set()).add(relation.to_id)
        return False

    def _ends_hold(self, relation: Relation, kinds: Mapping[str, str]) -> bool:
        for end in (relation.from_id, relation.to_id):
            if end not in kinds:
                self._reading.leave_out("load_waiting")
                return True
        from_kind, to_kind = kinds[relation.from_id], kinds[relation.to_id]
        if not ends_fit(relation.kind, from_kind, to_kind):
            values = {"relation": relation.kind, "from_kind": from_kind, "to_kind": to_kind}
            self._reading.skip(relation.id, "load_wrong_ends", **values)
            return False
        return True


def _place(node: Node) -> int:
    return hash((node.id, node.kind, node.document.id if node.document else ""))


def _kinds_in(view: View, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), _BATCH):
        for asked, node in view.get(wanted[start : start + _BATCH], _ALWAYS).items():
            yield asked, node.kind
