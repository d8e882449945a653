"""What a store must answer, worked out in the simplest way from a plain list of claims. Slow and obvious on purpose."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Node, Relation, Source
from graph.schema import schema
from graph.when import On, begun, current, last_day


@dataclass
class Reference:
    """Sources by id, and their facts by (entity id, source, document id)."""

    sources: dict[str, Source] = field(default_factory=dict)
    said: dict[tuple[str, str, str], Node | Relation] = field(default_factory=dict)
    documents: dict[tuple[str, str], object] = field(default_factory=dict)

    def load(self, source: Source, facts, documents=None) -> None:
        """documents: None for a snapshot, else the documents the load replaces."""
        self.sources[source.id] = source
        new = {}
        for fact in facts:
            place = (fact.id, source.id, fact.document.id)
            new[place] = self._joined(new[place], fact) if place in new else fact
            self.documents[source.id, fact.document.id] = fact.document
        for place in list(self.said):
            if place[1] == source.id and (documents is None or place[2] in documents):
                del self.said[place]
        self.said |= new

    def unload(self, source_id: str) -> None:
        del self.sources[source_id]
        self.said = {place: fact for place, fact in self.said.items() if place[1] != source_id}

    def nodes(self, on: On) -> dict[str, Node]:
        found = {}
        for name in {place[0] for place, fact in self.said.items() if isinstance(fact, Node)}:
            merged = self._merged(name, on)
            if merged:
                fact, props, newest = merged
                found[name] = Node(name, fact.kind, props, published=newest, current=current(props, on))
        return found

    def relations(self, on: On) -> dict[str, Relation]:
        nodes = self.nodes(on)
        found = {}
        for name in {place[0] for place, fact in self.said.items() if isinstance(fact, Relation)}:
            merged = self._merged(name, on)
            if merged and merged[0].from_id in nodes and merged[0].to_id in nodes:
                one, props, newest = merged
                found[name] = Relation(
                    one.from_id, one.kind, one.to_id, props, key=one.key, published=newest, current=current(props, on)
                )
        return found

    def claims(self, entity: str, on: On) -> list[tuple[str, str, dict]]:
        return [(source, document, props) for source, document, _, props, _ in self._counting(entity, on)]

    def _merged(self, entity: str, on: On):
        counting = self._counting(entity, on)
        if not counting:
            return None
        props = {}
        for _, _, fact, said, _ in counting:
            self._add(fact, props, said)
        if not begun(props, on):
            return None
        return counting[0][2], props, max((day for *_, day in counting if day), default=None)

    def _counting(self, entity: str, on: On):
        places = [place for place in self.said if place[0] == entity]
        places.sort(key=lambda place: place[1:])
        places.sort(key=lambda place: self.documents[place[1:]].retrieved_at or "", reverse=True)
        places.sort(key=lambda place: self.sources[place[1]].trust, reverse=True)
        found = []
        for place in places:
            fact = self.said[place]
            published = self.documents[place[1:]].published
            day = last_day(published) if published else None
            props = dict(fact.props)
            if day and day > on.day:
                continue
            if not day and not on.undated:
                if isinstance(fact, Node):
                    props = {name: props[name] for name in props if name in schema().nodes[fact.kind].lasting}
                    if not props:
                        continue
                elif not schema().relations[fact.kind].lasting:
                    continue
            if found and found[0][2].kind != fact.kind:
                continue
            found.append((place[1], place[2], fact, props, day))
        return found

    def _joined(self, first, second):
        if first.kind != second.kind:
            return first
        props = {}
        self._add(first, props, first.props)
        self._add(first, props, second.props)
        keep = {"from_id": first.from_id, "to_id": first.to_id} if isinstance(first, Relation) else {"id": first.id}
        more = {"key": first.key} if isinstance(first, Relation) else {}
        return type(first)(kind=first.kind, props=props, document=first.document, **keep, **more)

    @staticmethod
    def _add(fact, props: dict, said) -> None:
        kinds = schema().nodes if isinstance(fact, Node) else schema().relations
        for name, value in said.items():
            prop = kinds[fact.kind].props[name]
            if name not in props:
                props[name] = (
                    list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value
                )
            elif prop.union:
                props[name] += [item for item in value if item not in props[name]]
            elif prop.type in ("words", "wordlists"):
                props[name] = {**value, **props[name]}
