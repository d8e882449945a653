"""Small facts by hand, and their way into a store."""

from __future__ import annotations

from collections.abc import Collection

from graph.model import Changes, Document, Node, Relation, Source
from graph.schema import checked
from graph.store.base import Store
from graph.when import On

TODAY = On("2024-06-01", undated=True)
SOURCE = Source("a", {"en": "A"}, "publisher", "licence", trust=1)
OTHER = Source("b", {"en": "B"}, "publisher", "licence", trust=2, mode="documents")


def doc(name: str = "d", published: str | None = None, retrieved_at: str | None = None) -> Document:
    return Document(name, f"title of {name}", published=published, retrieved_at=retrieved_at)


def unit(node_id: str, name: str = "skog", document: Document | None = None, **props) -> Node:
    return Node(node_id, "unit", {"name": {"nb": name}, **props}, document or doc())


def bare(node_id: str, document: Document | None = None, **props) -> Node:
    """A unit without a name: of its properties those given alone."""
    return Node(node_id, "unit", props, document or doc())


def tie(from_id: str, kind: str, to_id: str, document: Document | None = None, **props) -> Relation:
    return Relation(from_id, kind, to_id, props, document or doc())


def load(
    store: Store, *facts: Node | Relation, source: Source = SOURCE, documents: Collection[str] | None = None
) -> tuple[Changes, Changes]:
    """Loads as the runner does: checked facts, then what was not said again goes."""
    with store.writer(source, loaded_at="2024-01-01") as writer:
        writer.put(checked(fact) for fact in facts)
        writer.prune(documents)
        return writer.finish({"facts": len(facts)})
